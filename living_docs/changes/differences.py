"""Where two versions of an answer differ, block by block and word by word, for the person who has to decide."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple


class Run(NamedTuple):
    """Words in a row that stand in both versions, or in one only."""

    text: str
    differs: bool


class Difference(NamedTuple):
    """One block as each version has it; empty where a version has none."""

    mine: list[Run]
    theirs: list[Run]


def differences(mine: list[str], theirs: list[str]) -> list[Difference]:
    """The blocks that are not the same in both."""
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if tag != "equal":
            found += [in_words(*pair) for pair in zip_longest(mine[a:b], theirs[c:d], fillvalue="")]
    return found


def in_words(mine: str, theirs: str) -> Difference:
    left, right = mine.split(), theirs.split()
    runs = Difference([], [])
    for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        runs.mine.append(Run(" ".join(left[a:b]), tag != "equal"))
        runs.theirs.append(Run(" ".join(right[c:d]), tag != "equal"))
    return Difference(*([run for run in side if run.text] for side in runs))
