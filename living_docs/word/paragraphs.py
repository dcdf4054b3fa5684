"""One paragraph in a Word document that is being written: its marks, links, line breaks and place in a list."""

from __future__ import annotations

from itertools import groupby

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from living_docs.prose.blocks import Block
from living_docs.prose.inline import BREAK, Style, pieces
from living_docs.word.lists import Lists
from living_docs.word.styles import BLUE

MARKS = {"strong": "bold", "em": "italic", "sup": "superscript", "sub": "subscript"}


def write_block(paragraph: Paragraph, block: Block, lists: Lists, *, on_paper: bool = False) -> None:
    """A paragraph, heading or item into a paragraph that is there."""
    if block.is_item:
        lists.place(paragraph, block)
    else:
        lists.end(block)
    write_inline(paragraph, block.cells[0], on_paper=on_paper)


def write_inline(paragraph: Paragraph, inline: str, *, on_paper: bool = False) -> None:
    for address, group in groupby(pieces(inline), key=lambda piece: piece.style.address):
        runs = [written(paragraph, text, style) for text, style in group]
        if address:
            link(paragraph, address, runs)
            if on_paper and (said := beside(address, "".join(run.text for run in runs))):
                paragraph.add_run(said)


def written(paragraph: Paragraph, text: str, style: Style) -> Run:
    run = paragraph.add_run() if text == BREAK else paragraph.add_run(text)
    if text == BREAK:
        run.add_break()
    for mark in style.marks:
        setattr(run.font, MARKS[mark], True)
    return run


def link(paragraph: Paragraph, address: str, runs: list[Run]) -> None:
    """Runs as a link."""
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    for run in runs:
        run.font.color.rgb, run.font.underline = BLUE, True
        element.append(run._r)
    paragraph._p.append(element)


def beside(address: str, words: str) -> str:
    """The address for whoever reads on paper, unless the words say it."""
    shown = address.removeprefix("mailto:")
    return "" if words.strip() in {address, shown} else f" ({shown})"
