"""Where two versions of an answer differ, block by block and word by word, for the person who has to decide."""

from __future__ import annotations

from itertools import zip_longest
from typing import NamedTuple

from living_docs.changes.words import NEW, REMOVED, SAME, Stretch, equal_stretches, word_runs


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
    i = j = 0
    for stretch in [*equal_stretches(mine, theirs), Stretch(len(mine), len(theirs), 0)]:
        pairs = zip_longest(mine[i : stretch.left], theirs[j : stretch.right], fillvalue="")
        found += [in_words(*pair) for pair in pairs]
        i, j = stretch.left + stretch.size, stretch.right + stretch.size
    return found


def in_words(mine: str, theirs: str) -> Difference:
    runs = word_runs(mine.split(), theirs.split())
    return Difference(
        [Run(run.text, run.mark != SAME) for run in runs if run.mark != NEW],
        [Run(run.text, run.mark != SAME) for run in runs if run.mark != REMOVED],
    )
