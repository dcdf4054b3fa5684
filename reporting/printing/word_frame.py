"""What a printed report has in Word around its text: a list of contents, heads and feet with page numbers, captions.

Fields show what is known when the file is made; Word works them out anew when it opens the file.
"""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from living_docs.word.prose_writer import bookmark
from living_docs.word.styles import BLUE, GREY, dress

CONTENTS = "TOC 1"
NUMBERED, STANDFIRST = "Numbered paragraph", "Standfirst"
NUMBER_WIDTH = 1.3  # centimetres in which the number of a paragraph stands


def add_report_styles(word: WordDocument) -> None:
    """The styles of a report, on those of Word: what whoever edits it would look for."""
    styles = word.styles
    dress(styles["Heading 3"], size=11, colour=BLUE)
    dress(styles["TOC Heading"], size=17, colour=BLUE, before=12, after=6)
    dress(styles["Caption"], size=10, bold=True, colour=BLUE, before=12, after=4)
    dress(styles["Quote"], size=11, italic=True, colour=GREY, before=4, after=8)
    styles["Caption"].paragraph_format.keep_with_next = True
    for name, look in (
        (NUMBERED, {"after": 6}),
        (STANDFIRST, {"size": 13, "colour": GREY, "after": 8}),
        (CONTENTS, {"after": 3}),
    ):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        dress(style, **look)
    styles[NUMBERED].paragraph_format.left_indent = Cm(NUMBER_WIDTH)
    styles[NUMBERED].paragraph_format.first_line_indent = Cm(-NUMBER_WIDTH)


def field(paragraph: Paragraph, code: str, shown: str, *, anew: bool = False) -> None:
    """A field with what it shows until it is worked out; `anew`: as soon as the file is opened."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("shown", shown), ("end", "")):
        run = paragraph.add_run(text if kind == "shown" else "")
        if kind == "":
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {text} "
            run._r.append(instruction)
        elif kind != "shown":
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            if anew and kind == "begin":
                mark.set(qn("w:dirty"), "true")
            run._r.append(mark)


def add_heads_and_feet(word: WordDocument, left: str, foot: str) -> None:
    """On every page: what it is and in which section; at the foot which version, and the page."""
    section = word.sections[0]
    for part, words, fields in (
        (section.header, left, (('STYLEREF "Heading 1"', ""),)),
        (section.footer, foot, (("PAGE", "1"), ("NUMPAGES", "1"))),
    ):
        paragraph = part.paragraphs[0]
        paragraph.add_run(f"{words}\t\t")  # to the right, past the middle
        for place, (code, shown) in enumerate(fields):
            if place:
                paragraph.add_run(" of ")
            field(paragraph, code, shown)
        for run in paragraph.runs:
            run.font.size, run.font.color.rgb = Pt(9), GREY


def add_caption(word: WordDocument, number: int, title: str) -> Paragraph:
    """A caption that Word counts."""
    caption = word.add_paragraph("Figure ", style="Caption")
    field(caption, "SEQ Figure \\* ARABIC", str(number))
    caption.add_run(f". {title}")
    return caption


def add_contents(word: WordDocument, before: Paragraph) -> None:
    """The list of contents with what stands in it now; Word adds the pages."""
    headings = [found for found in word.paragraphs if found.style.name == "Heading 1"]
    entries: list[Paragraph] = []
    before.insert_paragraph_before("Contents", style="TOC Heading")
    for number, heading in enumerate(headings, 1):
        bookmark(heading, f"_Toc{number:06}", 1000 + number)
        entry = before.insert_paragraph_before(style=CONTENTS)
        entry._p.append(link_to(f"_Toc{number:06}", heading.text))
        entries.append(entry)
    if entries:
        enclose(entries, 'TOC \\o "1-1" \\h \\z \\u')


def link_to(name: str, text: str):
    """Words that lead to a bookmark."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), name)
    run, words = OxmlElement("w:r"), OxmlElement("w:t")
    words.text = text
    words.set(qn("xml:space"), "preserve")
    run.append(words)
    link.append(run)
    return link


def enclose(paragraphs: list[Paragraph], code: str) -> None:
    """A field that begins in the first paragraph and ends in the last."""
    for run in opening_of(code):
        properties = paragraphs[0]._p.pPr
        paragraphs[0]._p.insert(0 if properties is None else list(paragraphs[0]._p).index(properties) + 1, run)
    paragraphs[-1]._p.append(mark_of("end"))


def opening_of(code: str) -> list:
    """The runs that open a field, last first."""
    instruction = parse_xml(
        f'<w:r {nsdecls("w")}><w:instrText xml:space="preserve"> {code.replace(chr(34), "&quot;")} </w:instrText></w:r>'
    )
    begin = mark_of("begin")
    begin[0].set(qn("w:dirty"), "true")
    return [mark_of("separate"), instruction, begin]


def mark_of(kind: str):
    return parse_xml(f'<w:r {nsdecls("w")}><w:fldChar w:fldCharType="{kind}"/></w:r>')
