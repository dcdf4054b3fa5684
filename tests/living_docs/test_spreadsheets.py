"""Tables out to spreadsheets and in again: every cell as typed, no formula, the same totals."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from living_docs.kinds import kind_of
from living_docs.kinds.costs import total
from living_docs.tables.grids import read_grid, taken_in
from living_docs.tables.spreadsheets import NotRead, lines_in, pasted_lines, safe, to_csv, to_xlsx, unsafe
from tests.effort import tries
from tests.living_docs.test_kinds import COSTS, PROMPTS, TABLE, clean, cost, row

VARIANCE = PROMPTS["8.6"]
ROWS = clean(COSTS, {"rows": [
    cost("a", amount="£1,200", note="=HYPERLINK(1)"), cost("b", amount="42860.04", low="1000", period_from="1/3/2010"),
    cost("c", status="not_yet_known", note="@you, 'quoted' and \"more\""), cost("d", status="none", item="-none-"),
    cost("e", amount="twelve", category="not one of them", item="'=already safe"), cost("f", quantity="3", unit_rate="10.10"),
]})["rows"]  # fmt: skip


def back(prompt, rows: list[dict], kind: str) -> list[dict]:
    """The rows after a table went out as a file and the same file was sent back."""
    content = {"csv": to_csv, "xlsx": to_xlsx}[kind](prompt, rows)
    grid = read_grid(prompt, lines_in(content, f"rows.{kind}"))
    assert grid.refusal == ""
    return kind_of(prompt).clean(prompt, {"rows": taken_in(prompt, rows, grid.rows, "t")})["rows"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_rows_come_back_as_they_were_typed(kind):
    assert back(COSTS, ROWS, kind) == ROWS


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_totals_are_the_same_where_the_rows_are_new(kind):
    content = {"csv": to_csv, "xlsx": to_xlsx}[kind](COSTS, ROWS)
    read = taken_in(COSTS, [], read_grid(COSTS, lines_in(content, f"rows.{kind}")).rows, "t")
    assert [one["id"] for one in read] == [f"t-{number}" for number in range(6)]
    assert total(kind_of(COSTS).clean(COSTS, {"rows": read})["rows"]) == total(ROWS)


CELL = st.text(st.sampled_from("=+-@'\t\r ab1,;\"£"), max_size=6)


@tries(150)
@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=5), st.sampled_from(["csv", "xlsx"]))
def test_no_cell_is_changed_or_run_on_the_way(cells, kind):
    rows = clean(TABLE, {"rows": [row(f"r{n}", category=a, activity=b) for n, (a, b) in enumerate(cells)]})["rows"]
    assert back(TABLE, rows, kind) == rows


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "=cmd|' /C calc'!A0", "'=1", "''-"])
def test_a_cell_that_a_spreadsheet_would_run_has_an_apostrophe_that_comes_off_again(text):
    assert (safe(text), unsafe(safe(text))) == (f"'{text}", text)


@pytest.mark.parametrize("text", ["", "a=b", "1,200", "'quoted'", "£5"])
def test_other_cells_are_left(text):
    assert (safe(text), unsafe(text)) == (text, text)


def test_amounts_are_numbers_in_a_workbook_and_the_totals_say_what_is_unknown():
    book = load_workbook(io.BytesIO(to_xlsx(COSTS, ROWS)))
    amounts = [line[10].value for line in book["8.1"].iter_rows(min_row=2)]
    assert amounts == [1200, 42860.04, None, None, "twelve", 30.3]
    assert [cell.value for cell in book["Totals"][2]] == ["Known so far", 44090.34, 3, 2]
    assert not [c for line in book["8.1"].iter_rows() for c in line if c.data_type == "f"]
    assert total(ROWS).known == Decimal("44090.34")


def test_an_excel_file_of_one_s_own_is_read_as_one_would_type_it():
    book = Workbook()
    book.active.append(["Activity", "Category", None, "Since", "People or practices reached"])
    book.active.append(["Board", "Governance", None, date(2010, 3, 1), 40.0])
    held = io.BytesIO()
    book.save(held)
    assert read_grid(TABLE, lines_in(held.getvalue(), "own.XLSX")).rows == [
        {"activity": "Board", "category": "governance", "since": "1/3/2010", "reach": "40"}
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_csv_file_is_read_whatever_its_separator_and_letters(separator, encoding):
    text = (
        separator.join(["Item", "What was paid for or used"][1:] + ["Amount"]) + "\r\n" + separator.join(["Café", "£7"])
    )
    assert read_grid(COSTS, lines_in(text.encode(encoding), "a.csv")).rows == [{"item": "Café", "amount": "£7"}]


# Pasting


def pasted(text: str, prompt=TABLE):
    return read_grid(prompt, pasted_lines(text))


def test_a_paste_without_headings_goes_by_the_order_of_the_columns():
    assert pasted("governance\tBoard\nOther\t  Talk  about it\n\n").rows == [
        {"category": "governance", "activity": "Board"}, {"category": "Other", "activity": "Talk about it"},
    ]  # fmt: skip


def test_a_paste_with_headings_goes_by_them():
    assert pasted("SINCE\tactivity\nsoon\tBoard").rows == [{"since": "soon", "activity": "Board"}]


def test_a_cell_of_several_lines_is_one_cell_and_quotes_of_one_s_own_stay():
    assert pasted('governance\t"two\nlines"\nother\t"Quoted" words').rows == [
        {"category": "governance", "activity": "two lines"}, {"category": "other", "activity": '"Quoted" words'},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Category\tFoo\nx\ty", "“Foo” is not a column of 3.2. Rename or remove what is not, and try again."),
        ("Category\tActivity\nx\ty\tz", "A column without a heading is not a column of 3.2. Rename or remove what is not, and "
         "try again."),
        ("Category\tCategory\nx\ty", "A heading that stands there twice is not a column of 3.2. Rename or remove what is not, "
         "and try again."),
        ("\t".join("123456789"), "Row 1 has 9 cells and 3.2 has 8 columns. Nothing was added."),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_said_and_nothing_is_taken(text, sentence):
    grid = pasted(text)
    assert (grid.rows, grid.refusal) == ([], sentence)


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"x", "a.ods", "Choose an XLSX or CSV file."),
        (b"a\x00b", "a.csv", "It is not a CSV file, or too large for one."),
        (b"PK", "a.xlsx", "The file is damaged, or is not an Excel workbook (XLSX)."),
        (b"a\n" * 2001, "a.csv", "It has more than 2,000 rows. Take out what does not belong and try again."),
    ],
)
def test_a_file_that_cannot_be_read_is_said(content, name, sentence):
    with pytest.raises(NotRead) as refusal:
        lines_in(content, name)
    assert str(refusal.value) == sentence


def test_what_the_programme_wrote_stays_whatever_a_file_says():
    points = PROMPTS["C.4"]
    rows = [row("point-1", point="Say who leads", reply="done", done="", where="")]
    lines = [["Row id", "Point", "What you did"], ["point-1", "Another", "Named"]]
    assert taken_in(points, rows, read_grid(points, lines).rows, "t") == [rows[0] | {"done": "Named"}]


def test_a_csv_of_rows_has_a_mark_for_its_letters_and_our_headings():
    first = next(csv.reader(io.StringIO(to_csv(TABLE, []).decode("utf-8-sig"))))
    assert first == ["Row id", *(column.label for column in TABLE.columns)]
