"""The paragraph styles by which a Word form is read back, and how they look."""

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

HEADING, SLOT, OPTION = "LD Prompt", "LD Answer here", "LD Option"
QUESTION, HELP, LAST, CODE = "LD Question", "LD Help", "LD Last time", "LD Code"
SUBHEADING, CELL, CELL_HEAD = "LD Subheading", "LD Cell", "LD Cell head"
GUIDANCE = {QUESTION, HELP, LAST, CODE}
OWN = {HEADING, SLOT, OPTION, SUBHEADING, CELL, CELL_HEAD, *GUIDANCE}
BLUE, GREY, INK = RGBColor(0x1D, 0x4F, 0x7C), RGBColor(0x48, 0x49, 0x49), RGBColor(0, 0, 0)


def new_document(title: str) -> WordDocument:
    """An A4 document in Arial with our styles; what the library writes of itself is taken out."""
    word = Document()
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    said = word.core_properties
    said.title, said.author, said.comments, said.language = title, "", "", "en-GB"
    for name, size in (("Normal", 11), ("Title", 22), ("Heading 1", 17), ("Heading 2", 13)):
        dress(word.styles[name], size=size, colour=INK if name == "Normal" else BLUE)
    add_styles(word)
    speak_english(word)
    return word


def add_styles(word: WordDocument) -> None:
    for name, base, look in (
        (HEADING, "Heading 2", {"size": 13, "colour": BLUE, "before": 18}),
        (SUBHEADING, "Normal", {"bold": True, "before": 8}),
        (QUESTION, "Normal", {"after": 2}),
        (HELP, "Normal", {"size": 9.5, "colour": GREY, "after": 2}),
        (LAST, "Normal", {"size": 9.5, "colour": GREY, "italic": True, "after": 2}),
        (SLOT, "Normal", {"size": 9.5, "bold": True, "colour": BLUE, "before": 8, "after": 2}),
        (OPTION, "Normal", {"after": 1}),
        (CELL, "Normal", {"size": 9.5, "after": 0}),
        (CELL_HEAD, "Normal", {"size": 9.5, "bold": True, "after": 0}),
        (CODE, "Normal", {"size": 8, "colour": GREY}),
    ):
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = word.styles[base]
        dress(style, **look)
    for name in (HEADING, SLOT, SUBHEADING, OPTION):
        word.styles[name].paragraph_format.keep_with_next = name != OPTION
        word.styles[name].next_paragraph_style = word.styles["Normal"]  # what Enter begins is an answer


def dress(style, *, size=None, bold=None, italic=None, colour=None, before=None, after=None) -> None:
    style.font.name = "Arial"
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for which in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{which}"), None)
    style.font.size = Pt(size) if size else None
    style.font.bold, style.font.italic = bold, italic
    if colour is not None:
        style.font.color.rgb = colour
    spacing = style.paragraph_format
    spacing.line_spacing_rule = WD_LINE_SPACING.SINGLE
    if before is not None:
        spacing.space_before = Pt(before)
    if after is not None:
        spacing.space_after = Pt(after)


def speak_english(word: WordDocument) -> None:
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    properties = word.styles["Normal"].element.get_or_add_rPr()
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(language)
