"""Canonical prose: what any text becomes when saved, so that it can be merged, compared, counted and coded.

Canonical HTML has one block a line (paragraph, list item, heading, table row), a few tags, no attributes, NFC, LF and
no control characters. `clean` is idempotent: clean(clean(x)) == clean(x).
"""

import re
import unicodedata
from html import escape
from html.parser import HTMLParser
from itertools import groupby
from typing import NamedTuple

import nh3

INLINE = {"strong", "em"}
RENAMED = {"b": "strong", "i": "em"}
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
KEPT_TAGS = {
    "p",
    "div",
    "br",
    "ul",
    "ol",
    "li",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    *INLINE,
    *RENAMED,
    *HEADINGS,
}
LIST_KINDS = {"ul": "bullet", "ol": "number"}
BREAKS = {"p", "div", "br", "blockquote", "table", "ul", "ol"}

# Whatever ends a line, Word's soft break among it.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Control characters, zero-width space and byte order mark, and what turns the reading direction.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u2069\ufeff]")
_SPACES = re.compile(r"\s+")
_TAGS = re.compile(r"</?(?:strong|em)>")


class Block(NamedTuple):
    """One block: paragraph, heading, bullet, number (list items) or row; a row has several cells, others one."""

    kind: str
    cells: tuple[str, ...]
    header: bool = False

    @property
    def text(self) -> str:
        return " ".join(plain(cell) for cell in self.cells)


def seen(text: str) -> str:
    """LF, nothing unseen, no half characters."""
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))


def tidy(text: str) -> str:
    """One form for every character of plain text: as `seen`, and NFC."""
    return unicodedata.normalize("NFC", seen(text))


def plain(inline: str) -> str:
    """The words of one block's inline HTML."""
    text = _TAGS.sub("", inline)
    return (
        text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", '"')
        .replace("&#x27;", "'")
        .replace("&amp;", "&")
    )


class _Reader(HTMLParser):
    """Reads cleaned HTML into blocks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.kind = "paragraph"
        self.lists: list[str] = []
        self.inline: list[str] = []
        self.open: list[str] = []
        self.row: list[str] | None = None
        self.header = False

    def handle_starttag(self, tag: str, attrs) -> None:
        tag = RENAMED.get(tag, tag)
        if tag in INLINE:
            if tag not in self.open:
                self.open.append(tag)
                self.inline.append(f"<{tag}>")
        elif tag in {"td", "th"}:
            self.inline = []
            self.header = self.header and tag == "th"
        elif tag == "tr":
            self.end_block()
            self.row, self.header = [], True
        elif self.row is None:
            self.end_block()
            self.start_block(tag)

    def start_block(self, tag: str) -> None:
        if tag in LIST_KINDS:
            self.lists.append(LIST_KINDS[tag])
        elif tag == "li":
            self.kind = self.lists[-1] if self.lists else "bullet"
        elif tag in HEADINGS:
            self.kind = "heading"

    def handle_endtag(self, tag: str) -> None:
        tag = RENAMED.get(tag, tag)
        if tag in INLINE:
            if tag in self.open:
                self.close_inline(down_to=tag)
        elif tag in {"td", "th"} and self.row is not None:
            self.row.append(self.take_inline())
        elif tag == "tr" and self.row is not None:
            if any(self.row):
                self.blocks.append(Block("row", tuple(self.row), self.header))
            self.row = None
        elif self.row is None:
            self.end_block()
            if tag in LIST_KINDS and self.lists:
                self.lists.pop()
            if tag in HEADINGS or tag == "li":
                self.kind = "paragraph"

    def close_inline(self, down_to: str) -> None:
        while self.open:
            tag = self.open.pop()
            self.inline.append(f"</{tag}>")
            if tag == down_to:
                return

    def handle_data(self, data: str) -> None:
        self.inline.append(escape(data).replace("&#x27;", "'").replace("&quot;", '"'))

    def take_inline(self) -> str:
        while self.open:
            self.close_inline(down_to=self.open[-1])
        text = _SPACES.sub(" ", "".join(self.inline)).strip()
        self.inline = []
        return _composed(_neat(text))

    def end_block(self) -> None:
        text = self.take_inline()
        if text:
            self.blocks.append(Block(self.kind, (text,)))


def _neat(inline: str) -> str:
    """No empty emphasis, no space at its inner edges."""
    before = None
    while inline != before:
        before = inline
        inline = re.sub(r"<(strong|em)>(\s*)</\1>", r"\2", inline)
        inline = re.sub(r"<(strong|em)>\s+", r" <\1>", inline)
        inline = re.sub(r"\s+</(strong|em)>", r"</\1> ", inline)
        inline = re.sub(r"</(strong|em)>(\s*)<\1>", r"\2", inline)
        inline = _SPACES.sub(" ", inline).strip()
    return inline


def _composed(inline: str) -> str:
    """NFC of the words alone: a mark after a tag must not join with the tag's bracket."""
    parts = re.split(f"({_TAGS.pattern})", inline)
    return "".join(part if part.startswith("<") else unicodedata.normalize("NFC", part) for part in parts)


def blocks(html: str) -> list[Block]:
    """The blocks of any HTML, cleaned."""
    safe = nh3.clean(seen(html), tags=KEPT_TAGS, attributes={}, link_rel=None)
    reader = _Reader()
    reader.feed(safe)
    reader.close()
    reader.end_block()
    return reader.blocks


def render(found: list[Block]) -> str:
    """Canonical HTML of blocks, one a line."""
    lines: list[str] = []
    for kind, group in groupby(found, key=lambda block: block.kind):
        run = list(group)
        lines += _WRAPPED[kind](run) if kind in _WRAPPED else [_simple(block) for block in run]
    return "\n".join(lines)


def _simple(block: Block) -> str:
    tag = "h4" if block.kind == "heading" else "p"
    return f"<{tag}>{block.cells[0]}</{tag}>"


def _list(tag: str):
    def wrap(items: list[Block]) -> list[str]:
        return [f"<{tag}>", *(f"<li>{item.cells[0]}</li>" for item in items), f"</{tag}>"]

    return wrap


def _table(rows: list[Block]) -> list[str]:
    head = rows[:1] if rows[0].header else []
    body = rows[len(head) :]
    lines = ["<table>"]
    if head:
        lines += ["<thead>", _row(head[0], "th"), "</thead>"]
    if body:
        lines += ["<tbody>", *(_row(row, "td") for row in body), "</tbody>"]
    return [*lines, "</table>"]


def _row(row: Block, tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{cell}</{tag}>" for cell in row.cells) + "</tr>"


_WRAPPED = {"bullet": _list("ul"), "number": _list("ol"), "row": _table}


def clean(html: str) -> str:
    """Canonical HTML of whatever arrives; empty when it holds no words."""
    return render(blocks(html))


def text(html: str) -> str:
    """Plain text, one block a line."""
    return "\n".join(block.text for block in blocks(html))


def count_words(words: str) -> int:
    """Words as people count them: runs without spaces that hold a letter or a digit."""
    return sum(any(character.isalnum() for character in run) for run in words.split())


def words(html: str) -> int:
    return count_words(text(html))
