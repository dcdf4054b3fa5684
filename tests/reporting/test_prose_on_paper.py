"""Prose on paper: lists keep their numbers, links show where they lead, tables take the place that their words need."""

import io

import pytest
from pypdf import PdfReader

from living_docs import prose
from reporting.printing import pdf
from reporting.printing.table_sizes import SETTINGS, with_settings
from tests.reporting import sample_reports as samples

pytestmark = pytest.mark.one_engine


def sent(*texts: str) -> dict:
    """A Living Document with these answers, and nothing else."""
    document = samples.document()
    document["sections"] = document["sections"][:1]
    asked = document["sections"][0]["prompts"][0]
    document["sections"][0]["prompts"] = [asked | {"shown": {"texts": [prose.clean(text)]}} for text in texts]
    return document


def read(*texts: str) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.living_document(sent(*texts)))).pages)


def table(columns: int, cell: str = "{row},{column:03}.50") -> str:
    rows = [[cell.format(row=row, column=column) for column in range(columns)] for row in range(1, 4)]
    return "<table>" + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows) + "</table>"


def test_lists_keep_their_numbers_and_links_their_addresses():
    said = read(
        '<ol type="a" start="3"><li>third<ol type="i"><li>inner</li></ol></li></ol><p><a href="https://example.org/p">plan</a>'
        "</p><p>10<sup>3</sup> and 1<sup>st</sup></p>"
    )
    tokens = said.split()
    assert [mark for mark in tokens if mark in {"c.", "i.", "a.", "1."}] == ["c.", "i."]
    assert [words for words in ("plan (https://example.org/p)", "10³ and 1st") if words not in " ".join(tokens)] == []


@pytest.mark.parametrize("columns", [3, 7, 14, 22])
def test_no_figure_of_a_table_is_broken(columns):
    said = read(table(columns)).split()
    figures = [f"{row},{column:03}.50" for row in range(1, 4) for column in range(columns)]
    assert [figure for figure in figures if figure not in said] == []


@pytest.mark.parametrize(
    ("columns", "setting"),
    [(2, "set-column"), (7, "set-page"), (14, "set-page set-smaller"), (20, "set-landscape set-small")],
)
def test_a_wide_table_takes_the_page_and_smaller_type(columns, setting):
    assert with_settings(prose.clean(table(columns))).startswith(f'<table class="{setting}">')


def test_a_heading_over_several_columns_makes_none_of_them_wide():
    html = "<table><tr><th colspan=4>Responsibilities altogether</th></tr><tr>" + "<td>1,200</td>" * 4 + "</tr></table>"
    assert with_settings(prose.clean(html)).startswith(f'<table class="{SETTINGS[0][0]}">')


def test_a_word_without_end_shrinks_no_table():
    cells = "".join(f"<td>{number}</td>" for number in range(3))
    table = f"<table><tbody><tr>{cells}<td>{'Q' * 120}</td></tr></tbody></table>"
    assert with_settings(prose.clean(table)).split(">")[0] == '<table class="set-column"'
