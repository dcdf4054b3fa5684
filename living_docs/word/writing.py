"""Writing into a Word document: canonical prose as paragraphs, lists and tables, and bookmarks to find places by."""

from __future__ import annotations

import io
from itertools import groupby
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table
from docx.text.paragraph import Paragraph

from living_docs import prose
from living_docs.prose.inline import BREAK, pieces
from living_docs.word.styles import CELL, CELL_HEAD, SUBHEADING

STYLES = {"paragraph": "Normal", "heading": SUBHEADING, "bullet": "List Bullet", "number": "List Number"}


def write_prose(word: WordDocument, html: str) -> None:
    """Canonical prose, block by block; each numbered list counts from one."""
    for kind, group in groupby(prose.blocks(html), key=lambda block: block.kind):
        run = list(group)
        if kind == "row":
            write_table(word, [list(block.cells) for block in run], header=run[0].header)
            continue
        numbering = fresh_numbering(word) if kind == "number" else None
        for block in run:
            paragraph = word.add_paragraph(style=STYLES[kind])
            write_inline(paragraph, block.cells[0])
            if numbering is not None:
                number_with(paragraph, numbering)


def write_inline(paragraph: Paragraph, inline: str) -> None:
    for text, style in pieces(inline):
        run = paragraph.add_run() if text == BREAK else paragraph.add_run(text)
        if text == BREAK:
            run.add_break()
        run.bold, run.italic = ("strong" in style.marks) or None, ("em" in style.marks) or None
        run.font.superscript, run.font.subscript = ("sup" in style.marks) or None, ("sub" in style.marks) or None


def fresh_numbering(word: WordDocument) -> int:
    """A numbering that starts at one again, after the pattern of the list style."""
    definitions = word.part.numbering_part.element
    pattern = word.styles["List Number"].element.pPr.numPr.numId.val
    number = definitions.add_num(definitions.num_having_numId(pattern).abstractNumId.val)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return number.numId


def number_with(paragraph: Paragraph, numbering: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = numbering


def write_table(word: WordDocument, rows: list[list[str]], *, header: bool, widths: tuple[float, ...] = ()) -> Table:
    """Rows of inline HTML; the first is the head where `header` says so. `widths` in centimetres."""
    table = word.add_table(len(rows), max(map(len, rows)))
    table.style = "Table Grid"
    for place, (line, cells) in enumerate(zip(table.rows, rows, strict=True)):
        for cell, inline in zip(line.cells, cells, strict=False):
            cell.paragraphs[0].style = CELL_HEAD if header and place == 0 else CELL
            write_inline(cell.paragraphs[0], inline)
        for cell, width in zip(line.cells, widths, strict=False):
            cell.width = Cm(width)
    for column, width in zip(table.columns, widths, strict=False):
        column.width = Cm(width)
    if header:
        repeat_as_head(table)
    return table


def repeat_as_head(table: Table) -> None:
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def saved(word: WordDocument) -> bytes:
    """The document as a file: equal words give equal bytes, so each part has one and the same time."""
    held, steady = io.BytesIO(), io.BytesIO()
    word.save(held)
    with ZipFile(held) as parts, ZipFile(steady, "w", ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            archive.writestr(ZipInfo(name), parts.read(name), ZIP_DEFLATED)
    return steady.getvalue()


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """A bookmark around a paragraph's words."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    properties = paragraph._p.pPr
    paragraph._p.insert(0 if properties is None else 1, start)
    paragraph._p.append(end)
