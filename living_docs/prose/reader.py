"""From any HTML to blocks: what a text may hold is kept, the words of everything else too."""

from __future__ import annotations

from html.parser import HTMLParser

import nh3

from living_docs.prose.blocks import PARAGRAPH, ROW, Block, render_cell
from living_docs.prose.bounds import not_too_deep
from living_docs.prose.builder import TextBuilder, number_in
from living_docs.prose.characters import seen
from living_docs.prose.form import (
    ATTRIBUTES,
    CELL_SEPARATOR,
    EVERY_TAG,
    HEADING_TAGS,
    INLINE_TAGS,
    LEFT_OUT_TAGS,
    LINK_SCHEMES,
    LIST_TAGS,
    MOST_COLUMNS,
    PARAGRAPH_TAGS,
)
from living_docs.prose.inline import PLAIN, OpenStyle

MOST_ROWS_SPANNED = 1000


def read(html: str) -> list[Block]:
    """The blocks of any HTML, cleaned; rows without words among them."""
    safe = nh3.clean(
        not_too_deep(seen(html)),
        tags=EVERY_TAG,
        attributes=ATTRIBUTES | {"li": {"value"}},
        clean_content_tags=LEFT_OUT_TAGS,
        url_schemes=LINK_SCHEMES,
        link_rel=None,
    )
    reader = _Reader()
    reader.feed(safe)
    reader.close()
    reader.text.end_block()
    return reader.text.blocks


class _Row:
    def __init__(self, *, is_first: bool) -> None:
        self.cells: list[str] = []
        self.spans: list[tuple[int, int]] = []
        self.header = True
        self.is_first = is_first

    def add(self, cell: TextBuilder, tag: str, span: tuple[int, int]) -> None:
        cell.end_block()
        self.cells.append(render_cell(cell.blocks))
        self.spans.append(span)
        self.header = self.header and tag == "th"

    @property
    def block(self) -> Block:
        spans = tuple(self.spans) if any(span != (1, 1) for span in self.spans) else ()
        return Block(ROW, tuple(self.cells), self.header, start=1 if self.is_first else None, spans=spans)


class _Reader(HTMLParser):
    """Reads HTML whose tags are all known and closed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = TextBuilder()
        self.style = OpenStyle()
        self.tables = 0  # how many stand around this place; those inside a cell leave their words there
        self.cell: TextBuilder | None = None
        self.cell_span = (1, 1)
        self.row: _Row | None = None
        self.is_first_row = False
        self.lines_count = 0  # inside preformatted text line ends are line breaks

    @property
    def here(self) -> TextBuilder:
        return self.text if self.cell is None else self.cell

    def handle_starttag(self, tag: str, attrs) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "br":
            self.here.end_line(self.style.now)
        elif tag in INLINE_TAGS:
            self.style.open(tag, given.get("href", ""))
        elif tag == "table":
            self.begin_table()
        elif tag == "tr":
            self.begin_row()
        elif tag in {"td", "th"}:
            self.begin_cell(given)
        elif tag in LIST_TAGS:
            self.here.begin_list(tag, given.get("type", ""), given.get("start", ""))
        elif tag == "li":
            self.here.begin_item(given.get("value", ""))
        elif tag in HEADING_TAGS:
            self.here.begin_heading()
        elif tag in PARAGRAPH_TAGS:
            self.here.part()
            self.lines_count += tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        if tag in INLINE_TAGS:
            self.style.close(tag)
        elif tag == "table":
            self.end_table()
        elif tag == "tr":
            self.end_row()
        elif tag in {"td", "th"}:
            self.end_cell(tag)
        elif tag in LIST_TAGS:
            self.here.end_list()
        elif tag == "li":
            self.here.end_item()
        elif tag in HEADING_TAGS:
            self.here.end_heading()
        elif tag in PARAGRAPH_TAGS:
            self.here.part()
            self.lines_count -= tag == "pre"

    def handle_data(self, data: str) -> None:
        lines = data.split("\n") if self.lines_count else [data]
        for place, line in enumerate(lines):
            if place:
                self.here.end_line(self.style.now)
            self.here.add(line, self.style.now)

    def begin_table(self) -> None:
        self.here.end_block()
        self.tables += 1
        self.is_first_row = self.tables == 1

    def end_table(self) -> None:
        self.here.end_block()
        self.tables -= 1

    def begin_row(self) -> None:
        if self.tables == 1:
            self.text.end_block()
            self.row = _Row(is_first=self.is_first_row)
        else:
            self.here.part()

    def end_row(self) -> None:
        if self.tables > 1:
            self.here.part()
        elif self.row is not None:
            self.text.put(self.row.block)
            self.is_first_row, self.row = False, None

    def begin_cell(self, given: dict[str, str]) -> None:
        if self.tables > 1:
            if self.here.has_words:
                self.here.add(CELL_SEPARATOR, PLAIN)
            return
        self.cell = TextBuilder()
        self.cell_span = (
            min(number_in(given.get("colspan", ""), 1) or 1, MOST_COLUMNS),
            min(number_in(given.get("rowspan", ""), 1) or 1, MOST_ROWS_SPANNED),
        )

    def end_cell(self, tag: str) -> None:
        if self.tables == 1 and self.cell is not None and self.row is not None:
            self.row.add(self.cell, tag, self.cell_span)
            self.cell = None


def cell_blocks(cell: str) -> list[Block]:
    """The blocks of a cell of a canonical row."""
    if cell.startswith(("<p>", "<ul>", "<ol")):
        return read(cell)
    return [Block(PARAGRAPH, (cell,))] if cell else []
