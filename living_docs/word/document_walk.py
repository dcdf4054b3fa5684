"""A Word document from top to bottom, as plain paragraphs and tables: what it says, and how it is marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import NamedTuple

from lxml import etree

from living_docs import prose
from living_docs.prose.blocks import PARAGRAPH, TITLE, Block
from living_docs.prose.form import MOST_COLUMNS
from living_docs.prose.inline import canonical
from living_docs.word.left_out import Aside
from living_docs.word.list_numbers import Numbering
from living_docs.word.merged_cells import Cell, MergedRows, cell_html, in_columns, row_html
from living_docs.word.package import MC, Package, Relations, W, is_on, value, whole_number
from living_docs.word.runs import GONE, NOTE_MARKS, Words, branch, is_placeholder
from living_docs.word.style_sheet import StyleSheet
from living_docs.word.styles import CELL_HEAD, OWN, SUBHEADING

HEADINGS = re.compile(r"(?:heading|title|subtitle)\b", re.IGNORECASE)
GOING_ON = {"continue", "cont"}


class Paragraph(NamedTuple):
    block: Block
    style: str
    bookmarks: tuple[str, ...]
    aside: Aside

    @property
    def kind(self) -> str:
        return self.block.kind

    @property
    def text(self) -> str:
        return plain_words(self.block.cells[0])


class Table(NamedTuple):
    rows: tuple[tuple[Cell, ...], ...]
    heads: int
    aside: Aside

    @property
    def texts(self) -> list[list[str]]:
        """The words of every cell in its column; a merged cell has its words in its first column and row."""
        return [[plain_words(cell) for cell in row] for row in in_columns(self.rows)]

    @property
    def html(self) -> str:
        lines = (row_html(row, "th" if place < self.heads else "td") for place, row in enumerate(self.rows))
        return "<table>" + "".join(lines) + "</table>"

    @property
    def text(self) -> str:
        return "\n".join(" | ".join(row) for row in self.texts)


Piece = Paragraph | Table


def plain_words(inline: str) -> str:
    return " ".join(prose.plain(NOTE_MARKS.sub("", inline)).split())


def html_of(pieces: Iterable[Piece]) -> str:
    """Pieces as HTML; an empty paragraph parts nothing."""
    said = (piece for piece in pieces if isinstance(piece, Table) or piece.block.cells[0])
    found: list[str] = []
    for is_table, group in groupby(said, key=lambda piece: isinstance(piece, Table)):
        run = list(group)
        found += [piece.html for piece in run] if is_table else [prose.render([piece.block for piece in run])]
    return "".join(found)


class Walk:
    """One reading of a document: its body, and the words that stand outside of it."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.sheet = StyleSheet(package.tree_beside("styles"))
        self.numbering = Numbering(package.tree_beside("numbering"), self.sheet)

    def pieces(self) -> Iterator[Piece]:
        yield from self.reader(self.package.main).inside(self.package.body)

    def reader(self, part: str) -> PartReader:
        return PartReader(self, self.package.relations(part))

    def notes(self, kind: str) -> dict[str, list[Piece]]:
        """The footnotes, endnotes or comments by their ids."""
        found = {}
        for part in self.package.beside(kind):
            tree = self.package.tree(part)
            for note in tree if tree is not None else ():
                found[value(note, "id")] = list(self.reader(part).inside(note))
        return found

    def outside(self) -> Iterator[tuple[str, str]]:
        """Where words stand at the edge of the pages, and which."""
        for kind, where in (("header", "At the head of the pages"), ("footer", "At the foot of the pages")):
            for part in self.package.beside(kind):
                tree = self.package.tree(part)
                if tree is not None and (words := self.reader(part).words_in(tree)):
                    yield where, words


