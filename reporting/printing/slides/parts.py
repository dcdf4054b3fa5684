"""Parts of a slide: its title, boxes of lines, tables; the measures and colours they share, and what fits on one."""

from collections.abc import Iterable, Iterator
from math import ceil
from typing import NamedTuple

from pptx.dml.color import RGBColor
from pptx.presentation import Presentation as Slides
from pptx.slide import Slide
from pptx.util import Cm, Pt

WIDTH, HEIGHT, MARGIN = 33.867, 19.05, 1.8  # centimetres, 16 to 9
TITLE_TOP, TEXT_TOP, FOOT = 1.2, 4.2, 17.9
DEEP, MID, TEAL, INK, GREY = (RGBColor.from_string(one) for one in ("12344A", "35778A", "0B6170", "1C2226", "56626B"))
FACE = "Arial"
LETTER = 0.0185  # centimetres that a letter of Arial is broad, by point of its size
LINE = 0.0425  # centimetres from line to line, by point
NUMBERS = 8.5  # centimetres of the column of numbers
BODY = WIDTH - 2 * MARGIN
ROOM = FOOT - 0.6 - TEXT_TOP  # centimetres between title and foot


def lines_of(text: str, width: float, size: int) -> int:
    """How many lines a text takes, about."""
    return max(1, ceil(len(text) * size * LETTER / width))


def height_of(texts: Iterable[str], size: int, width: float = BODY) -> float:
    """Centimetres that paragraphs take, with the space after each."""
    return sum((lines_of(text, width, size) + 0.4) * size * LINE for text in texts)


def size_that_fits(text: str, sizes: Iterable[int], height: float) -> int:
    """The largest of some sizes at which a text stays within a height; the smallest where none does."""
    *larger, smallest = sizes
    return next((size for size in larger if lines_of(text, BODY, size) * size * LINE <= height), smallest)


def over_slides(heights: list[float], room: float) -> Iterator[slice]:
    """Which of some things stand together, so that each slide holds no more than it has room for."""
    first, used = 0, 0.0
    for index, height in enumerate(heights):
        if index > first and used + height > room:
            yield slice(first, index)
            first, used = index, 0.0
        used += height
    if heights:
        yield slice(first, len(heights))


class Number(NamedTuple):
    """A count in words, what it is a count of, and its base."""

    words: str
    statement: str
    base: str


def new_slide(
    slides: Slides, title: str, *, foot: str = "", sizes=(30, 24, 18), top: float = TITLE_TOP, height: float = 2.7
) -> Slide:
    """A slide whose title is a title to whoever listens to it, too; a long one is set smaller."""
    slide = slides.slides.add_slide(slides.slide_layouts[5])
    box = slide.shapes.title
    box.left, box.top, box.width, box.height = Cm(MARGIN), Cm(top), Cm(BODY), Cm(height)
    box.text_frame.word_wrap = True
    box.text_frame.text = title
    for paragraph in box.text_frame.paragraphs:
        paragraph.alignment = None
        dress(paragraph, size=size_that_fits(title, sizes, height), colour=DEEP, bold=True)
        paragraph._p.get_or_add_pPr().set("algn", "l")
    if foot:
        write(slide, [foot], top=FOOT, size=11, colour=GREY, name="Foot")
    return slide


def write(
    slide, lines, *, top=TEXT_TOP, left=MARGIN, width=BODY, size=20, colour=INK, bullets=False, bold=False, name="Text"
) -> None:
    """A box of lines, one paragraph each."""
    box = slide.shapes.add_textbox(Cm(left), Cm(top), Cm(width), Cm(1.2))
    box.name = name
    frame = box.text_frame
    frame.word_wrap = True
    for index, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        paragraph.text = f"– {line}" if bullets else line
        paragraph.space_after = Pt(size / 2)
        dress(paragraph, size=size, colour=colour, bold=bold)


def dress(paragraph, *, size: int, colour: RGBColor, bold: bool = False) -> None:
    for run in paragraph.runs:
        run.font.name, run.font.size, run.font.bold, run.font.color.rgb = FACE, Pt(size), bold, colour
        run._r.get_or_add_rPr().set("lang", "en-GB")


def height_of_number(row: Number) -> float:
    """Centimetres that a number takes with what it is a number of."""
    said = lines_of(row.statement, BODY - NUMBERS, 20) * 20 + lines_of(row.base, BODY - NUMBERS, 12) * 12 * bool(
        row.base
    )
    return max(lines_of(row.words, NUMBERS, 22) * 22, said) * LINE + 0.35


def numbers(slide, rows: list[Number], *, top: float = TEXT_TOP) -> None:
    """Numbers in words, each with what it is a number of and out of how many."""
    made = slide.shapes.add_table(len(rows), 2, Cm(MARGIN), Cm(top), Cm(BODY), Cm(1))
    grid = made.table
    grid.first_row = grid.horz_banding = False
    for column, width in zip(grid.columns, (NUMBERS, BODY - NUMBERS), strict=True):
        column.width = Cm(width)
    for line, row in enumerate(rows):
        fill(grid.cell(line, 0), [(row.words, 22, TEAL, True)])
        fill(
            grid.cell(line, 1), [(row.statement, 20, INK, False), *([(row.base, 12, GREY, False)] if row.base else [])]
        )


def fill(cell, texts: list[tuple[str, int, RGBColor, bool]]) -> None:
    """Paragraphs of a cell: each its text, size, colour, and whether it is bold."""
    cell.fill.background()
    frame = cell.text_frame
    for place, (text, size, colour, bold) in enumerate(texts):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.text = text
        dress(paragraph, size=size, colour=colour, bold=bold)
