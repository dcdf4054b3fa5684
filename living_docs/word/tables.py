"""Tables in a Word document that is being written: merged cells, several paragraphs in a cell, many columns on one page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.table import CT_Tc
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.run import Run

from living_docs.prose.blocks import ROW, Block
from living_docs.prose.inline import plain
from living_docs.prose.reader import cell_blocks
from living_docs.word.lists import Lists
from living_docs.word.paragraphs import write_block
from living_docs.word.styles import CELL, CELL_HEAD

ACROSS, ACROSS_LANDSCAPE = 16.6, 25.3  # centimetres between the margins
UPRIGHT = 8  # columns that stand on an upright page
SIZES = (
    (6, None),
    (8, 8.5),
    (11, 8),
    (14, 7),
    (20, 6),
)  # up to so many columns the type of that size; None: the style's
SMALLEST = 5
SHORTEST_WORD, LONGEST_WORD = 4, 24


def write_table(word: WordDocument, rows: list[list[str]], *, header: bool, widths: tuple[float, ...] = ()) -> Table:
    """Rows of inline HTML; the first is the head where `header` says so. `widths` in centimetres."""
    blocks = [Block(ROW, tuple(row), header=header and place == 0) for place, row in enumerate(rows)]
    return write_rows(word, blocks, widths=widths)


def write_rows(
    word: WordDocument, rows: list[Block], *, widths: tuple[float, ...] = (), on_paper: bool = False
) -> Table:
    grid = list(laid_out(rows))
    columns = max(sum(across for _, across, _ in line) for line in grid)
    with page_for(word, columns) as across:
        widths = widths or widths_of(grid, columns, across)
        table = word.add_table(0, columns)
        table.style = "Table Grid"
        tighten(table, columns)
        for column, width in zip(table.columns, widths, strict=False):
            column.width = Cm(width)
        for row, line in zip(rows, grid, strict=True):
            TableRow(word, table, row, widths, on_paper=on_paper).write(line)
    return table


def laid_out(rows: list[Block]) -> Iterator[list[tuple[str | None, int, int]]]:
    """Of each row its cells with their columns and rows, those that go on with a cell above (None) among them."""
    above: dict[int, tuple[int, int]] = {}  # by first column: columns, rows that are still to come
    for row in rows:
        line: list[tuple[str | None, int, int]] = []
        column = 0
        waiting = row.cells_with_spans
        while waiting or column in above:
            if column in above:
                across, left = above.pop(column)
                line.append((None, across, 1))
            else:
                (cell, (across, down)), *waiting = waiting
                line.append((cell, across, down))
                left = down
            if left > 1:
                above[column] = (across, left - 1)
            column += across
        yield line


def widths_of(grid: list[list[tuple[str | None, int, int]]], columns: int, across: float) -> tuple[float, ...]:
    """Centimetres for each column by its longest word, so that no word or figure breaks where there is room."""
    longest = [SHORTEST_WORD] * columns
    for line in grid:
        column = 0
        for cell, wide, _ in line:
            if cell and wide == 1:
                longest[column] = max([longest[column], *map(len, plain(cell).split())])
            column += wide
    longest = [min(length, LONGEST_WORD) + 2 for length in longest]
    return tuple(round(across * length / sum(longest), 2) for length in longest)


@contextmanager
def page_for(word: WordDocument, columns: int) -> Iterator[float]:
    """The width that a table has: where it has many columns, that of a page of its own on its side."""
    if columns <= UPRIGHT:
        yield ACROSS
        return
    turn(word, WD_ORIENT.LANDSCAPE)
    yield ACROSS_LANDSCAPE
    turn(word, WD_ORIENT.PORTRAIT)


def turn(word: WordDocument, orientation: WD_ORIENT) -> None:
    section = word.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = orientation
    section.page_width, section.page_height = section.page_height, section.page_width


def tighten(table: Table, columns: int) -> None:
    if columns > SIZES[0][0]:
        table._tbl.tblPr.append(
            parse_xml(
                f'<w:tblCellMar {nsdecls("w")}><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar>'
            )
        )


def size_of(columns: int) -> float | None:
    return next((size for most, size in SIZES if columns <= most), SMALLEST)


class TableRow:
    """One row that is being written."""

    def __init__(self, word, table: Table, row: Block, widths: tuple[float, ...], *, on_paper: bool) -> None:
        self.word, self.table, self.row, self.widths, self.on_paper = word, table, row, widths, on_paper
        self.style = CELL_HEAD if row.header else CELL
        self.size = size_of(len(widths))
        self.line = table._tbl.add_tr()
        if row.header:
            self.line.get_or_add_trPr().append(OxmlElement("w:tblHeader"))

    def write(self, line: list[tuple[str | None, int, int]]) -> None:
        column = 0
        for cell, across, down in line:
            element = self.line.add_tc()
            element.width = Cm(sum(self.widths[column : column + across]))
            if across > 1:
                element.grid_span = across
            if cell is None or down > 1:
                element.vMerge = "continue" if cell is None else "restart"
            self.write_cell(element, cell or "")
            column += across

    def write_cell(self, element: CT_Tc, cell: str) -> None:
        place, lists = _Cell(element, self.table), Lists(self.word)
        blocks = cell_blocks(cell) or [Block("paragraph", ("",))]
        for number, block in enumerate(blocks):
            paragraph = place.add_paragraph() if number else place.paragraphs[0]
            paragraph.style = self.style
            write_block(paragraph, block, lists, on_paper=self.on_paper)
            for run in paragraph._p.iter(qn("w:r")) if self.size else ():
                Run(run, paragraph).font.size = Pt(self.size)
