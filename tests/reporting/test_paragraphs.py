"""Paragraphs have numbers by which they are cited; what stands behind a review is printed with it."""

import re

import pytest
from django.template.loader import render_to_string

from reporting.review.apparatus import acronyms_of, glossary_of, method_of, withheld_in
from reporting.review.paragraphs import with_links, with_paragraphs
from reporting.templatetags.printed import passage
from tests.reporting import sample_reports
from tests.reporting.sample_reports import DRAWN

pytestmark = pytest.mark.one_engine

REVIEW = sample_reports.review()


def section(question: int | None, *html: str) -> dict:
    blocks = [{"kind": "html", "html": text} for text in html]
    return {"id": "s", "title": "S", "question": question, "brief": [], "standfirst": "", "asked": "", "blocks": blocks}


def numbers(sections: list[dict]) -> list[list[str]]:
    return [
        [number for block in one["blocks"] for number in block.get("numbers", [])] for one in with_paragraphs(sections)
    ]


def test_a_question_has_its_own_number_and_every_other_section_a_letter():
    sections = [section(None, "<p>a</p>\n<p>b</p>"), section(4, "<p>c</p>", "<p>d</p>"), section(None, "<p>e</p>")]
    assert numbers(sections) == [["A.1", "A.2"], ["4.1", "4.2"], ["B.1"]]


def test_headings_lists_and_tables_have_none():
    html = "<h4>H</h4>\n<p>a</p>\n<ul>\n<li>l</li>\n</ul>\n<p>b</p>"
    (one,) = with_paragraphs([section(2, html)])
    assert re.sub(r' href="[^"]*"| class="[^"]*"', "", passage(one["blocks"][0], "h3")) == (
        '<h3>H</h3>\n<div id="paragraph-2.1"><a>2.1</a><p>a</p></div>\n<ul>\n<li>l</li>\n</ul>\n'
        '<div id="paragraph-2.2"><a>2.2</a><p>b</p></div>'
    )


def test_a_section_without_text_has_no_paragraph():
    assert numbers([section(None), section(3, "")]) == [[], []]


def test_letters_never_run_out_and_leave_out_those_that_look_like_figures():
    found = [one["key"] for one in with_paragraphs([section(None) for _ in range(30)])]
    assert len(set(found)) == 30
    assert {"I", "O"}.isdisjoint(found)


@pytest.mark.parametrize(
    ("html", "linked"),
    [
        ("<p>See Figure 2.</p>", '<p>See <a class="to-figure" href="#figure-2">Figure 2</a>.</p>'),
        ("<p>See Figure 9.</p>", "<p>See Figure 9.</p>"),
        ('<p><a href="https://x.org">Figure 2</a></p>', '<p><a href="https://x.org">Figure 2</a></p>'),
    ],
)
def test_a_figure_is_linked_where_there_is_one(html, linked):
    assert with_links(html, [1, 2]) == linked


@pytest.mark.parametrize("template", ["reporting/published/_as_file.html", "reports/review.html"])
def test_page_and_paper_have_the_same_numbers_each_once(template):
    page = render_to_string(template, {"review": REVIEW})
    expected = [number for numbers_of in numbers(REVIEW["sections"]) for number in numbers_of]
    assert re.findall(r'id="paragraph-([^"]+)"', page) == expected


def test_what_is_withheld_is_told_by_place_and_never_more_than_the_figures_show():
    themes, *_, spread = DRAWN
    blocks = [{"kind": "figure", "figure": figure} for figure in (themes, spread)]
    said = withheld_in({"glance": REVIEW["glance"], "sections": [section(5) | {"blocks": blocks}]})
    assert said == [
        "At a glance: 2 of 6 numbers are given in words.",
        "Figure 2, Themes across the rounds: 1 of 8 numbers is given in words.",
        "Figure 5, The spread of costs: 1 of 4 numbers is given in words.",
        "Figure 5, The spread of costs: no range of amounts in 1 of 2 rows.",
    ]


def test_words_are_explained_where_they_are_used():
    assert [row["term"] for row in glossary_of("The outcomes of a Pilot; running costs, not outputs-like.")] == [
        "Outcome",
        "Pilot",
        "Running costs",
    ]
    assert acronyms_of("The PCT wrote to XQZ.") == [{"term": "PCT", "meaning": "Primary Care Trust"}]


def test_the_method_says_the_thresholds_of_the_programme():
    rule = next(part["text"] for part in method_of(14, 4) if part["title"] == "When a number is given")
    assert rule.startswith(
        "A number is given as it is only where at least four documents are counted and at least four"
    )


def test_a_review_that_was_published_before_all_this_is_still_printed():
    page = render_to_string("reporting/published/_as_file.html", {"review": REVIEW})
    assert ["How this review was made" in page, "Words and acronyms" in page, "About this document" in page] == [
        False,
        False,
        True,
    ]
