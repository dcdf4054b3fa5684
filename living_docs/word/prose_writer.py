"""Writing into a Word document: canonical prose as paragraphs, lists and tables, and bookmarks to find places by."""

from __future__ import annotations

import io
from itertools import groupby
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from living_docs import prose
from living_docs.prose.blocks import ROW, TITLE, tables
from living_docs.word.lists import Lists
from living_docs.word.paragraphs import write_block
from living_docs.word.styles import SUBHEADING
from living_docs.word.tables import write_rows

STYLES = {"paragraph": "Normal", TITLE: SUBHEADING, "bullet": "List Bullet", "number": "List Number"}


def write_prose(word: WordDocument, html: str, *, on_paper: bool = False, heading: str = SUBHEADING) -> None:
    """Canonical prose, block by block. On paper a link says its address beside its words."""
    lists = Lists(word)
    for kind, group in groupby(prose.blocks(html), key=lambda block: block.kind):
        run = list(group)
        if kind == ROW:
            lists.end(run[0])
            for place, table in enumerate(tables(run)):
                if place:
                    word.add_paragraph()  # Word makes one of two tables without it
                write_rows(word, table, on_paper=on_paper)
            continue
        for block in run:
            style = heading if kind == TITLE else STYLES[kind]
            write_block(word.add_paragraph(style=style), block, lists, on_paper=on_paper)


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
