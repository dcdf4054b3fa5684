"""Tables out to spreadsheets and in again: every cell as typed, no formula, the same totals."""

import csv
import io
import time
import tracemalloc
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from living_docs.kinds import kind_of
from living_docs.kinds.costs import total
from living_docs.tables.grids import LEFT_OUT, heading_key, read_grid, taken_in
from living_docs.tables.spreadsheets import as_pasted, lines_in, pasted_lines, safe, sheet_in, to_csv, to_xlsx, unsafe
from living_docs.tables.typed import read_or_none
from living_docs.tables.workbooks import BROKEN, NOT_WORKED_OUT, TOO_LARGE, NotRead
from tests.effort import tries
from tests.living_docs.test_kinds import COSTS, PROMPTS, TABLE, clean, cost, row

pytestmark = pytest.mark.one_engine

VARIANCE = PROMPTS["8.6"]
ROWS = clean(
    COSTS,
    {
        "rows": [
            cost("a", amount="£1,200", note="=HYPERLINK(1)"),
            cost("b", amount="42860.04", low="1000", period_from="1/3/2010"),
            cost("c", status="not_yet_known", note="@you, 'quoted' and \"more\""),
            cost("d", status="none", item="-none-"),
            cost("e", amount="twelve", category="not one of them", item="'=already safe"),
            cost("f", quantity="3", unit_rate="10.10"),
        ]
    },
)["rows"]


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
        {"category": "governance", "activity": "Board"},
        {"category": "Other", "activity": "Talk about it"},
    ]


def test_a_paste_with_headings_goes_by_them():
    assert pasted("SINCE\tactivity\nsoon\tBoard").rows == [{"since": "soon", "activity": "Board"}]


def test_a_cell_of_several_lines_is_one_cell_and_quotes_of_one_s_own_stay():
    assert pasted('governance\t"two\nlines"\nother\t"Quoted" words').rows == [
        {"category": "governance", "activity": "two lines"},
        {"category": "other", "activity": '"Quoted" words'},
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Category\tFoo\nx\ty", "“Foo” is not a column of 3.2. Rename or remove what is not, and try again."),
        (
            "Category\tActivity\nx\ty\tz",
            "A column without a heading is not a column of 3.2. Rename or remove what is not, and try again.",
        ),
        (
            "Category\tCategory\nx\ty",
            "A heading that is there twice is not a column of 3.2. Rename or remove what is not, and try again.",
        ),
        ("\t".join("123456789"), "Row 1 has 9 cells and 3.2 has 8 columns. Nothing was added."),
    ],
)
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


# What people's own sheets have beside a table


def test_titles_above_the_headings_are_left_out_and_said():
    grid = pasted("Tower costs\t\t2010\n\nSource\tBudget £\tSpent (to date):\nPCT\t1,250\tx", VARIANCE)
    assert grid.refusal == "“Spent (to date):” is not a column of 8.6. Rename or remove what is not, and try again."
    grid = pasted("Tower costs\t\t2010\n\nSource\tBudget £\tSpent to date *\nPCT\t1,250\tx", VARIANCE)
    assert grid.rows == [{"source": "PCT", "budget": "1,250", "spent": "x"}]
    assert grid.said == ["Left out above the headings: “Tower costs 2010”"]


def test_rows_above_the_headings_are_never_left_out():
    grid = pasted("PCT\t5\t6\t7\nSource\tBudget\tSpent to date\tReason\nTrust\t1\t2\t", VARIANCE)
    assert (grid.rows, grid.refusal) == (
        [],
        "The headings are in line 2, and the lines above it look like rows. Put them "
        "under the headings, or take them out. Nothing was added.",
    )


def test_a_line_of_totals_is_left_out_and_said_and_a_source_of_that_name_is_not():
    grid = pasted("Source\tBudget\tReason\nPCT\t5\t\nTotal\t5\t\nTotal\t5\tthe fund is called so", VARIANCE)
    assert [one["source"] for one in grid.rows] == ["PCT", "Total"]
    assert grid.said == ["Left out, since it is a total: “Total 5”"]


def test_a_heading_that_is_no_column_is_placed_by_a_person():
    lines = pasted_lines("Source\tGiven\tMood\nPCT\t5\tgood")
    assert read_grid(VARIANCE, lines).unknown == ["Given", "Mood"]
    grid = read_grid(VARIANCE, lines, {heading_key("Given"): "budget", heading_key("mood"): LEFT_OUT})
    assert (grid.rows, grid.said) == ([{"source": "PCT", "budget": "5"}], ["Left out: the column “Mood”"])
    twice = read_grid(VARIANCE, lines, {heading_key("Given"): "source", heading_key("Mood"): LEFT_OUT})
    assert twice.refusal == (
        "A heading that is there twice is not a column of 8.6. Rename or remove what is not, and try again."
    )


def test_headings_of_which_none_is_known_are_no_row():
    grid = pasted("Who\tHow much\nPCT\t5\nTrust\t6", VARIANCE)
    assert (grid.rows, grid.unknown) == ([], ["Who", "How much"])
    assert pasted("PCT\tTBC\nTrust\tTBC", VARIANCE).unknown == []


def workbook(*sheets: tuple[str, list[list]]) -> Workbook:
    book = Workbook()
    book.remove(book.active)
    for name, lines in sheets:
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    return book


