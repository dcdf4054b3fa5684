"""The columns of a table: spans end with the table and every row is as wide as the widest, so that figures stay under
their heads.
"""

from __future__ import annotations

from itertools import accumulate, groupby, takewhile
from typing import NamedTuple

from living_docs.prose.blocks import ROW, SINGLE, Block, tables

MOST_CELLS = 200_000  # a table that would have more is left ragged


class _Placed(NamedTuple):
    """A row whose cells have their columns: which columns others cover from above, and the first one that is free."""

    row: Block
    spans: list[tuple[int, int]]
    covered: set[int]
    end: int

    @property
    def width(self) -> int:
        return max([self.end, *(column + 1 for column in self.covered)])

    def filled(self, width: int) -> Block:
        """The row with an empty cell in every column that has none."""
        missing = sum(column not in self.covered for column in range(self.end, width))
        spans = (*self.spans, *(SINGLE,) * missing)
        cells = (*self.row.cells, *("",) * missing)
        return self.row._replace(cells=cells, spans=spans if any(span != SINGLE for span in spans) else ())


def squared(found: list[Block]) -> list[Block]:
    """The blocks with every table squared, and without its empty rows."""
    result: list[Block] = []
    for is_row, group in groupby(found, key=lambda block: block.kind == ROW):
        result += [row for table in tables(list(group)) for row in _squared(table)] if is_row else group
    return result


def _squared(table: list[Block]) -> list[Block]:
    rows = _without_empty(table)
    if not rows:
        return []
    placed = _placed(rows)
    width = max(row.width for row in placed)
    heads = _heads(placed)
    if width * len(rows) <= MOST_CELLS:
        rows = [row.filled(width) for row in placed]
    return [row._replace(header=place < heads, start=None if place else 1) for place, row in enumerate(rows)]


def _without_empty(rows: list[Block]) -> list[Block]:
    """The rows that hold words; a cell that spanned a dropped one is that much shorter."""
    kept_until = [0, *accumulate(any(row.cells) for row in rows)]

    def reach(place: int, down: int) -> int:
        return max(kept_until[min(place + down, len(rows))] - kept_until[place], 1)

    return [
        row._replace(spans=tuple((across, reach(place, down)) for across, down in row.spans))
        for place, row in enumerate(rows)
        if any(row.cells)
    ]


def _placed(rows: list[Block]) -> list[_Placed]:
    last_covered: dict[int, int] = {}  # of each column the last row that a cell above covers
    found = []
    for place, row in enumerate(rows):
        covered = {column for column, last in last_covered.items() if last >= place}
        column, spans = 0, []
        for _, (across, down) in row.cells_with_spans:
            while column in covered:
                column += 1
            across = min([across, *(one - column for one in covered if one > column)])  # cells never lie on one another
            spans.append((across, down))
            last_covered |= {column + step: place + down - 1 for step in range(across)} if down > 1 else {}
            column += across
        found.append(_Placed(row, spans, covered, column))
    return found


def _heads(placed: list[_Placed]) -> int:
    """How many rows the head has: those of head cells, and whatever a cell of theirs spans."""
    heads = len(list(takewhile(lambda one: one.row.header, placed)))
    place = 0
    while place < heads:
        heads = max([heads, *(place + down for _, down in placed[place].spans)])
        place += 1
    return heads
