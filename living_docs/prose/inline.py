"""The words of one block: bold, italic, raised, lowered, links and line breaks, in one canonical way to write them."""

from __future__ import annotations

import re
import unicodedata
from html import escape
from html.parser import HTMLParser
from typing import NamedTuple

from living_docs.prose.characters import SET_APART, parted
from living_docs.prose.form import LINK_SCHEMES, LONGEST_ADDRESS, MARK_NAMES, MARKS

BREAK = "\n"
_GAPS = re.compile(r"(\s+)")
_SCHEME = re.compile(r"([a-z]+):\S+", re.IGNORECASE)
_JOINING_TAG = re.compile(r"</?(?:strong|em|sup|sub|a)\b[^<>]*>")
_PARTING_TAGS = re.compile(r"(?<!\s)\s*(?:<[^<>]*>\s*)+")


class Style(NamedTuple):
    """How a piece of text is set: its marks, and the address that it leads to."""

    marks: frozenset[str] = frozenset()
    address: str = ""

    def shared_with(self, other: Style) -> Style:
        if self is other:
            return self
        return Style(self.marks & other.marks, self.address if self.address == other.address else "")

    @property
    def tags(self) -> list[str]:
        """Opening tags, outermost first."""
        link = [f'a href="{escape(self.address)}"'] if self.address else []
        return link + [mark for mark in MARKS if mark in self.marks]


PLAIN = Style()


class Piece(NamedTuple):
    """Text of one style; a line break is the text BREAK."""

    text: str
    style: Style = PLAIN


def allowed_address(href: str) -> str:
    """The address as a link may hold it, or nothing."""
    href = "".join(href.split())
    scheme = _SCHEME.fullmatch(href)
    return href if scheme and scheme[1].lower() in LINK_SCHEMES and len(href) <= LONGEST_ADDRESS else ""


def canonical(pieces: list[Piece]) -> str:
    """Inline HTML: one space between words, none at the edges, marks around words only and always nested alike."""
    if all(piece.style is PLAIN for piece in pieces):
        return _plain_lines("".join(piece.text for piece in pieces))
    return _written(_joined(_with_gaps(_words(_joined(pieces)))))


def _plain_lines(text: str) -> str:
    """The same of text without any mark."""
    lines = (" ".join(line.split()) for line in text.split(BREAK))
    return "<br>".join(escape(unicodedata.normalize("NFC", line), quote=False) for line in lines if line)


def _words(pieces: list[Piece]) -> list[Piece]:
    """Words and gaps one by one; raised and lowered figures as characters of their own."""
    found = []
    for text, style in pieces:
        for part in _GAPS.split(text):
            if part.isspace():
                found.append(Piece(BREAK if BREAK in part else " "))
            elif part:
                found += _set_apart(part, style)
    return found


def _set_apart(word: str, style: Style) -> list[Piece]:
    if style.marks.isdisjoint(SET_APART):
        return [Piece(word, style)]
    mark = "sup" if "sup" in style.marks else "sub"
    bare = style.marks - SET_APART.keys()
    return [
        Piece(part, Style(bare if is_figure else bare | {mark}, style.address))
        for part, is_figure in parted(word, mark)
    ]


def _with_gaps(words: list[Piece]) -> list[Piece]:
    """Every run of gaps as one, in the style that the words on both sides share."""
    found: list[Piece] = []
    gap = ""
    for piece in words:
        if piece.text.isspace():
            gap = BREAK if BREAK in (gap, piece.text) else " "
            continue
        if gap and found:
            found.append(Piece(gap, found[-1].style.shared_with(piece.style)))
        found.append(piece)
        gap = ""
    return found


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Neighbours of one style as one."""
    found: list[tuple[list[str], Style]] = []
    for text, style in pieces:
        if found and found[-1][1] == style:
            found[-1][0].append(text)
        else:
            found.append(([text], style))
    return [Piece(unicodedata.normalize("NFC", "".join(texts)), style) for texts, style in found]


def _written(pieces: list[Piece]) -> str:
    html: list[str] = []
    opened: list[str] = []
    for text, style in [*pieces, Piece("")]:
        wanted = style.tags
        shared = 0
        while shared < min(len(opened), len(wanted)) and opened[shared] == wanted[shared]:
            shared += 1
        html += [f"</{tag.split()[0]}>" for tag in reversed(opened[shared:])]
        html += [f"<{tag}>" for tag in wanted[shared:]]
        html.append(escape(text, quote=False).replace(BREAK, "<br>"))
        opened = wanted
    return "".join(html)


def plain(cell: str) -> str:
    """The words of one block or cell: a line break and an inner block's end part words, marks do not."""
    text = _JOINING_TAG.sub("", cell)
    if "<" in text:
        text = _PARTING_TAGS.sub(" ", text).strip()
    return unescaped(text)


def unescaped(text: str) -> str:
    return (
        text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", '"')
        .replace("&#x27;", "'")
        .replace("&amp;", "&")
    )


class _PieceReader(HTMLParser):
    """Reads inline HTML that is canonical already."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.marks: list[str] = []
        self.address = ""
        self.found: list[Piece] = []

    @property
    def style(self) -> Style:
        return Style(frozenset(self.marks), self.address)

    def handle_starttag(self, tag: str, attrs) -> None:
        if tag == "br":
            self.found.append(Piece(BREAK, self.style))
        elif tag == "a":
            self.address = dict(attrs).get("href") or ""
        elif tag in MARKS:
            self.marks.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self.address = ""
        elif tag in self.marks:
            self.marks.remove(tag)

    def handle_data(self, data: str) -> None:
        self.found.append(Piece(data, self.style))


def pieces(inline: str) -> list[Piece]:
    """Canonical inline HTML as pieces of text, each of one style."""
    reader = _PieceReader()
    reader.feed(inline)
    reader.close()
    return reader.found


class OpenStyle:
    """The marks and links that are open at one place of a text that is being read; `now` is their style."""

    def __init__(self) -> None:
        self.marks: list[str] = []
        self.addresses: list[str] = []
        self.now = PLAIN

    def open(self, tag: str, href: str = "") -> None:
        if tag == "a":
            self.addresses.append(allowed_address(href))
        else:
            self.marks.append(MARK_NAMES.get(tag, tag))
        self.now = self.style()

    def close(self, tag: str) -> None:
        open_ones, name = (self.addresses, None) if tag == "a" else (self.marks, MARK_NAMES.get(tag, tag))
        if open_ones and (name is None or name in open_ones):
            del open_ones[-1 if name is None else len(open_ones) - 1 - open_ones[::-1].index(name)]
        self.now = self.style()

    def style(self) -> Style:
        address = next((one for one in reversed(self.addresses) if one), "")
        return Style(frozenset(self.marks), address) if self.marks or address else PLAIN
