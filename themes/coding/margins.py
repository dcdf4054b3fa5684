"""Coded passages as a page shows them: runs of words with their marks, and the lanes and labels in the margin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from living_docs.answer_text import Block
from themes.models import Coding, Memo

PATTERNS = 8
LANES = 6  # what would stand further out shares the last


@dataclass(frozen=True)
class Mark:
    """A coding on the page: its letter, the pattern and lane of its margin, memos on it."""

    coding: Coding
    letter: str
    pattern: int
    lane: int
    memos: tuple[Memo, ...] = ()
    who: str = ""  # where two coders are compared

    @property
    def theme(self) -> str:
        return str(self.coding.theme.standing)


class Run(NamedTuple):
    """Words that all the same passages hold; `ends` are the marks whose passage ends behind them."""

    text: str
    marks: tuple[Mark, ...]
    ends: tuple[Mark, ...]


@dataclass(frozen=True)
class MarkedBlock:
    """A block with its runs, the marks that touch it, and those that begin in it."""

    block: Block
    runs: tuple[Run, ...]
    marks: tuple[Mark, ...]
    begins: tuple[Mark, ...]


def letter(number: int) -> str:
    """a, b … z, then aa, ab …"""
    first, last = divmod(number, 26)
    return (letter(first - 1) if first else "") + chr(ord("a") + last)


def lanes(codings: Sequence[Coding]) -> list[int]:
    """A lane for each passage, so that those that overlap stand beside one another."""
    ends: list[int] = []
    found = []
    for coding in codings:
        free = next((lane for lane, end in enumerate(ends) if end <= coding.start), len(ends))
        ends[free : free + 1] = [coding.end]
        found.append(min(free, LANES - 1) + 1)
    return found


def marked(block: Block, marks: Sequence[Mark]) -> MarkedBlock:
    """A block cut wherever a passage begins or ends."""
    here = tuple(mark for mark in marks if block.holds(mark.coding.start, mark.coding.end))
    edges = {place for mark in here for place in (mark.coding.start, mark.coding.end)}
    cuts = sorted({block.start, block.end, *(place for place in edges if block.start < place < block.end)})
    runs = tuple(run(block, start, end, here) for start, end in zip(cuts, cuts[1:], strict=False))
    begins = tuple(mark for mark in here if block.start <= mark.coding.start < block.end)
    return MarkedBlock(block, runs, here, begins)


def run(block: Block, start: int, end: int, marks: Sequence[Mark]) -> Run:
    over = tuple(mark for mark in marks if mark.coding.start < end and mark.coding.end > start)
    ends = tuple(mark for mark in over if mark.coding.end == end)
    return Run(block.text[start - block.start : end - block.start], over, ends)
