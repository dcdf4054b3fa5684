"""Geometry of the heat map: a matrix in, rectangles and words for an SVG template out. All lengths in px."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.text import Truncator

from themes.matrices.evidence import NOT_SUBMITTED, Cell, Head, Line, Matrix

WIDE, HIGH, GAP = 56, 40, 2
HEAD, LONGEST = 200, 25  # of the names that stand upright: px, letters
STEPS = ((0, "0"), (2, "1 to 2"), (5, "3 to 5"), (8, "6 to 8"), (13, "9 to 13"), (None, "14 or more"))


def step_of(count: int) -> int:
    """Which of the six steps a count falls into."""
    return next(step for step, (most, _) in enumerate(STEPS) if most is None or count <= most)


class Square(NamedTuple):
    x: int
    y: int
    cell: Cell
    fill: str  # its class: a step, missing, or waiting
    label: str

    @property
    def middle(self) -> tuple[int, int]:
        return self.x + WIDE // 2, self.y + HIGH // 2 + 6


class Name(NamedTuple):
    x: int
    text: str


@dataclass(frozen=True)
class HeatMap:
    """Columns as upright names above their squares; the themes stand beside it, one a row of the same height."""

    matrix: Matrix

    wide, high, row, head_end = WIDE, HIGH, HIGH + GAP, HEAD - 8

    @property
    def width(self) -> int:
        return len(self.matrix.heads) * (WIDE + GAP)

    @property
    def height(self) -> int:
        return HEAD + len(self.matrix.lines) * self.row

    @property
    def names(self) -> list[Name]:
        return [
            Name(place * (WIDE + GAP) + WIDE // 2 + 6, self.words(head)) for place, head in enumerate(self.matrix.heads)
        ]

    def words(self, head: Head) -> str:
        said = f"{head.label}, {head.note}" if head.note and head.note != NOT_SUBMITTED else head.label
        return Truncator(said).chars(LONGEST)

    @property
    def rows(self) -> list[tuple[Line, list[Square]]]:
        return [(line, self.squares(line, HEAD + place * self.row)) for place, line in enumerate(self.matrix.lines)]

    def squares(self, line: Line, y: int) -> list[Square]:
        return [
            Square(place * (WIDE + GAP), y, cell, fill_of(cell), f"{line.theme}, {head.label}: {cell.words}")
            for place, (head, cell) in enumerate(zip(self.matrix.heads, line.cells, strict=False))
        ]


def fill_of(cell: Cell) -> str:
    if cell.count is None:
        return "missing" if cell.why == NOT_SUBMITTED else "waiting"
    return str(step_of(cell.count))
