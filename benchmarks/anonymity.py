"""The anonymity checker on the kept corpus: what it finds and misses per kind, and how fast it reads 127 pages."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import ahocorasick
from django.db import transaction

from reporting.anonymity.checker import Checker, checker_for
from sites.facts import load_programme

CORPUS = Path(__file__).parent.parent / "tests/reporting/corpus"
FAILED = CORPUS / "failed.txt"
GOALS = {
    "direct": 0.99,
    "adversarial": 0.90,
    "indirect": 0.60,
    "clean": 0.95,
    "lookalike": 0.95,
    "paraphrase": 0.90,
    "blunt": 0.95,
    "personal": 0.99,
    "innocent": 0.99,
    "retold": 0.95,
    "plain": 0.95,
    "review": 0.99,
}
LEFT_ALONE = {"clean", "lookalike", "innocent", "review"}
PAGES, WORDS_A_PAGE, CLEAN_TO_ONE = 127, 470, 9  # nine clean passages to one that names somebody
_MARKED = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


class Passage(NamedTuple):
    """A text and the places in it that must be found; none in what must be left alone."""

    text: str
    spans: list[tuple[int, int]]


def passages(file: Path) -> Iterator[Passage]:
    """One a line: what must be found stands in double brackets, a line break is written as \\n."""
    for line in file.read_text(encoding="utf-8").splitlines():
        marked, text, spans, end = line.replace("\\n", "\n"), "", [], 0
        for match in _MARKED.finditer(marked):
            text += marked[end : match.start()]
            spans.append((len(text), len(text) + len(match[1])))
            text, end = text + match[1], match.end()
        yield Passage(text + marked[end:], spans)


def measured(checker: Checker, given: Iterable[Passage], *, clean: bool) -> tuple[float, list[str]]:
    """The share found, or left alone, and what failed."""
    hits, failed = 0, []
    for text, spans in given:
        found = checker.check(text)
        if clean:
            hits += not found
            failed += [f"{text[f.start : f.end]} ({f.kind}): {text}" for f in found[:1]]
            continue
        for start, end in spans:
            seen = any(f.start < end and f.end > start for f in found)
            hits += seen
            failed += [] if seen else [f"{text[start:end]}: {text}"]
    tried = hits + len(failed)
    return hits / tried, failed


def figures(checker: Checker) -> Iterator[tuple[str, str, float, float, int]]:
    """Kind, half, share and goal of each file of the corpus; the examples that failed are kept beside it."""
    kept = []
    for kind, goal in GOALS.items():
        for half in ("dev", "held"):
            given = passages(CORPUS / f"{kind}.{half}.txt")
            share, failed = measured(checker, given, clean=kind in LEFT_ALONE)
            kept += [f"{kind}.{half}\t{one}".replace("\n", "\\n") for one in failed]
            yield kind, half, share, goal, len(failed)
    FAILED.write_text("\n".join([*kept, ""]), encoding="utf-8")


@transaction.atomic
def checker_of_the_pilots() -> Checker:
    """The sixteen Pilots’ checker; their names leave the database again, which holds a programme of its own."""
    checker = checker_for(load_programme())
    transaction.set_rollback(True)
    return checker


def speed(checker: Checker) -> tuple[float, float]:
    """Seconds for 127 pages, and the ratio to one pass of pyahocorasick over the same text."""
    kinds = ["clean"] * CLEAN_TO_ONE + ["direct"]
    words = " ".join(text for kind in kinds for text, _ in passages(CORPUS / f"{kind}.dev.txt")).split()
    text = " ".join(words[number % len(words)] for number in range(PAGES * WORDS_A_PAGE))
    automaton = ahocorasick.Automaton()
    for term in checker.names.spellings:
        automaton.add_word(term, term)
    automaton.make_automaton()
    start = time.perf_counter()
    sum(1 for _ in automaton.iter(text.lower()))
    bare = time.perf_counter() - start
    start = time.perf_counter()
    checker.check(text)
    ours = time.perf_counter() - start
    return ours, ours / bare
