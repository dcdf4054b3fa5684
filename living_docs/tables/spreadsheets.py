"""Rows of a table out to CSV and XLSX and in again, and from what is pasted out of a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from living_docs.instrument import Column, Prompt
from living_docs.kinds import kind_of
from living_docs.tables.grids import ROW_ID, heading_place
from living_docs.tables.typed import read_or_none
from living_docs.tables.workbooks import (
    MOST_CELLS,
    MOST_LETTERS,
    MOST_LINES,
    TOO_MANY_LINES,
    NotRead,
    Sheet,
    workbook_sheets,
)

TOO_MUCH_PASTED = "That is too much for one table. Paste fewer rows at a time."
BEGINS_A_FORMULA = re.compile(r"'*[=+\-@\t\r]")
MADE_SAFE = re.compile(r"'+[=+\-@\t\r]")
PASTED_CELL = re.compile(r'(?:"((?:[^"]|"")*)"(?=[\t\n])|([^\t\n]*))(\t|\n)')


# Out


def safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe before it, which `unsafe` takes off again."""
    return f"'{text}" if BEGINS_A_FORMULA.match(text) else text


def head(prompt: Prompt) -> list[str]:
    return [ROW_ID.capitalize(), *(column.label for column in prompt.columns)]


def texts(prompt: Prompt, row: dict[str, str]) -> list[str]:
    """A row's id and cells as they are typed, options by their labels."""
    return [row["id"], *(c.labels.get(row.get(c.name, ""), row.get(c.name, "")) for c in prompt.columns)]


def to_csv(prompt: Prompt, rows: list[dict[str, str]]) -> bytes:
    return table_csv([head(prompt), *(texts(prompt, row) for row in rows)])


def table_csv(lines: list[list[str]]) -> bytes:
    """Lines of cells, each made safe."""
    held = io.StringIO()
    csv.writer(held).writerows([safe(text) for text in line] for line in lines)
    return held.getvalue().encode("utf-8-sig")


def to_xlsx(prompt: Prompt, rows: list[dict[str, str]]) -> bytes:
    """A sheet of rows, amounts and numbers as numbers; the totals of costs on a sheet of their own."""
    book = Workbook()
    sheet = book.active
    sheet.title = prompt.number
    sheet.append(head(prompt))
    for place, row in enumerate(rows, 2):
        for across, (column, text) in enumerate(zip([None, *prompt.columns], texts(prompt, row), strict=True), 1):
            write_cell(sheet.cell(place, across), column, text)
    dress(sheet)
    totals = kind_of(prompt).shown(prompt, {"rows": rows}).get("totals", [])
    if totals:
        write_totals(book.create_sheet("Totals"), totals)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def write_cell(cell, column: Column | None, text: str) -> None:
    number = read_or_none(column.reads, text) if column is not None and column.is_numeric else None
    if number is None:
        cell.value, cell.data_type = safe(text) or None, "s"
        return
    cell.value = number
    cell.number_format = "#,##0.00" if column.kind == "money" else "General"


def dress(sheet) -> None:
    for place, cell in enumerate(sheet[1], 1):
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(place)].width = 12 if place == 1 else 22
    sheet.freeze_panes = "B2"


def write_totals(sheet, totals: list[dict]) -> None:
    """What is known, and beside it how many rows are not: never counted as zero."""
    sheet.append(["Total", "Known (GBP)", "Rows known", "Rows used but not yet known"])
    for total in totals:
        known = Decimal(total["known"].replace(",", ""))
        sheet.append([total["label"], known, total["known_rows"], total["unknown_rows"]])
    dress(sheet)


# In


def unsafe(text: str) -> str:
    return text[1:] if MADE_SAFE.match(text) else text


def lines_in(content: bytes, name: str, prompt: Prompt | None = None) -> list[list[str]]:
    """The cells of a CSV or XLSX file as text, or NotRead."""
    return sheet_in(content, name, prompt).lines


def sheet_in(content: bytes, name: str, prompt: Prompt | None = None) -> Sheet:
    """The table of a CSV or XLSX file: of a workbook the first sheet that has its headings, else the first with words."""
    if name.lower().endswith(".xlsx"):
        sheet = chosen(workbook_sheets(content), prompt)
    elif name.lower().endswith(".csv"):
        sheet = Sheet("", csv_lines(content))
    else:
        raise NotRead("Choose an XLSX or CSV file.")
    if len(sheet.lines) > MOST_LINES:
        raise NotRead(TOO_MANY_LINES)
    return replace(sheet, lines=[[unsafe(cell) for cell in line] for line in sheet.lines])


def chosen(sheets: list[Sheet], prompt: Prompt | None) -> Sheet:
    filled = [sheet for sheet in sheets if any(any(line) for line in sheet.lines)]
    if not filled:
        return Sheet("", [])
    with_headings = [sheet for sheet in filled if prompt and heading_place(prompt, sheet.lines) is not None]
    found = (with_headings or filled)[0]
    others = [sheet.name for sheet in filled if sheet is not found]
    if not others:
        return found
    said = f"Rows were read from the sheet “{found.name}” only. Not read: {', '.join(f'“{name}”' for name in others)}"
    return replace(found, said=(*found.said, said))


def csv_lines(content: bytes) -> list[list[str]]:
    if b"\x00" in content or len(content) > MOST_LETTERS:
        raise NotRead("It is not a CSV file, or too large for one.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if text.count("\n") > MOST_LINES * 20:
        raise NotRead(TOO_MANY_LINES)
    first = text[:10_000].partition("\n")[0]
    separator = max(",;\t", key=first.count)
    try:
        lines = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), MOST_LINES + 1))
    except csv.Error:
        raise NotRead("It is damaged, or one of its cells is longer than a table takes.") from None
    if max(map(len, lines), default=0) > MOST_CELLS:
        raise NotRead(f"It has more than {MOST_CELLS} columns. Take out what does not belong and try again.")
    return lines


def pasted_lines(text: str) -> list[list[str]]:
    """Tab-separated text as spreadsheets put it on the clipboard; a cell of several lines stands in quotes there."""
    if len(text) > MOST_LETTERS or text.count("\n") > MOST_LINES * 20 or text.count("\t") > MOST_LINES * 50:
        raise NotRead(TOO_MUCH_PASTED)
    lines: list[list[str]] = [[]]
    for quoted, plain, end in PASTED_CELL.findall(text.strip("\n") + "\n"):
        is_quoted = any(character in quoted for character in '\t\n"')
        lines[-1].append(quoted.replace('""', '"') if is_quoted else plain or (f'"{quoted}"' if quoted else ""))
        if end == "\n":
            lines.append([])
    if len(lines) > MOST_LINES + 1:
        raise NotRead(TOO_MUCH_PASTED)
    return lines


def as_pasted(lines: list[list[str]]) -> str:
    """The same cells as `pasted_lines` reads them: what a file holds, put into the box to be mended there."""
    return "\n".join("\t".join(quoted(cell) for cell in line) for line in lines)


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(letter in cell for letter in "\t\n\r") else cell
