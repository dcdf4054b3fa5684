"""A thematic review as a presentation for a learning event: this room alone imports python-pptx.

A title, how the review was made, one slide a section with a chart of its own where it has a figure, the section's text
in the notes, and questions to discuss. Numbers come from the published counts; a banded count is a word, never a bar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import ceil

from pptx import Presentation
from pptx.presentation import Presentation as Slides
from pptx.util import Cm

from living_docs import prose
from reporting.figures import in_sections
from reporting.figures.tables import table_of
from reporting.printing.charts import base_in_words
from reporting.printing.slides.charts import Column, add_chart, columns_of, share_of
from reporting.printing.slides.file import steady
from reporting.printing.slides.parts import (
    BODY,
    FOOT,
    GREY,
    HEIGHT,
    MARGIN,
    ROOM,
    TEAL,
    TEXT_TOP,
    WIDTH,
    Number,
    height_of,
    height_of_number,
    new_slide,
    numbers,
    over_slides,
    size_that_fits,
    write,
)
from reporting.review.contents import text_of
from reporting.templatetags.printed import day, eights

FIRST_SENTENCE = re.compile(r".+?(?:[.!?](?=\s|$)|$)", re.DOTALL)
MOST_OPENINGS, MOST_ROWS, MOST_COLUMNS = 4, 8, 3
LONG_LABEL, ROWS_OF_LONG_LABELS = 110, 5  # letters
LABELS, CHART_TOP, SOURCE = 10.5, 5.6, 1.7  # centimetres: names of rows, where charts begin, what the source needs
DISCUSSED_IN = "issues-for-the-next-round"
ALWAYS_ASKED = (
    "Which of this do you recognise from your own Pilot?",
    "What is missing here that you would have expected?",
    "What will you do before the next round because of it?",
)


def review_slides(review: dict) -> bytes:
    """PPTX of one review. Equal data give equal bytes."""
    slides = Presentation()
    slides.slide_width, slides.slide_height = Cm(WIDTH), Cm(HEIGHT)
    slides.core_properties.title, slides.core_properties.language = review["title"], "en-GB"
    foot = f"Thematic Review · Round {review['round']} · Version {review['version']}"
    title_slide(slides, review)
    method_slides(slides, review, foot)
    message_slides(slides, review, foot)
    glance_slides(slides, review, foot)
    for section in review["sections"]:
        section_slides(slides, section, foot)
        for figure in in_sections([section]):
            figure_slides(slides, section, figure, foot)
    discussion_slides(slides, review, foot)
    return steady(slides)


def in_parts(title: str, part: int, of: int) -> str:
    return title if of == 1 else f"{title} ({part} of {of})"


def lines_over_slides(slides: Slides, title: str, lines: list[str], *, foot: str, notes: str, size: int = 20) -> None:
    """A list, on as many slides as it needs."""
    parts = list(over_slides([height_of([line], size) for line in lines], ROOM))
    for number, part in enumerate(parts, 1):
        slide = new_slide(slides, in_parts(title, number, len(parts)), foot=foot)
        write(slide, lines[part], bullets=True, size=size)
        slide.notes_slide.notes_text_frame.text = notes


def title_slide(slides: Slides, review: dict) -> None:
    slide = new_slide(slides, review["title"], sizes=(40, 32, 26), top=5.3, height=5)
    lines = [
        review["subtitle"],
        f"{review['programme']}: Thematic Review of Round {review['round']}",
        f"Published on {day(review['published_on'])}, version {review['version']}",
    ]
    write(slide, [line for line in lines if line], top=10.5, size=20, colour=GREY)
    slide.notes_slide.notes_text_frame.text = f"SHA-256 of the content: {eights(review['content_sha256'])}"


def method_slides(slides: Slides, review: dict, foot: str) -> None:
    said = [
        f"{review['documents']} Pilots sent a Living Document in {review['submitted_month']}.",
        "Two researchers read each document and agreed on its feedback; the review looks across all of them.",
        "Comments are about how comprehensible and complete the documents are, never about success.",
        *review["withheld"],
        *(["All narrative in this programme is fictional."] if review["demo"] else []),
    ]
    notes = review["correction"] or "This is the first version of the review."
    lines_over_slides(slides, "How this review was made", said, foot=foot, notes=notes)


def message_slides(slides: Slides, review: dict, foot: str) -> None:
    """A message a slide, the finding as its title; then the last issues. Older reviews have neither."""
    for message in review.get("messages", []):
        message_slide(slides, message, foot)
    issues = review.get("last_issues", {}).get("rows", [])
    became = [f"{issue['outcome']}: {issue['issue']}" for issue in issues]
    notes = "\n".join(" ".join([issue["issue"], issue["text"]]) for issue in issues)
    lines_over_slides(slides, "What became of the last review’s issues", became, foot=foot, notes=notes)


def message_slide(slides: Slides, message: dict, foot: str) -> None:
    """How sure, from how many, what follows; on a second slide what finds no room."""
    sure = [f"{message['certainty']}. {message['why']}".rstrip()]
    rows = numbers_of(message["counts"])
    follows = [f"{one['for']}: {one['text']}" for one in message["follows"]]
    top = TEXT_TOP + height_of(sure, 18) + 0.4
    below = top + sum(map(height_of_number, rows)) + 0.6 * bool(rows)
    fits = below + height_of(follows, 18) <= TEXT_TOP + ROOM
    rests = ", ".join(section["title"] for section in message["sections"])
    for number in range(1, 3 - (fits or not follows)):
        slide = new_slide(slides, in_parts(message["finding"], number, 2 - fits), foot=foot, sizes=(26, 22, 18))
        if number == 1:
            write(slide, sure, size=18, colour=TEAL)
            if rows:
                numbers(slide, rows, top=top)
        if follows and (fits or number == 2):
            write(slide, follows, top=below if number == 1 else TEXT_TOP, size=18, name="What follows")
        slide.notes_slide.notes_text_frame.text = f"Rests on {rests}." if rests else "Rests on no section."


def glance_slides(slides: Slides, review: dict, foot: str) -> None:
    if not review["glance"] and review.get("messages"):
        return
    texts = [prose.text(review["abstract"]), *(row["text"] for row in review["glance"])]
    rows = numbers_of(review["glance"])
    parts = list(over_slides([height_of_number(row) for row in rows], ROOM)) or [slice(0)]
    for number, part in enumerate(parts, 1):
        slide = new_slide(slides, in_parts("At a glance", number, len(parts)), foot=foot)
        if rows:
            numbers(slide, rows[part])
        slide.notes_slide.notes_text_frame.text = "\n\n".join(filter(None, texts))


def numbers_of(rows: list[dict]) -> list[Number]:
    return [Number(row["count"]["words"], row["statement"], base_in_words(row["count"])) for row in rows]


def section_slides(slides: Slides, section: dict, foot: str) -> None:
    """What a section says first, then its numbers, or how its paragraphs begin; on further slides what finds no room."""
    title = f"{section['question']}. {section['title']}" if section["question"] else section["title"]
    rows, begins = numbers_of(section["brief"]), openings(section)
    lead = [section["standfirst"]] if section["standfirst"] else []
    top = TEXT_TOP + height_of(lead, 22) + 0.6 * bool(lead)
    heights = [height_of_number(row) for row in rows] or [height_of([text], 20) for text in begins]
    parts = list(over_slides([top - TEXT_TOP + heights[0], *heights[1:]], ROOM)) if heights else [slice(0)]
    for number, part in enumerate(parts, 1):
        slide = new_slide(slides, in_parts(title, number, len(parts)), foot=foot)
        if number == 1 and lead:
            write(slide, lead, size=22, colour=TEAL)
        here = top if number == 1 else TEXT_TOP
        if rows:
            numbers(slide, rows[part], top=here)
        elif begins:
            write(slide, begins[part], top=here, bullets=True)
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


def figure_slides(slides: Slides, section: dict, figure: dict, foot: str) -> None:
    """A figure as native charts side by side; of many rows or columns on several slides that can be read from afar."""
    columns = columns_of(figure)
    title = f"Figure {figure['number']}. {figure['title']}"
    rows = ["; ".join(row) for row in table_of(figure).rows]
    notes = "\n".join([section["title"], *rows, figure["source"]])
    pages = [(rows_of, beside) for beside in beside_each_other(columns) for rows_of in rows_together(columns)]
    for number, (part, beside) in enumerate(pages, 1):
        slide = new_slide(slides, in_parts(title, number, len(pages)), foot=foot)
        draw(slide, [column.part(part) for column in beside])
        source = figure["source"]
        size = size_that_fits(source, (12, 10, 8), SOURCE)
        write(slide, [source], top=FOOT - SOURCE, size=size, colour=GREY)
        slide.notes_slide.notes_text_frame.text = notes


def beside_each_other(columns: list[Column]) -> list[list[Column]]:
    parts = over_slides([1.0] * len(columns), MOST_COLUMNS)
    return [columns[part] for part in parts]


def rows_together(columns: list[Column]) -> list[slice]:
    """About as many rows on each slide; fewer where their names are long."""
    labels = columns[0].labels if columns else []
    most = ROWS_OF_LONG_LABELS if any(len(label) > LONG_LABEL for label in labels) else MOST_ROWS
    each = ceil(len(labels) / max(1, ceil(len(labels) / most)))
    return list(over_slides([1.0] * len(labels), each))


def draw(slide, columns: list[Column]) -> None:
    """Columns on one scale side by side; the first has the names of the rows at its left."""
    shares = sum(map(share_of, columns))
    left, unit = MARGIN, (BODY - LABELS) / shares
    height = FOOT - SOURCE - 0.3 - CHART_TOP
    for place, column in enumerate(columns):
        labels, width = (LABELS if place == 0 else 0), unit * share_of(column)
        write(slide, [column.title], left=left + labels, top=TEXT_TOP, width=width, size=14, bold=True, name="Column")
        add_chart(slide.shapes, column, left=left, top=CHART_TOP, width=width, height=height, labels=labels)
        left += labels + width


def discussion_slides(slides: Slides, review: dict, foot: str) -> None:
    raised = [*issues(review)][:6] or [*ALWAYS_ASKED]
    lines_over_slides(slides, "To discuss", raised, foot=foot, notes="\n".join(ALWAYS_ASKED), size=22)


def issues(review: dict) -> Iterator[str]:
    """What the review raises for the next round, from the lists of that section."""
    for section in review["sections"]:
        if section["id"] == DISCUSSED_IN:
            for block in section["blocks"]:
                if block["kind"] == "html":
                    yield from (b.text for b in prose.blocks(block["html"]) if b.kind in {"bullet", "number"})
