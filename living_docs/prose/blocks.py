"""The blocks that a text is made of, and canonical HTML of them: one block a line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from living_docs.prose.form import HEADING, LIST_LEVELS, TAG_OF_LIST
from living_docs.prose.inline import plain

PARAGRAPH, TITLE, BULLET, NUMBER, ROW = "paragraph", "heading", "bullet", "number", "row"
SINGLE = (1, 1)


class Block(NamedTuple):
    """One block: paragraph, heading, bullet or number (items of lists), or row; a row has several cells, others one.

    A cell is inline HTML, or blocks written without line ends where it holds more than one paragraph. `level` of an item
    counts from 0. `start` is the number with which an item begins a list, 1 for the row that begins a table, None where
    it goes on. `spans` of a row: of each cell how many columns and rows it covers; empty where each covers one.
    """

    kind: str
    cells: tuple[str, ...]
    header: bool = False
    level: int = 0
    style: str = ""
    start: int | None = None
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def text(self) -> str:
        return " ".join(plain(cell) for cell in self.cells)

    @property
    def is_item(self) -> bool:
        return self.kind in TAG_OF_LIST

    @property
    def cells_with_spans(self) -> list[tuple[str, tuple[int, int]]]:
        return list(zip(self.cells, self.spans or (SINGLE,) * len(self.cells), strict=True))


def render(found: list[Block]) -> str:
    """Canonical HTML of blocks, one a line."""
    return "\n".join(_lines(found))


def render_cell(found: list[Block]) -> str:
    """The blocks of a table's cell in one line; a single paragraph without its tag."""
    found = [block._replace(kind=PARAGRAPH) if block.kind == TITLE else block for block in found]
    if [block.kind for block in found] == [PARAGRAPH]:
        return found[0].cells[0]
    return "".join(_lines(found))


def _lines(found: list[Block]) -> Iterator[str]:
    for in_list, group in groupby(found, key=lambda block: "list" if block.is_item else block.kind):
        run = list(group)
        if in_list == "list":
            yield from _list(run)
        elif in_list == ROW:
            for table in tables(run):
                yield from _table(table)
        else:
            tag = HEADING if in_list == TITLE else "p"
            yield from (f"<{tag}>{block.cells[0]}</{tag}>" for block in run)


def tables(rows: list[Block]) -> list[list[Block]]:
    """Rows parted into tables."""
    found: list[list[Block]] = []
    for row in rows:
        if row.start is not None or not found:
            found.append([])
        found[-1].append(row)
    return found


def _list(items: list[Block], level: int = 0) -> Iterator[str]:
    """Items of this level, each with the lists inside it before its end."""
    before: Block | None = None
    number = 0
    for item, inner in _with_inner(items, level):
        number += 1
        if before is None or not _goes_on(before, item, number):
            if before is not None:
                yield f"</{TAG_OF_LIST[before.kind]}>"
            number = 1 if item.start is None else item.start
            yield _list_tag(item, number)
        if inner:
            yield f"<li>{item.cells[0]}"
            yield from _list(inner, level + 1)
            yield "</li>"
        else:
            yield f"<li>{item.cells[0]}</li>"
        before = item
    if before is not None:
        yield f"</{TAG_OF_LIST[before.kind]}>"


def _with_inner(items: list[Block], level: int) -> list[tuple[Block, list[Block]]]:
    """Each item of a level with the deeper ones that follow it; a first item counts as of this level."""
    found: list[tuple[Block, list[Block]]] = []
    for item in items:
        if found and item.level > level and level < LIST_LEVELS - 1:
            found[-1][1].append(item)
        else:
            found.append((item, []))
    return found


def _goes_on(before: Block, item: Block, number: int) -> bool:
    """Whether an item belongs to the list of the one before it; `number` is the one that it would have there."""
    return (before.kind, before.style) == (item.kind, item.style) and (
        item.kind == BULLET or item.start in {None, number}
    )


def _list_tag(item: Block, first: int) -> str:
    if item.kind == BULLET:
        return "<ul>"
    start = f' start="{first}"' if first != 1 else ""
    style = f' type="{item.style}"' if item.style else ""
    return f"<ol{start}{style}>"


def without_implied_starts(found: list[Block]) -> list[Block]:
    """The blocks, with a start only where the place does not say it: an edit before an item then leaves it alone."""
    return [
        block._replace(start=None) if block.start == 1 and _begins(before, block) else block
        for before, block in zip([None, *found], found, strict=False)
    ]


def _begins(before: Block | None, block: Block) -> bool:
    """Whether a block begins a list or table by its place alone."""
    if block.kind == ROW:
        return before is None or before.kind != ROW
    return before is None or not before.is_item or before.level < block.level


def _table(rows: list[Block]) -> Iterator[str]:
    heads = 0
    while heads < len(rows) and rows[heads].header:
        heads += 1
    yield "<table>"
    for tag, part, cell_tag in (("thead", rows[:heads], "th"), ("tbody", rows[heads:], "td")):
        if part:
            yield f"<{tag}>"
            yield from (_row(row, cell_tag) for row in part)
            yield f"</{tag}>"
    yield "</table>"


def _row(row: Block, tag: str) -> str:
    return "<tr>" + "".join(_cell(tag, cell, *span) for cell, span in row.cells_with_spans) + "</tr>"


def _cell(tag: str, cell: str, columns: int, rows: int) -> str:
    spans = [f' {name}="{number}"' for name, number in (("colspan", columns), ("rowspan", rows)) if number > 1]
    return f"<{tag}{''.join(spans)}>{cell}</{tag}>"
