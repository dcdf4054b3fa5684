"""The cells of a table, those merged over several columns and rows among them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass
class Cell:
    html: str
    columns: int = 1
    rows: int = 1
    last_row: int = 0

    def take(self, html: str, *, columns: int = 0, rows: int = 0) -> None:
        """Grow over a neighbour; should words stand there, they follow these."""
        self.columns, self.rows = self.columns + columns, self.rows + rows
        self.html = f"{as_blocks(self.html)}{as_blocks(html)}" if html and self.html else self.html or html

    @property
    def spans(self) -> str:
        named = (("colspan", self.columns), ("rowspan", self.rows))
        return "".join(f' {name}="{number}"' for name, number in named if number > 1)


class MergedRows:
    """Rows in the making; a cell that goes on with the one above it or before it makes that one larger."""

    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []
        self.open: dict[int, Cell] = {}  # by its first column, the cell that the next row can go on with
        self.column = 0

    @property
    def cells(self) -> tuple[tuple[Cell, ...], ...]:
        return tuple(map(tuple, self.rows))

    def begin(self, skipped: int) -> None:
        self.rows.append([])
        self.column = 0
        self.skip(skipped)

    def end(self, skipped: int) -> None:
        self.skip(skipped)
        for column in [column for column, cell in self.open.items() if cell.last_row < len(self.rows) - 1]:
            del self.open[column]

    def skip(self, columns: int) -> None:
        for _ in range(columns):
            self.add("", 1)

    def add(self, html: str, columns: int, *, goes_on_above: bool = False, goes_on_before: bool = False) -> None:
        row = self.rows[-1]
        above = self.open.get(self.column)
        if goes_on_before and row:
            row[-1].take(html, columns=columns)
        elif goes_on_above and above is not None:
            above.take(html, rows=1)
            above.last_row = len(self.rows) - 1
        else:
            cell = Cell(html, columns, last_row=len(self.rows) - 1)
            row.append(cell)
            self.open[self.column] = cell
        self.column += columns


def cell_html(html: str) -> str:
    """A single paragraph without its tag."""
    is_one = html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1
    return html.removeprefix("<p>").removesuffix("</p>") if is_one else html


def as_blocks(html: str) -> str:
    return html if html.startswith(("<p>", "<ul>", "<ol", "<table>", "<h4>")) else f"<p>{html}</p>"


def row_html(row: Iterable[Cell], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}{cell.spans}>{cell.html}</{tag}>" for cell in row) + "</tr>"


def in_columns(rows: Iterable[Iterable[Cell]]) -> list[list[str]]:
    """The HTML of each cell in its column, empty in the places that a merged cell covers."""
    covered: dict[tuple[int, int], bool] = {}
    found = []
    for place, row in enumerate(rows):
        line: list[str] = []
        for cell in row:
            while (place, len(line)) in covered:
                line.append("")
            covered |= {
                (place + down, len(line) + right): True for down in range(1, cell.rows) for right in range(cell.columns)
            }
            line += [cell.html, *[""] * (cell.columns - 1)]
        while (place, len(line)) in covered:
            line.append("")
        found.append(line)
    return found