def stored(book: Workbook) -> bytes:
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def test_a_cover_sheet_is_passed_over_and_said():
    book = workbook(
        ("Cover", [["Costs of the Pilot"], ["Spring 2010"]]), ("Costs", [["Source", "Budget"], ["PCT", 5]]), ("x", [])
    )
    sheet = sheet_in(stored(book), "costs.xlsx", VARIANCE)
    assert read_grid(VARIANCE, sheet.lines).rows == [{"source": "PCT", "budget": "5"}]
    assert sheet.said == ("Rows were read from the sheet “Costs” only. Not read: “Cover”",)


def test_cells_of_a_workbook_are_exactly_what_the_workbook_knows():
    moment = datetime(2010, 4, 14, 15, 30)
    values = [0.1 + 0.2, 2.375, 1250.5, 1e16, 40282, -500, True, date(2010, 4, 14), moment, "1,5", "3/4/2010"]
    book = workbook(("Costs", [values]))
    book.active.append([0.1])
    book.active["A2"].number_format = "0%"
    sheet = sheet_in(stored(book), "a.xlsx")
    assert sheet.lines == [
        [
            "0.3",
            "2.3750",
            "1250.5",
            "10000000000000000",
            "40282",
            "-500",
            "Yes",
            "14/4/2010",
            "14/4/2010 15:30",
            "1,5",
            "3/4/2010",
        ],
        ["10%"],
    ]


def test_days_are_counted_as_the_workbook_counts_them():
    book = workbook(("Costs", []))
    book.epoch = CALENDAR_MAC_1904
    book.active["A1"] = date(2010, 4, 14)
    assert sheet_in(stored(book), "a.xlsx").lines == [["14/4/2010"]]


def test_formulas_without_a_result_and_errors_are_said_and_never_empty():
    book = workbook(("Costs", [["Source", "Budget", "Spent to date"], ["PCT", "=2*3", "#REF!"]]))
    book.active["C2"].data_type = "e"
    sheet = sheet_in(stored(book), "a.xlsx", VARIANCE)
    assert sheet.lines[1] == ["PCT", "=2*3", "#REF!"]
    assert sheet.said == (f"B2: {NOT_WORKED_OUT}", f"C2: {BROKEN}")
    assert total_of_budget(sheet.lines) is None


def total_of_budget(lines):
    return read_or_none("money", read_grid(VARIANCE, lines).rows[0]["budget"])


def test_a_sheet_put_into_the_box_is_read_as_it_was():
    lines = [["Source", "Budget"], ["Two\nlines", 'a "b"\tc'], ["“x”", ""]]
    assert pasted_lines(as_pasted(lines))[:3] == lines


# What costs too much to read is refused, in words and soon


def zipped(parts: dict[str, bytes], like: bytes) -> bytes:
    """A workbook with some of its parts replaced."""
    held = io.BytesIO()
    with ZipFile(io.BytesIO(like)) as old, ZipFile(held, "w", ZIP_DEFLATED) as new:
        for name in sorted({*old.namelist(), *parts}):
            new.writestr(name, parts[name] if name in parts else old.read(name))
    return held.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
SMALL = stored(workbook(("Costs", [["Source", "Budget"]])))


def many_rows() -> bytes:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>Cost of the month {n}</t></is></c><c r="B{n}"><v>{n}</v></c></row>'
        for n in range(1, 100_001)
    )
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return zipped({SHEET: f"{head}{rows}</sheetData></worksheet>".encode()}, SMALL)


def wide_row() -> bytes:
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    return zipped({SHEET: f"{head}{'<c><v>1</v></c>' * 1_000_000}</row></sheetData></worksheet>".encode()}, SMALL)


def many_texts() -> bytes:
    head = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return zipped({"xl/sharedStrings.xml": f"{head}{'<si><t>abcdefgh</t></si>' * 2_000_000}</sst>".encode()}, SMALL)


@pytest.mark.parametrize(
    ("made", "name", "sentence"),
    [
        (many_rows, "rows.xlsx", TOO_LARGE),
        (wide_row, "wide.xlsx", TOO_LARGE),
        (many_texts, "texts.xlsx", TOO_LARGE),
        (
            lambda: b'"' + b"x" * 1_999_000 + b'"',
            "cell.csv",
            "It is damaged, or one of its cells is longer than a table takes.",
        ),
        (
            lambda: b"," * 1_000_000,
            "wide.csv",
            "It has more than 100 columns. Take out what does not belong and try again.",
        ),
        (
            lambda: b"a,b\n" * 100_000,
            "rows.csv",
            "It has more than 2,000 rows. Take out what does not belong and try again.",
        ),
        (lambda: b'"a""\t' * 300_000, "quotes.csv", None),
    ],
)
def test_a_spreadsheet_that_costs_too_much_is_refused_soon(made, name, sentence):
    content = made()
    tracemalloc.start()
    began = time.thread_time()
    with suppress(NotRead) if sentence is None else pytest.raises(NotRead) as refusal:
        lines_in(content, name)
    took, most = time.thread_time() - began, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (sentence is None or str(refusal.value) == sentence, took < 2, most < 200_000_000) == (True, True, True)


def test_a_workbook_as_large_as_is_read_is_read_soon():
    lines = [["Source", "Budget"], *([f"Source of the money number {n}", n * 1.25] for n in range(1, 1999))]
    content = stored(workbook(("Costs", lines)))
    began = time.thread_time()
    assert len(sheet_in(content, "a.xlsx", VARIANCE).lines) == 1999
    assert time.thread_time() - began < 2


@pytest.mark.parametrize("text", ['"a\t' * 200_000, '"' * 999_999, '""\t' * 300_000, "\t" * 999_999, "a\n" * 400_000])
def test_a_paste_of_any_shape_is_read_soon(text):
    began = time.thread_time()
    with suppress(NotRead):
        pasted_lines(text)
    assert time.thread_time() - began < 2
