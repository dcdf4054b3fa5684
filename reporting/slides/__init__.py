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
from reporting.charts import in_full
from reporting.figures import in_sections
from reporting.figures.tables import table_of
from reporting.slides.charts import chart_of
from reporting.slides.file import steady
from reporting.slides.parts import FOOT, GREY, HEIGHT, TEAL, TEXT_TOP, WIDTH, new_slide, numbers, table, write
from reporting.templatetags.printed import day, eights
from reporting.thematic_review import text_of

FIRST_SENTENCE = re.compile(r".+?(?:[.!?](?=\s|$)|$)", re.DOTALL)
MOST_OPENINGS, MOST_ROWS = 4, 8
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
    method_slide(slides, review, foot)
    glance_slide(slides, review, foot)
    for section in review["sections"]:
        section_slide(slides, section, foot)
        for figure in in_sections([section]):
            for title, piece in readable(figure):
                figure_slide(slides, section, title, piece, foot)
    discussion_slide(slides, review, foot)
    return steady(slides)


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
    numbers(slide, [(in_full(row["count"]), row["statement"]) for row in review["glance"]])
    texts = [prose.text(review["abstract"]), *(row["text"] for row in review["glance"])]
    slide.notes_slide.notes_text_frame.text = "\n\n".join(filter(None, texts))


def section_slide(slides: Slides, section: dict, foot: str) -> None:
    number = f"{section['question']}. " if section["question"] else ""
    slide = new_slide(slides, number + section["title"], foot=foot)
    if section["standfirst"]:
        write(slide, [section["standfirst"]], size=22, colour=TEAL)
    if section["brief"]:
        numbers(slide, [(in_full(row["count"]), row["statement"]) for row in section["brief"]], top=8)
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


def readable(figure: dict) -> Iterator[tuple[str, dict]]:
    """A figure with its title; one of many rows in pieces that can be read from the back of a room."""
    title, rows = f"Figure {figure['number']}. {figure['title']}", figure.get("rows", [])
    number = ceil(len(rows) / MOST_ROWS)
    if number < 2:
        yield title, figure
        return
    each = ceil(len(rows) / number)
    for part, first in enumerate(range(0, len(rows), each), 1):
        yield f"{title} ({part} of {number})", figure | {"rows": rows[first : first + each]}


def figure_slide(slides: Slides, section: dict, title: str, figure: dict, foot: str) -> None:
    slide = new_slide(slides, title, foot=foot)
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
