"""Figures to take away: what was published and nothing else, as CSV, SVG and PNG."""

import csv
import io
from zipfile import ZipFile

import pytest
from django.template.loader import render_to_string
from lxml import etree
from PIL import Image

from living_docs.workflow import Status
from reporting import actions
from reporting.review import figure_files
from tests.reporting import sample_reports
from tests.reporting.sample_reports import DRAWN

REVIEW = sample_reports.review()
THEMES, PYRAMID, CHAIN, SPREAD = DRAWN
COVERAGE = next(figure_files.in_sections(REVIEW["sections"]))


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def lines(figure: dict) -> list[tuple[str, ...]]:
    names = ("Row", "Column", "Published", "Number", "From", "To", "Base")
    return [tuple(line[name] for name in names) for line in read(figure_files.figure_csv(REVIEW, figure))]


@pytest.mark.one_engine
def test_a_band_is_a_word_and_no_number_stands_behind_it():
    assert lines(PYRAMID)[:2] == [
        ("Patient outcomes (hardest to attribute)", "Describe it", "Six", "6", "", "", "of 16"),
        ("Patient outcomes (hardest to attribute)", "With a measure or a survey", "Few or none", "", "", "", "of 16"),
    ]


@pytest.mark.one_engine
def test_directions_and_what_was_not_counted_are_lines_too():
    assert lines(THEMES)[:5] == [
        ("Trust and earlier ties", "Round 1", "Eleven", "11", "", "", "of 16"),
        ("Trust and earlier ties", "Round 2", "Twelve", "12", "", "", "of 16"),
        ("Trust and earlier ties", "Round 3", "Twelve", "12", "", "", "of 16"),
        ("Trust and earlier ties", "Since the last round", "as before", "", "", "", ""),
        (
            "Pressure on spending, in the partners’ own budgets and in those of their neighbours",
            "Round 1",
            "Not counted",
            "",
            "",
            "",
            "",
        ),
    ]


@pytest.mark.one_engine
def test_amounts_are_given_where_they_are_published():
    assert lines(SPREAD)[-2:] == [
        ("Set-up: Professional fees", "Middle half, £", "7,100 to 15,000", "", "7100", "15000", ""),
        ("Running: Travel of staff", "Middle half, £", "Too few to show", "", "", "", ""),
    ]


@pytest.mark.one_engine
def test_every_line_says_of_which_review_it_is():
    names = ("Programme", "Round", "Version", "Figure", "Title", "Source")
    said = {tuple(line[name] for name in names) for line in read(figure_files.figure_csv(REVIEW, CHAIN))}
    assert said == {("Integrated Care Pilots", "3", "1", "4", "The causal chain", "Base: 16.")}


@pytest.mark.one_engine
def test_no_cell_is_taken_for_a_formula():
    row = THEMES["rows"][0] | {"label": "=HYPERLINK(1)"}
    assert {line[0] for line in lines(THEMES | {"rows": [row]})} == {"'=HYPERLINK(1)"}


@pytest.mark.one_engine
@pytest.mark.parametrize("figure", [COVERAGE, *DRAWN], ids=lambda figure: figure["kind"])
def test_a_drawing_stands_alone_and_says_what_it_shows(figure):
    svg = etree.fromstring(figure_files.figure_svg(REVIEW, figure))
    title, desc = svg[0], svg[1]
    assert (title.tag.rpartition("}")[2], desc.tag.rpartition("}")[2]) == ("title", "desc")
    assert title.text == f"Figure {figure['number']}. {figure['title']}"
    assert figure["source"] in desc.text
    addresses = [value for element in svg.iter() for name, value in element.attrib.items() if "href" in name]
    assert addresses == []


@pytest.mark.one_engine
def test_a_drawing_of_forty_rows_is_as_tall_as_they_are():
    rows = [
        row | {"label": f"{number} " + "A name that takes several lines in the column of names " * 3}
        for number, row in enumerate(SPREAD["rows"] * 20)
    ]
    svg = etree.fromstring(figure_files.figure_svg(REVIEW, SPREAD | {"rows": rows}))
    inner = next(svg.iterchildren("{*}svg"))
    lowest = max(float(text.get("y")) for text in inner.iter("{*}text"))
    assert lowest < float(inner.get("height")) < float(svg.get("height").removesuffix("pt"))


@pytest.mark.one_engine
def test_a_picture_is_sharp_and_always_the_same():
    content = figure_files.figure_png(REVIEW, PYRAMID)
    figure_files.picture_of.cache_clear()
    assert Image.open(io.BytesIO(content)).width == 3 * 498
    assert figure_files.figure_png(REVIEW, PYRAMID) == content


@pytest.mark.one_engine
def test_the_numbers_of_all_figures_come_in_one_file():
    with ZipFile(io.BytesIO(figure_files.figures_zip(REVIEW))) as archive:
        assert archive.namelist() == [f"figure-{figure['number']}.csv" for figure in figures()]


@pytest.mark.one_engine
def test_a_page_that_is_no_publication_offers_none():
    assert ".svg" not in render_to_string("reporting/published/_as_file.html", {"review": REVIEW})


def figures() -> list[dict]:
    return list(figure_files.in_sections(REVIEW["sections"]))


@pytest.fixture
def publication(world):
    world.document_at(Status.SUBMITTED, "a")
    return world.publication()


BASE = "/reviews/round-1/version/1/"


TYPES = {
    "figure-1.csv": "text/csv; charset=utf-8",
    "figure-1.svg": "image/svg+xml",
    "figure-1.png": "image/png",
    "figures.zip": "application/zip",
}


def test_a_reader_of_the_review_takes_them_away_until_it_is_withdrawn(world, publication, sign_in):
    reader = sign_in(world.sam)
    assert f'href="{BASE}figure-1.svg"' in reader.get("/reviews/round-1/").content.decode()
    answers = {name: reader.get(BASE + name) for name in [*TYPES, "figure-9.csv", "figure-1.xlsx"]}
    assert [answer.status_code for answer in answers.values()] == [200] * 4 + [404] * 2
    assert {name: answers[name]["Content-Type"] for name in TYPES} == TYPES
    assert {answers[name]["X-Content-Type-Options"] for name in TYPES} == {"nosniff"}
    assert answers["figure-1.csv"].content == figure_files.figure_csv(
        publication.data, figure_files.figure_of(publication.data, 1)
    )
    asked = actions.ask_to_withdraw_review(publication, reason="A name stood in it.", by=world.lee)
    actions.confirm_review_withdrawal(asked, by=world.quinn)
    assert [reader.get(BASE + name).status_code for name in TYPES] == [410] * 4
