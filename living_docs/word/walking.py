"""A Word document from top to bottom, as plain paragraphs and tables: what it says, and how it is marked."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from living_docs import prose
from living_docs.word.styles import CELL_HEAD, SUBHEADING

GONE = {qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr")}
DRAWN = {
    qn("w:drawing"),
    qn("w:pict"),
    qn("w:object"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
}
NOT_SET = {"0", "false", "off", "none"}


class Paragraph(NamedTuple):
    kind: str  # paragraph, heading, bullet, number
    style: str
    bookmarks: tuple[str, ...]
    inline: str

    @property
    def text(self) -> str:
        return " ".join(prose.text(self.inline).split())

    @property
    def html(self) -> str:
        tag, before, after = {"heading": ("h4", "", ""), "bullet": ("li", "<ul>", "</ul>"),
                              "number": ("li", "<ol>", "</ol>")}.get(self.kind, ("p", "", ""))  # fmt: skip
        return f"{before}<{tag}>{self.inline}</{tag}>{after}"


class Table(NamedTuple):
    rows: tuple[tuple[str, ...], ...]  # inline HTML
    header: bool

    @property
    def texts(self) -> list[list[str]]:
        return [[" ".join(prose.text(cell).split()) for cell in row] for row in self.rows]

    @property
    def html(self) -> str:
        tags = ["th" if self.header and place == 0 else "td" for place in range(len(self.rows))]
        lines = ("".join(f"<{tag}>{cell}</{tag}>" for cell in row) for tag, row in zip(tags, self.rows, strict=True))
        return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"

    @property
    def text(self) -> str:
        return "\n".join(" | ".join(row) for row in self.texts)


Piece = Paragraph | Table


class Walk:
    """One reading of a document. What cannot stand in an answer (pictures, text in drawings) is noted on the way."""

    def __init__(self, word: WordDocument) -> None:
        self.word = word
        self.pictures = 0
        self.drawn_texts: list[str] = []
        self.styles = {style.style_id: style for style in word.styles}
        self.lists = list_kinds(word)
        self.waiting: list[str] = []  # bookmarks that stand between two paragraphs

    def pieces(self) -> Iterator[Piece]:
        yield from self.inside(self.word.element.body)

    def inside(self, parent) -> Iterator[Piece]:
        for element in parent:
            if element.tag == qn("w:p"):
                yield self.paragraph(element)
            elif element.tag == qn("w:tbl"):
                yield self.table(element)
            elif element.tag == qn("w:bookmarkStart"):
                self.waiting.append(element.get(qn("w:name"), ""))
            elif element.tag not in GONE:
                yield from self.inside(element)

    def paragraph(self, element) -> Paragraph:
        style = self.style_of(element)
        own = [mark.get(qn("w:name"), "") for mark in element.iter(qn("w:bookmarkStart"))]
        bookmarks, self.waiting = (*self.waiting, *own), []
        kind = self.kind_of(element, style)
        return Paragraph(kind, style.name if style is not None else "", tuple(bookmarks), self.inline(element, "<br>"))

    def style_of(self, element):
        named = element.pPr.pStyle.val if element.pPr is not None and element.pPr.pStyle is not None else None
        return self.styles.get(named)

    def kind_of(self, element, style) -> str:
        if style is not None and (style.name == SUBHEADING or style.name.lower().startswith(("heading", "title"))):
            return "heading"
        return self.lists.get(self.list_of(element, style), "paragraph")

    def list_of(self, element, style) -> int | None:
        """The number of the list that a paragraph, or else its style, belongs to."""
        for properties in (element.pPr, *self.properties_of(style)):
            numbered = properties.numPr if properties is not None else None
            if numbered is not None and numbered.numId is not None:
                return numbered.numId.val
        return None

    def properties_of(self, style) -> Iterator:
        for _ in range(10):  # a style that is based on itself ends somewhere too
            if style is None:
                return
            yield style.element.pPr
            style = style.base_style

    def table(self, element) -> Table:
        lines = [line for line in own(element, "w:tr") if next(line.iter(qn("w:del")), None) is None]
        rows = [[self.cell(cell) for cell in own(line, "w:tc")] for line in lines]
        first = lines[0] if lines else None
        repeats = first is not None and next(first.iter(qn("w:tblHeader")), None) is not None
        styles = [self.style_of(paragraph) for paragraph in first.iter(qn("w:p"))] if first is not None else []
        is_head = any(style is not None and style.name == CELL_HEAD for style in styles)
        return Table(tuple(tuple(row) for row in rows), repeats or is_head)

    def cell(self, element) -> str:
        return " ".join(filter(None, (self.inline(paragraph, " ").strip() for paragraph in element.iter(qn("w:p")))))

    def inline(self, element, line_end: str) -> str:
        """The words of a paragraph as inline HTML."""
        said: list[str] = []
        for run in self.runs(element):
            text = "".join(self.letters(run, line_end))
            if not text.strip():
                said.append(text)
                continue
            if is_set(run, "w:b", "strong"):
                text = f"<strong>{text}</strong>"
            if is_set(run, "w:i", "emphasis"):
                text = f"<em>{text}</em>" if not text.startswith("<strong>") else nested(text)
            said.append(text)
        return "".join(said)

    def runs(self, element) -> Iterator:
        for child in element:
            if child.tag == qn("w:r"):
                yield child
            elif child.tag in DRAWN:
                self.note_drawing(child)
            elif child.tag not in GONE:
                yield from self.runs(child)

    def letters(self, run, line_end: str) -> Iterator[str]:
        for part in run:
            if part.tag == qn("w:t"):
                yield escape(part.text or "", quote=False)
            elif part.tag in {qn("w:br"), qn("w:cr")}:
                yield line_end
            elif part.tag == qn("w:tab"):
                yield " "
            elif part.tag == qn("w:noBreakHyphen"):
                yield "-"
            elif part.tag in DRAWN:
                self.note_drawing(part)

    def note_drawing(self, element) -> None:
        words = " ".join("".join(text.itertext()) for text in element.iter(qn("w:t"))).strip()
        if words:
            self.drawn_texts.append(words)
        else:
            self.pictures += 1


def own(element, tag: str) -> Iterator:
    """The rows of a table or cells of a row, those of tables inside it left aside."""
    for child in element:
        if child.tag == qn(tag):
            yield child
        elif child.tag != qn("w:tbl"):
            yield from own(child, tag)


def nested(text: str) -> str:
    """Bold and italic at once: bold outside, as the canonical text of one person's hand has it."""
    return text.replace("<strong>", "<strong><em>").replace("</strong>", "</em></strong>")


def is_set(run, tag: str, character_style: str) -> bool:
    properties = run.rPr
    if properties is None:
        return False
    own = properties.find(qn(tag))
    if own is not None:
        return (own.get(qn("w:val")) or "true").lower() not in NOT_SET
    style = properties.find(qn("w:rStyle"))
    return style is not None and (style.get(qn("w:val")) or "").lower().startswith(character_style)


def list_kinds(word: WordDocument) -> dict[int | None, str]:
    """Of each list of a document whether it has bullets or numbers."""
    try:
        definitions = word.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    formats = {}
    for pattern in definitions.iter(qn("w:abstractNum")):
        first = next(pattern.iter(qn("w:numFmt")), None)
        formats[pattern.get(qn("w:abstractNumId"))] = first.get(qn("w:val")) if first is not None else "bullet"
    found: dict[int | None, str] = {}
    for number in definitions.iter(qn("w:num")):
        pattern = number.find(qn("w:abstractNumId"))
        form = formats.get(pattern.get(qn("w:val")) if pattern is not None else None)
        found[int(number.get(qn("w:numId")))] = {"bullet": "bullet", "none": "paragraph", None: "paragraph"}.get(
            form, "number"
        )
    return found
