"""What the gate reads of a review's files: nothing that a reader could find in them is left out."""

import io
import re

import pytest
from pptx import Presentation

from reporting.printing.file_words import words_of_files
from reporting.printing.slides import review_slides
from tests.reporting import sample_reports

REVIEW = sample_reports.review()


@pytest.fixture(scope="module")
def lines() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for place, line in words_of_files(REVIEW):
        found.setdefault(place, []).append(line)
    return found


def test_nothing_of_markup_is_left_and_no_line_stands_twice(lines):
    for place, said in lines.items():
        assert len(said) == len(set(said)), place
        assert [line for line in said if re.search(r"</?\w+>|&\w+;|\s\s", line)] == []


def test_notes_of_slides_and_what_charts_say_to_those_who_do_not_see_them(lines):
    slides = Presentation(io.BytesIO(review_slides(REVIEW))).slides
    notes = [slide.notes_slide.notes_text_frame.text for slide in slides]
    told = [
        shape._element.nvGraphicFramePr.cNvPr.get("descr")
        for slide in slides
        for shape in slide.shapes
        if shape.has_chart
    ]
    assert len(notes) > 8 and told
    words = " ".join(lines["The slide file"])
    for text in [*notes, *told]:
        assert all(" ".join(line.split()) in words for line in text.splitlines())


@pytest.mark.parametrize("place", ["The page", "The PDF", "The Word file", "The slide file"])
def test_the_title_stands_in_each(lines, place):
    assert any(REVIEW["title"] in line for line in lines[place])


def test_labels_of_charts_and_the_parts_of_the_workbooks_inside_them(lines):
    assert "xl/worksheets/sheet1.xml" in lines["The slide file"]
    assert "Round 3" in lines["The slide file"]


def test_names_of_files(lines):
    review = [name for name in lines["Names of files"] if "figure" not in name]
    assert review == [
        "thematic-review-round-3-version-1.html",
        "thematic-review-round-3-version-1.pdf",
        "thematic-review-round-3-version-1.docx",
        "thematic-review-round-3-version-1.pptx",
        "brief-for-ministers-round-3-version-1.pdf",
        "thematic-review-round-3-version-1.zip",
    ]
    assert "thematic-review-round-3-version-1-figure-1.png" in lines["Names of files"]
