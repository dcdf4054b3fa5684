"""Remarks at their passages: the numbered mark behind the last word of each, among the marks of what changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from feedback.models import Remark
from living_docs.answer_text import AT_THE_DESK, CELLS, Block, Passage, blocks_of, find, text_of
from living_docs.changes.answers import Line
from living_docs.changes.comparison import UNCHANGED
from living_docs.changes.words import REMOVED, SAME


@dataclass(frozen=True)
class Placed:
    """A remark with its number on the page and the place of its passage in the text that is shown."""

    number: int
    remark: Remark
    passage: Passage | None

    @property
    def is_gone(self) -> bool:
        """Whether its words stand nowhere in the text that is shown."""
        return self.remark.has_passage and self.passage is None


class MarkedRun(NamedTuple):
    """Words of one kind, with the remarks whose passages end with them."""

    text: str
    mark: str
    remarks: tuple[Placed, ...] = ()


@dataclass(frozen=True)
class MarkedLine:
    """One block as the desk shows it; `change` is the number of its change on the page, 0 where nothing changed."""

    kind: str
    word: str
    runs: tuple[MarkedRun, ...]
    style: str
    change: int = 0

    @property
    def is_plain(self) -> bool:
        return self.kind == UNCHANGED and not any(run.remarks for run in self.runs)


def placed(remark: Remark, number: int, entry: dict | None) -> Placed:
    """Where a remark's passage stands in an entry, which may be a later one than it was made on."""
    if entry is None or not remark.has_passage:
        return Placed(number, remark, None)
    return Placed(number, remark, find(text_of(entry, remark.text_version), remark.quoted, near=remark.start or 0))


def marked_lines(lines: Iterable[Line], entry: dict, remarks: list[Placed]) -> list[MarkedLine]:
    """The lines of an answer with the marks of the remarks; those on table rows are left to `beyond_lines`."""
    marked = [MarkedLine(line.kind, line.word, tuple(map(as_marked, line.runs)), line.style) for line in lines]
    standing = [place for place, line in enumerate(marked) if line.kind != REMOVED]
    for one, block, words in ends(entry, remarks):
        if block < len(standing):
            line = marked[standing[block]]
            marked[standing[block]] = replace(line, runs=with_mark(line.runs, words, one))
    return marked


def as_marked(run) -> MarkedRun:
    return MarkedRun(run.text, run.mark)


def ends(entry: dict, remarks: list[Placed]) -> Iterable[tuple[Placed, int, int]]:
    """Of each passage the block in which it ends, and the number of words of that block up to its end."""
    places = {block.part: place for place, block in enumerate(blocks_of(entry, AT_THE_DESK))}
    for one in remarks:
        if one.passage:
            block = block_at(entry, one.remark.text_version, one.passage.end)
            words = block.text[: one.passage.end - block.start].replace(CELLS, " ").split()
            yield one, places[block.part], len(words)


def block_at(entry: dict, version: int, end: int) -> Block:
    """The block in which a passage ends."""
    return next(block for block in blocks_of(entry, version) if end <= block.end)


def beyond_lines(lines: list[MarkedLine], remarks: list[Placed]) -> list[Placed]:
    """The remarks that no line shows: on the prompt as a whole, on a table, on words that are gone."""
    shown = {one.number for line in lines for run in line.runs for one in run.remarks}
    return [one for one in remarks if one.number not in shown]


def with_mark(runs: tuple[MarkedRun, ...], words: int, one: Placed) -> tuple[MarkedRun, ...]:
    """The runs with a mark behind so many words of the later text; a run is cut where the mark stands in it."""
    found: list[MarkedRun] = []
    for place, run in enumerate(runs):
        own = run.text.split()
        if run.mark == REMOVED or words > len(own):
            words -= 0 if run.mark == REMOVED else len(own)
            found.append(run)
            continue
        head, tail = own[:words], own[words:]
        if tail:
            cut = [MarkedRun(" ".join(head), run.mark, (one,)), run._replace(text=" ".join(tail))]
        else:
            cut = [run._replace(remarks=(*run.remarks, one))]
        return (*found, *cut, *runs[place + 1 :])
    return tuple(found)


def shortened(lines: list[MarkedLine]) -> list[MarkedLine]:
    """The changed and the marked lines; of the others how many stand between them."""
    short: list[MarkedLine] = []
    for plain, group in groupby(lines, key=lambda line: line.is_plain):
        run = list(group)
        left_out = f"{len(run)} paragraph{'s' if len(run) > 1 else ''} unchanged"
        short += [MarkedLine(UNCHANGED, "", (MarkedRun(left_out, SAME),), "left-out")] if plain else run
    return short
