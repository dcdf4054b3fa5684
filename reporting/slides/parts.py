"""Parts of a slide: its title, boxes of lines, tables; the measures and colours they share."""

from pptx.dml.color import RGBColor
from pptx.presentation import Presentation as Slides
from pptx.slide import Slide
from pptx.util import Cm, Pt

WIDTH, HEIGHT, MARGIN = 33.867, 19.05, 1.8  # centimetres, 16 to 9
TITLE_TOP, TEXT_TOP, FOOT = 1.2, 4.2, 17.9
DEEP, TEAL, INK, GREY = (RGBColor.from_string(one) for one in ("12344A", "0B6170", "1C2226", "56626B"))
FACE = "Arial"
MOST_ROWS = 9  # of a table on one slide


def new_slide(slides: Slides, title: str, *, foot: str = "", size: int = 30, top: float = TITLE_TOP) -> Slide:
    """A slide whose title is a title to whoever listens to it, too."""
    slide = slides.slides.add_slide(slides.slide_layouts[5])
    box = slide.shapes.title
    box.left, box.top, box.width, box.height = Cm(MARGIN), Cm(top), Cm(WIDTH - 2 * MARGIN), Cm(2.6)
    box.text_frame.word_wrap = True
    box.text_frame.text = title
    for paragraph in box.text_frame.paragraphs:
        paragraph.alignment = None
        dress(paragraph, size=size, colour=DEEP, bold=True)
        paragraph._p.get_or_add_pPr().set("algn", "l")
    if foot:
        write(slide, [foot], top=FOOT, size=11, colour=GREY, name="Foot")
    return slide


def write(slide, lines, *, top=TEXT_TOP, size=20, colour=INK, bullets=False, name="Text") -> None:
    """A box of lines, one paragraph each."""
    box = slide.shapes.add_textbox(Cm(MARGIN), Cm(top), Cm(WIDTH - 2 * MARGIN), Cm(1.2))
    box.name = name
    frame = box.text_frame
    frame.word_wrap = True
    for index, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        paragraph.text = f"– {line}" if bullets else line
        paragraph.space_after = Pt(size / 2)
        dress(paragraph, size=size, colour=colour)


def dress(paragraph, *, size: int, colour: RGBColor, bold: bool = False) -> None:
    for run in paragraph.runs:
        run.font.name, run.font.size, run.font.bold, run.font.color.rgb = FACE, Pt(size), bold, colour
        run._r.get_or_add_rPr().set("lang", "en-GB")


def numbers(slide, rows: list[tuple[str, str]], *, top: float = TEXT_TOP) -> None:
    """Numbers in words, each with what it is a number of."""
    table(slide, [], [list(row) for row in rows], top=top, widths=(9.5, WIDTH - 2 * MARGIN - 9.5), size=22)


def table(slide, head, rows, *, top: float = TEXT_TOP, widths=(), size: int = 14) -> None:
    """A table; of many rows the first ones, the rest stands in the notes."""
    shown = [*([head] if head else []), *rows[:MOST_ROWS]]
    if not rows:
        return
    made = slide.shapes.add_table(len(shown), len(rows[0]), Cm(MARGIN), Cm(top), Cm(WIDTH - 2 * MARGIN), Cm(1))
    grid = made.table
    grid.first_row, grid.horz_banding = bool(head), False
    for column, width in zip(grid.columns, widths, strict=False):
        column.width = Cm(width)
    for line, cells in enumerate(shown):
        for place, text in enumerate(cells):
            cell = grid.cell(line, place)
            cell.text = text
            cell.fill.background()
            first = place == 0
            dress(cell.text_frame.paragraphs[0], size=size, colour=TEAL if first and not head else INK,
                  bold=first or (bool(head) and line == 0))  # fmt: skip
