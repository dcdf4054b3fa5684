"""Tables for a spreadsheet: of a matrix, and of the codings; no cell can be taken for a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable

from openpyxl import Workbook

from living_docs.tables.spreadsheets import dress, safe, table_csv
from themes.matrices.evidence import Matrix
from themes.models import Coding

Lines = list[list[str | int]]
LONGEST_NAME = 31  # of a sheet


def matrix_lines(matrix: Matrix) -> Lines:
    """The columns' names, then each theme with its counts; what was not submitted says so in words."""
    heads: list[str | int] = [
        "Theme",
        *(f"{head.label} ({head.note})" if head.note else head.label for head in matrix.heads),
    ]
    rows: Lines = [
        [" > ".join(line.theme.path), *(cell.why if cell.count is None else cell.count for cell in line.cells)]
        for line in matrix.lines
        if line.cells
    ]
    return [heads, *rows]


def coding_lines(codings: Iterable[Coding]) -> Lines:
    """A line a coding, with the whole passage, and its anonymised copy where one has been approved."""
    heads: list[str | int] = ["Id", "Site", "Round", "Prompt", "Theme", "Coder", "Text", "Anonymised text"]
    return [heads, *(coding_line(coding) for coding in codings)]


def coding_line(coding: Coding) -> list[str | int]:
    document, coder = coding.layer.submission.document, coding.layer.coder
    theme = " > ".join([str(coding.theme.tree), *coding.theme.standing.path])
    return [
        str(coding.guid),
        document.site.name,
        document.round.number,
        coding.prompt_number,
        theme,
        coder.name if coder else "Settled",
        coding.quote,
        anonymised(coding),
    ]


def anonymised(coding: Coding) -> str:
    """The approved copies of what was quoted from the passage."""
    copies = [
        quotation.anonymised
        for quotation in coding.layer.submission.quotations.all()
        if quotation.is_approved
        and quotation.prompt_number == coding.prompt_number
        and quotation.original in " ".join(coding.quote.split())
    ]
    return " ".join(dict.fromkeys(copies))


def csv_of(lines: Lines) -> bytes:
    return table_csv([[str(cell) for cell in line] for line in lines])


def xlsx_of(sheets: dict[str, Lines]) -> bytes:
    """One sheet a table; numbers are numbers, all else is text."""
    book = Workbook()
    book.remove(book.active)
    for name, lines in sheets.items():
        sheet = book.create_sheet(name[:LONGEST_NAME])
        for down, line in enumerate(lines, 1):
            for across, value in enumerate(line, 1):
                write(sheet.cell(down, across), value)
        dress(sheet)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def write(cell, value: str | int) -> None:
    if isinstance(value, int):
        cell.value = value
    else:
        cell.value, cell.data_type = safe(value) or None, "s"
