"""From any HTML to blocks: what a text may hold is kept, the words of everything else too."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import nh3

from living_docs.prose.blocks import BULLET, NUMBER, PARAGRAPH, ROW, TITLE, Block, render_cell
from living_docs.prose.characters import seen
from living_docs.prose.form import (
    ATTRIBUTES,
    CELL_SEPARATOR,
    DEEPEST,
    EVERY_TAG,
    HEADING_TAGS,
    INLINE_TAGS,
    LEFT_OUT_TAGS,
    LINK_SCHEMES,
    LIST_TAGS,
    MOST_COLUMNS,
    NUMBER_STYLES,
    PARAGRAPH_TAGS,
)
from living_docs.prose.inline import BREAK, PLAIN, OpenStyle, Piece, Style, canonical

_SPACES = re.compile(r"\s+")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>")
_JOINING = {
    "span",
    "font",
    "u",
    "ins",
    "mark",
    "small",
    "big",
    "code",
    "tt",
    "abbr",
    "cite",
    "q",
    "var",
    "kbd",
    "samp",
    "bdi",
    "bdo",
    "nobr",
}
_WITH_ATTRIBUTES = {"li", *ATTRIBUTES}
_NEVER_CLOSED = {"br", "hr", "img", "input", "meta", "link", "col", "wbr", "area", "base", "embed", "source", "track"}
MOST_TAGS = 150_000  # a report of 127 pages has a tenth of that
MOST_ROWS_SPANNED = 1000
HIGHEST_NUMBER = 99_999


def read(html: str) -> list[Block]:
    """The blocks of any HTML, cleaned; rows without words among them."""
    safe = nh3.clean(
        not_too_deep(seen(html)), tags=EVERY_TAG, attributes=ATTRIBUTES | {"li": {"value"}},
        clean_content_tags=LEFT_OUT_TAGS, url_schemes=LINK_SCHEMES, link_rel=None,
    )  # fmt: skip
    reader = _Reader()
    reader.feed(safe)
    reader.close()
    reader.text.end_block()
    return reader.text.blocks


def not_too_deep(html: str) -> str:
    """Without the tags that no text needs: time would grow with the square of their depth or number.

    Tags that a text cannot hold go too, and so do attributes that would make two alike tags differ; all words stay.
    """
    depth, number = 0, 0

    def judged(tag: re.Match) -> str:
        nonlocal depth, number
        closes, name, attributes = tag[1], tag[2].lower(), tag[3]
        number += 1
        if name in LEFT_OUT_TAGS:
            return tag[0]
        if name not in EVERY_TAG or number > MOST_TAGS:
            return "" if name in _JOINING else " "
        if name not in _NEVER_CLOSED:
            depth = max(depth + (-1 if closes else 1), 0)
        if depth + bool(closes) > DEEPEST:
            return " "
        return f"<{closes}{name}{attributes if name in _WITH_ATTRIBUTES else ''}>"

    return _TAG.sub(judged, html)


class _OpenList:
    """A list that is being read: what its next item's number is, and whether that has to be said."""

    def __init__(self, kind: str, style: str = "", number: int = 1) -> None:
        self.kind, self.style, self.number = kind, style, number
        self.says_number = True
        self.waits_for_words = False  # an item has begun and has none yet


class _Text:
    """Blocks in the making, of a whole text or of one cell."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.pieces: list[Piece] = []
        self.lists: list[_OpenList] = []
        self.kind = PARAGRAPH

    @property
    def in_fresh_item(self) -> bool:
        return bool(self.lists) and self.lists[-1].waits_for_words

    @property
    def has_words(self) -> bool:
        return any(not piece.text.isspace() for piece in self.pieces)

    def add(self, text: str, style: Style) -> None:
        self.pieces.append(Piece(_SPACES.sub(" ", text), style))

    def end_line(self, style: Style) -> None:
        """A line break; a second one in a row begins a new paragraph, but not in an item."""
        last = next((piece.text for piece in reversed(self.pieces) if piece.text != " "), "")
        if last == BREAK and not self.in_fresh_item:
            self.end_block()
        else:
            self.pieces.append(Piece(BREAK, style))

    def part(self) -> None:
        """The edge of a paragraph: in an item, whose words are one paragraph, a line break."""
        if self.in_fresh_item:
            self.pieces.append(Piece(BREAK))
        else:
            self.end_block()

    def end_block(self) -> None:
        inline, self.pieces = canonical(self.pieces), []
        if not inline:
            return
        if self.in_fresh_item:
            self.blocks.append(self.item(self.lists[-1], inline))
        else:
            self.put(Block(self.kind, (inline,)))

    def item(self, held: _OpenList, inline: str) -> Block:
        start = held.number if held.kind == NUMBER and held.says_number else None
        held.number += 1
        held.says_number = held.waits_for_words = False
        return Block(held.kind, (inline,), level=len(self.lists) - 1, style=held.style, start=start)

    def put(self, block: Block) -> None:
        """A block that is no item: lists that go on behind it say their number again."""
        self.blocks.append(block)
        for held in self.lists:
            held.says_number = True

    def begin_list(self, tag: str, style: str, start: str) -> None:
        self.end_block()
        kind = LIST_TAGS[tag]
        self.lists.append(
            _OpenList(kind, style if style in NUMBER_STYLES and kind == NUMBER else "", _number(start, 1))
        )

    def end_list(self) -> None:
        self.end_item()
        if self.lists:
            self.lists.pop()

    def begin_item(self, value: str) -> None:
        self.end_block()
        if not self.lists:
            self.lists.append(_OpenList(BULLET))
        held = self.lists[-1]
        if value:
            held.number, held.says_number = _number(value, held.number), True
        held.waits_for_words = True

    def end_item(self) -> None:
        self.end_block()
        if self.in_fresh_item:  # an empty one: its number is used up
            self.lists[-1].number += 1
            self.lists[-1].says_number, self.lists[-1].waits_for_words = True, False

    def begin_heading(self) -> None:
        self.part()
        self.kind = TITLE

    def end_heading(self) -> None:
        self.part()
        self.kind = PARAGRAPH


def _number(typed: str, otherwise: int) -> int:
    return int(typed) if typed.isdecimal() and typed.isascii() and int(typed[:6]) <= HIGHEST_NUMBER else otherwise


class _Row:
    def __init__(self, *, is_first: bool) -> None:
        self.cells: list[str] = []
        self.spans: list[tuple[int, int]] = []
        self.header = True
        self.is_first = is_first

    def add(self, cell: _Text, tag: str, span: tuple[int, int]) -> None:
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
        self.text = _Text()
        self.style = OpenStyle()
        self.tables = 0  # how many stand around this place; those inside a cell leave their words there
        self.cell: _Text | None = None
        self.cell_span = (1, 1)
        self.row: _Row | None = None
        self.is_first_row = False
        self.lines_count = 0  # inside preformatted text line ends are line breaks

    @property
    def here(self) -> _Text:
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
        self.cell = _Text()
        self.cell_span = (
            min(_number(given.get("colspan", ""), 1) or 1, MOST_COLUMNS),
            min(_number(given.get("rowspan", ""), 1) or 1, MOST_ROWS_SPANNED),
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