class PartReader:
    """Reads one part of a document. What cannot stand in an answer is noted beside the piece where it stood."""

    def __init__(self, walk: Walk, relations: Relations) -> None:
        self.sheet, self.numbering, self.relations = walk.sheet, walk.numbering, relations
        self.fields: list = []  # those that are open here; a field can go over several paragraphs
        self.waiting: list[str] = []  # bookmarks that stand between two paragraphs
        self.joined: list[Words] = []  # paragraphs whose end was deleted: the next one goes on with them

    def inside(self, parent: etree._Element) -> Iterator[Piece]:
        outer, self.joined = self.joined, []
        yield from self.pieces_in(parent)
        yield from self.left_over()
        self.joined = outer

    def pieces_in(self, parent: etree._Element) -> Iterator[Piece]:
        for element in parent:
            tag = element.tag
            if tag == f"{W}p" and (len(element) or self.joined or self.waiting):
                yield from self.paragraph(element)
            elif tag == f"{W}tbl":
                yield from self.left_over()
                yield from self.table(element)
            elif tag == f"{W}bookmarkStart":
                self.waiting.append(value(element, "name"))
            elif tag == f"{MC}AlternateContent":
                yield from self.pieces_in(branch(element))
            elif tag == f"{W}sdt" and is_placeholder(element.find(f"{W}sdtPr")):
                continue
            elif tag not in GONE and len(element):
                yield from self.pieces_in(element)

    def words_in(self, parent: etree._Element) -> str:
        return " ".join(filter(None, (piece.text for piece in self.inside(parent))))

    # Paragraphs

    def paragraph(self, element: etree._Element) -> Iterator[Paragraph]:
        properties = element.find(f"{W}pPr")
        style = value(properties.find(f"{W}pStyle")) if properties is not None else ""
        words = Words(self, style).of(element)
        if has_lost_its_end(properties):
            self.joined += [words] if words.pieces else []
            return
        own = [value(mark, "name") for mark in element.iter(f"{W}bookmarkStart")]
        bookmarks, self.waiting = (*self.waiting, *own), []
        parts, self.joined = [*self.joined, words], []
        yield self.written(parts, self.block(properties, style), self.sheet.name(style), bookmarks)

    def left_over(self) -> Iterator[Paragraph]:
        """The words of paragraphs without an end that nothing follows."""
        if self.joined:
            parts, self.joined = self.joined, []
            yield self.written(parts, Block(PARAGRAPH, ("",)), "", ())

    def written(self, parts: list[Words], block: Block, style: str, bookmarks: tuple[str, ...]) -> Paragraph:
        aside = parts[0].aside
        for words in parts[1:]:
            aside.add(words.aside)
        inline = canonical([piece for words in parts for piece in words.pieces])
        label = f"{block.cells[0]} " if block.cells[0] and inline else ""
        return Paragraph(block._replace(cells=(label + inline,)), style, bookmarks, aside)

    def block(self, properties: etree._Element | None, style: str) -> Block:
        """The kind of block that a paragraph is, with a sign in words as its beginning."""
        item = self.numbering.item(properties, style)
        label = escape(item.label, quote=False) if item else ""
        if self.is_heading(style):
            return Block(TITLE, (label,))
        if item is None or not item.kind:
            return Block(PARAGRAPH, (label,))
        return Block(item.kind, ("",), level=item.level, style=item.style, start=item.number)

    def is_heading(self, style: str) -> bool:
        name = self.sheet.name(style)
        if name in OWN:
            return name == SUBHEADING
        chain = (self.sheet.name(value(one, "styleId")) for one in self.sheet.chain(style))
        return any(HEADINGS.match(name) or name == SUBHEADING for name in chain)

    # Tables

    def table(self, element: etree._Element) -> Iterator[Table]:
        aside, rows, heads = Aside(), MergedRows(), 0
        lines = [line for line in own(element, "tr") if not is_gone(line.find(f"{W}trPr"), "del", "hidden")]
        for place, line in enumerate(lines):
            heads += heads == place and self.is_head(line)
            rows.begin(span_of(line.find(f"{W}trPr"), "gridBefore", 0))
            for cell in own(line, "tc"):
                if not is_gone(cell.find(f"{W}tcPr"), "cellDel"):
                    self.cell(cell, rows, aside)
            rows.end(span_of(line.find(f"{W}trPr"), "gridAfter", 0))
        if lines:
            yield Table(rows.cells, heads, aside)

    def is_head(self, line: etree._Element) -> bool:
        repeats = line.find(f"{W}trPr/{W}tblHeader")
        if repeats is not None and is_on(repeats):
            return True
        styles = {value(one) for one in line.iter(f"{W}pStyle")}
        return any(self.sheet.name(style) == CELL_HEAD for style in styles)

    def cell(self, element: etree._Element, rows: MergedRows, aside: Aside) -> None:
        pieces = list(self.inside(element))
        for piece in pieces:
            aside.add(piece.aside)
        properties = element.find(f"{W}tcPr")
        rows.add(cell_html(html_of(pieces)), span_of(properties, "gridSpan", 1), **merged(properties))


def own(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or cells of a row, those of tables inside it left aside."""
    for child in element:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag not in {f"{W}tbl", f"{W}p"}:
            yield from own(child, name)


def is_gone(properties: etree._Element | None, *names: str) -> bool:
    """Whether a row or cell was deleted or hidden as a whole; words deleted inside it do not count."""
    return properties is not None and any(
        (found := properties.find(f"{W}{name}")) is not None and is_on(found) for name in names
    )


def has_lost_its_end(properties: etree._Element | None) -> bool:
    """Whether the end of a paragraph is deleted or was moved away."""
    marks = properties.find(f"{W}rPr") if properties is not None else None
    return is_gone(marks, "del", "moveFrom")


def span_of(properties: etree._Element | None, name: str, otherwise: int) -> int:
    found = properties.find(f"{W}{name}") if properties is not None else None
    return otherwise if found is None else max(min(whole_number(value(found), otherwise), MOST_COLUMNS), otherwise)


def merged(properties: etree._Element | None) -> dict[str, bool]:
    """With which neighbour a cell is merged."""
    if properties is None:
        return {}
    above, before, tracked = (properties.find(f"{W}{name}") for name in ("vMerge", "hMerge", "cellMerge"))
    goes_on_above = above is not None and (value(above) or "continue") in GOING_ON
    return {
        "goes_on_above": goes_on_above or (tracked is not None and value(tracked, "vMerge") == "cont"),
        "goes_on_before": before is not None and (value(before) or "continue") in GOING_ON,
    }
