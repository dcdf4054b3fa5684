"""The lists of a document that is being written: every list has a numbering of its own, as it begins and counts."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from living_docs.prose.blocks import BULLET, Block
from living_docs.prose.form import LIST_LEVELS
from living_docs.prose.list_numbers import Numbering

FORMATS = {"": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
STEP = 360  # twentieths of a point that a level is set in
SIGNS = "•–▪"
BULLETS = "LD bullets"


class Lists:
    """The lists of one text or cell; `place` puts a paragraph into its own."""

    def __init__(self, word: WordDocument) -> None:
        self.word = word
        self.numbering = Numbering()
        self.open: list[int] = []  # at each level the list that the next item can belong to

    def place(self, paragraph: Paragraph, item: Block) -> None:
        level = self.numbering.level_of(item)
        expected = self.numbering.next(item)
        number = self.numbering.take(item)
        if expected is None or (item.kind != BULLET and number != expected):
            del self.open[level:]
            self.open.append(
                bullets(self.word) if item.kind == BULLET else numbers(self.word, level, item.style, number)
            )
        del self.open[level + 1 :]
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = self.open[level]

    def end(self, block: Block) -> None:
        """Go past a block that is no item."""
        self.numbering.take(block)
        self.open = []


def bullets(word: WordDocument) -> int:
    """The one list of all bullets."""
    definitions = word.part.numbering_part.element
    for one in definitions.num_lst:
        named = definitions.xpath(
            f"w:abstractNum[@w:abstractNumId='{one.abstractNumId.val}']/w:name[@w:val='{BULLETS}']"
        )
        if named:
            return one.numId
    signs = (level_xml(at, "bullet", SIGNS[at % len(SIGNS)], 1) for at in range(LIST_LEVELS))
    return added(word, "".join(signs), f'<w:name w:val="{BULLETS}"/>')


def numbers(word: WordDocument, level: int, style: str, start: int) -> int:
    """A list that counts in a style from a number on at one level; deeper ones are there for who goes on writing."""
    levels = (
        level_xml(at, FORMATS[style] if at == level else "decimal", f"%{at + 1}.", start if at == level else 1)
        for at in range(LIST_LEVELS)
    )
    return added(word, "".join(levels))


def level_xml(level: int, form: str, text: str, start: int) -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{STEP * (level + 1)}" w:hanging="{STEP}"/></w:pPr></w:lvl>'
    )


def added(word: WordDocument, levels: str, name: str = "") -> int:
    """A new list of these levels; the patterns stand before the lists."""
    definitions = word.part.numbering_part.element
    patterns = definitions.findall(qn("w:abstractNum"))
    number = 1 + max([0, *(int(one.get(qn("w:abstractNumId"))) for one in patterns)])
    pattern = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{name}{levels}'
        "</w:abstractNum>"
    )
    patterns[-1].addnext(pattern)
    return definitions.add_num(number).numId
