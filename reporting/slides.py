"""A thematic review as a presentation for a learning event: the only importer of python-pptx.

A title, how the review was made, one slide a section with a chart of its own where it has a figure, the section's text
in the notes, and questions to discuss. Numbers come from the published counts; a banded count is a word, never a bar.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.presentation import Presentation as Slides
from pptx.slide import Slide
from pptx.util import Cm, Pt

from living_docs import prose
from reporting.figures.tables import table_of
from reporting.templatetags.printed import day, eights
from reporting.thematic_review import text_of

WIDTH, HEIGHT, MARGIN = 33.867, 19.05, 1.8  # centimetres, 16 to 9
TITLE_TOP, TEXT_TOP, FOOT = 1.2, 4.2, 17.9
DEEP, TEAL, INK, GREY = (RGBColor.from_string(one) for one in ("12344A", "0B6170", "1C2226", "56626B"))
SHADES = [RGBColor.from_string(one) for one in ("12344A", "35778A", "A3C4CB")]
FACE = "Arial"
FIRST_SENTENCE = re.compile(r".+?(?:[.!?](?=\s|$)|$)", re.DOTALL)
MOST_OPENINGS = 4
MOST_ROWS = 9  # of a table on one slide
DISCUSSED_IN = "issues-for-the-next-round"
ALWAYS_ASKED = (
    "Which of this do you recognise from your own Pilot?",
    "What is missing here that you would have expected?",
    "What will you do before the next round because of it?",
)
SAID_OF_A_FILE = re.compile(
    rb"<(dc:creator|cp:lastModifiedBy|dcterms:created|dcterms:modified|cp:revision|dc:description|cp:keywords|dc:subject"
    rb"|cp:category)\b[^>]*?(?:/>|>.*?</\1>)",
    re.DOTALL,
)


def review_slides(review: dict) -> bytes:
    """PPTX of one review. Equal data give equal bytes."""
    slides = Presentation()
    slides.slide_width, slides.slide_height = Cm(WIDTH), Cm(HEIGHT)
    slides.core_properties.title, slides.core_properties.language = review["title"], "en-GB"
    foot = f"Thematic Review · Round {review['round']} · Version {review['version']}"
    title_slide(slides, review)
    method_slide(slides, review, foot)
    glance_slide(slides, review, foot)
    for section in review["sections"]:
        section_slide(slides, section, foot)
        for figure in figures_of(section):
            figure_slide(slides, section, figure, foot)
    discussion_slide(slides, review, foot)
    return steady(slides)


# Slides


def title_slide(slides: Slides, review: dict) -> None:
    slide = new_slide(slides, review["title"], size=40, top=5.5)
    lines = [review["subtitle"], f"{review['programme']}: Thematic Review of Round {review['round']}",
             f"Published on {day(review['published_on'])}, version {review['version']}"]  # fmt: skip
    write(slide, [line for line in lines if line], top=10.5, size=20, colour=GREY)
    slide.notes_slide.notes_text_frame.text = f"SHA-256 of the content: {eights(review['content_sha256'])}"


def method_slide(slides: Slides, review: dict, foot: str) -> None:
    slide = new_slide(slides, "How this review was made", foot=foot)
    said = [
        f"{review['documents']} Pilots sent a Living Document in {review['submitted_month']}.",
        "Two researchers read each document and agreed on its feedback; the review looks across all of them.",
        "Comments are about how comprehensible and complete the documents are, never about success.",
        *review["withheld"],
        *(["All narrative in this programme is fictional."] if review["demo"] else []),
    ]
    write(slide, said, bullets=True)
    slide.notes_slide.notes_text_frame.text = review["correction"] or "This is the first version of the review."


def glance_slide(slides: Slides, review: dict, foot: str) -> None:
    slide = new_slide(slides, "At a glance", foot=foot)
    numbers(slide, [(row["count"]["words"], row["statement"]) for row in review["glance"]])
    texts = [prose.text(review["abstract"]), *(row["text"] for row in review["glance"])]
    slide.notes_slide.notes_text_frame.text = "\n\n".join(filter(None, texts))


def section_slide(slides: Slides, section: dict, foot: str) -> None:
    number = f"{section['question']}. " if section["question"] else ""
    slide = new_slide(slides, number + section["title"], foot=foot)
    if section["standfirst"]:
        write(slide, [section["standfirst"]], size=22, colour=TEAL)
    if section["brief"]:
        numbers(slide, [(row["count"]["words"], row["statement"]) for row in section["brief"]], top=8)
    else:
        write(slide, openings(section), top=8 if section["standfirst"] else TEXT_TOP, bullets=True)
    slide.notes_slide.notes_text_frame.text = "\n\n".join(text_of(block) for block in section["blocks"])


def openings(section: dict) -> list[str]:
    """The first sentence of each of the first paragraphs."""
    paragraphs = [
        block.text
        for run in section["blocks"]
        if run["kind"] == "html"
        for block in prose.blocks(run["html"])
        if block.kind in {"paragraph", "bullet", "number"}
    ]
    return [first for text in paragraphs[:MOST_OPENINGS] for first in FIRST_SENTENCE.findall(text)[:1]]


def figure_slide(slides: Slides, section: dict, figure: dict, foot: str) -> None:
    slide = new_slide(slides, f"Figure {figure['number']}. {figure['title']}", foot=foot)
    drawn = chart_of(slide, figure)
    if not drawn:
        table(slide, table_of(figure).head, table_of(figure).rows)
    write(slide, [figure["source"]], top=FOOT - 1.2, size=12, colour=GREY)
    rows = ["; ".join(row) for row in table_of(figure).rows]
    slide.notes_slide.notes_text_frame.text = "\n".join([section["title"], *rows, figure["source"]])


def discussion_slide(slides: Slides, review: dict, foot: str) -> None:
    slide = new_slide(slides, "To discuss", foot=foot)
    write(slide, [*issues(review)][:6] or [*ALWAYS_ASKED], bullets=True, size=22)
    slide.notes_slide.notes_text_frame.text = "\n".join(ALWAYS_ASKED)


def issues(review: dict) -> Iterator[str]:
    """What the review raises for the next round, from the lists of that section."""
    for section in review["sections"]:
        if section["id"] == DISCUSSED_IN:
            for block in section["blocks"]:
                if block["kind"] == "html":
                    yield from (b.text for b in prose.blocks(block["html"]) if b.kind in {"bullet", "number"})


def figures_of(section: dict) -> list[dict]:
    return [block["figure"] for block in section["blocks"] if block["kind"] == "figure"]


# Parts of a slide


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


# Charts


def chart_of(slide, figure: dict) -> bool:
    """A native chart of the exact numbers, where there are some; a band is left out of it and said in its label."""
    series = series_of(figure)
    if not any(value is not None for _, values in series for value in values):
        return False
    data = CategoryChartData()
    data.categories = categories_of(figure)
    for name, values in series:
        data.add_series(name, values)
    frame = slide.shapes.add_chart(
        XL_CHART_TYPE.BAR_CLUSTERED, Cm(MARGIN), Cm(TEXT_TOP - 0.4), Cm(WIDTH - 2 * MARGIN), Cm(12.6), data
    )
    frame._element.nvGraphicFramePr.cNvPr.set("descr", in_words(figure))
    frame.name = figure["title"]
    look(frame.chart, legend=len(series) > 1)
    return True


def series_of(figure: dict) -> list[tuple[str, list[int | None]]]:
    match figure["kind"]:
        case "coverage" | "costs" | "themes":
            return [(name, [cell["exact"] if cell else None for cell in column])
                    for name, column in zip(figure["columns"], columns(figure["rows"]), strict=True)]  # fmt: skip
        case "pyramid":
            return [(name, [level[key]["exact"] for level in figure["levels"]])
                    for name, key in (("Describe it", "count"), ("With a measure or a survey", "measured"))]  # fmt: skip
        case "spread":
            return [("Gave an amount", [row["cells"][0]["exact"] for row in figure["rows"]])]
        case _:
            return []


def columns(rows: list[dict]) -> list[list]:
    return [list(column) for column in zip(*(row["cells"] for row in rows), strict=True)]


def categories_of(figure: dict) -> list[str]:
    """Labels; where a number is given as a band, the band stands behind the name, with its series where there are more."""
    series = series_of(figure)
    values = zip(*(numbers for _, numbers in series), strict=True)
    return [
        row[0] + "".join(
            f" ({name + ': ' if len(series) > 1 else ''}{text[0].lower() + text[1:]})"
            for (name, _), text, number in zip(series, row[1:], given, strict=False)
            if number is None
        )
        for row, given in zip(table_of(figure).rows, values, strict=True)
    ]  # fmt: skip


def in_words(figure: dict) -> str:
    """The alternative text of a chart: all its numbers."""
    made = table_of(figure)
    rows = [f"{row[0]}: " + ", ".join(f"{head} {cell}" for head, cell in zip(made.head[1:], row[1:], strict=True))
            for row in made.rows]  # fmt: skip
    return f"{figure['title']}. {'; '.join(rows)}."


def look(chart, *, legend: bool) -> None:
    chart.font.size, chart.font.name = Pt(14), FACE
    chart.has_title, chart.has_legend = False, legend
    if legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.color.rgb = GREY
    chart.value_axis.visible, chart.value_axis.has_major_gridlines = False, False
    chart.value_axis.minimum_scale = 0
    plot = chart.plots[0]
    plot.gap_width, plot.has_data_labels = 45, True
    plot.data_labels.position, plot.data_labels.font.size = XL_LABEL_POSITION.OUTSIDE_END, Pt(12)
    for index, series in enumerate(plot.series):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = SHADES[index % len(SHADES)]


# The file


def steady(slides: Slides) -> bytes:
    """The presentation as a file that says nothing of when and by whom: equal slides give equal bytes."""
    held = io.BytesIO()
    slides.save(held)
    return without_origin(held.getvalue())


def without_origin(content: bytes) -> bytes:
    """An Office file, and those inside it, with one and the same time on every part and no author."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as parts, ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            part = parts.read(name)
            if name.endswith(".xlsx"):
                part = without_origin(part)
            elif name.startswith("docProps/"):
                part = SAID_OF_A_FILE.sub(b"", part)
            archive.writestr(ZipInfo(name), part, ZIP_DEFLATED)
    return out.getvalue()
