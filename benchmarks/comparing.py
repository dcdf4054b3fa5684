"""The comparison of two long documents against the standard library's on the same words."""

from __future__ import annotations

import random
import time
from difflib import SequenceMatcher

from living_docs.changes import compare

WORDS, BLOCK, EDITED, MOVES = 60_000, 75, 0.02, 5


def figures() -> tuple[float, int, float]:
    """The share of words marked, the moved blocks found, and the time over that of flat difflib."""
    before, after = texts(random.Random(1))  # noqa: S311 (a fixed text, no secret)
    start = time.perf_counter()
    changes = compare([" ".join(block) for block in before], [" ".join(block) for block in after])
    ours = time.perf_counter() - start
    start = time.perf_counter()
    SequenceMatcher(None, flat(before), flat(after), autojunk=False).get_opcodes()
    return changes.share_marked, len(changes.of_kind("moved")), ours / (time.perf_counter() - start)


def texts(chance: random.Random) -> tuple[list[list[str]], list[list[str]]]:
    """Two texts in blocks of words; a few words come up often, as in English."""
    drawn = [f"word{int(chance.paretovariate(0.1)) % 8000}" for _ in range(WORDS)]
    before = [drawn[n : n + BLOCK] for n in range(0, WORDS, BLOCK)]
    after = [["edited" if chance.random() < EDITED else word for word in block] for block in before]
    for place in range(MOVES):
        after.insert(100 * place + 50, after.pop(700 - 20 * place))
    return before, after


def flat(blocks: list[list[str]]) -> list[str]:
    return [word for block in blocks for word in block]
