"""The cells of an Excel workbook as a person would type them, read within bounds; what has no value is said in words."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook

from living_docs.file_reader import apart
from living_docs.files.office_files import MEGABYTE, NotOpened, opened

MOST_LINES, MOST_CELLS, MOST_LETTERS, MOST_SHEETS = 2000, 100, 2_000_000, 20
MOST_IN_BOOK = 50_000  # cells, texts and parts of texts
MOST_XML = 6 * MEGABYTE  # of all sheets and texts; 2,000 rows of the widest table have half of it
TOO_MANY_LINES = f"It has more than {MOST_LINES:,} rows. Take out what does not belong and try again."
TOO_LARGE = "It holds far more than one table. Save the sheet with the table as a workbook of its own and try again."
DAMAGED = "It is damaged, or is not an Excel workbook (XLSX)."
CELL, FORMULA = re.compile(rb"<(?:\w+:)?(?:c|si|r)[ />]"), re.compile(rb"<(?:\w+:)?f[ />]")
AS_PER_CENT = re.compile(r"%(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")
LONGEST_FORMAT = 255  # letters; a spreadsheet program writes no longer one
LIKE_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
MOST_SAID = 5  # cells named in one sentence


class NotRead(ValueError):
    """Why a spreadsheet was not read, in a sentence."""


@dataclass(frozen=True)
class Sheet:
    """One sheet's name and cells, and what had no value in it, in sentences."""

    name: str
    lines: list[list[str]]
    said: tuple[str, ...] = ()


def workbook_sheets(content: bytes) -> list[Sheet]:
    """Every visible sheet of a workbook, read in a process of its own, or NotRead."""
    return apart(read_sheets, content, refused=NotRead, unreadable=DAMAGED)


def read_sheets(content: bytes) -> list[Sheet]:
    """Every visible sheet of a workbook; of a formula what it came to."""
    try:
        look_at_size(content)
        opened(content, "xlsx")
        computed = look_at_cells(content)
        values = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        formulas = load_workbook(io.BytesIO(content), read_only=True) if computed else None
        names = [sheet.title for sheet in values.worksheets if sheet.sheet_state == "visible"][:MOST_SHEETS]
        return [sheet_of(values[name], formulas[name] if formulas else None) for name in names]
    except NotOpened as refusal:
        raise NotRead(str(refusal)) from None
    except (KeyError, ValueError, IndexError, TypeError, AttributeError, BadZipFile, SyntaxError, OverflowError):
        raise NotRead(DAMAGED) from None


def look_at_size(content: bytes) -> None:
    """Refuse by the sizes that the archive declares, before anything is unpacked; a false size is damage later on."""
    try:
        parts = ZipFile(io.BytesIO(content)).infolist()
    except (BadZipFile, ValueError, NotImplementedError):
        return  # said by whoever opens it
    texts = [part.file_size for part in parts if part.filename.endswith((".xml", ".rels", ".vml"))]
    if sum(texts) > MOST_XML:
        raise NotOpened(TOO_LARGE)


def look_at_cells(content: bytes) -> bool:
    """Whether there are formulas; refused where there are more cells or texts than are read in a second."""
    archive = ZipFile(io.BytesIO(content))
    parts = [archive.read(name) for name in archive.namelist() if name.startswith("xl/") and name.endswith(".xml")]
    if sum(len(CELL.findall(part)) for part in parts) > MOST_IN_BOOK:
        raise NotOpened(TOO_LARGE)
    return any(FORMULA.search(part) for part in parts)


def sheet_of(values, formulas) -> Sheet:
    """The cells as text. A formula that nobody worked out stands there itself, so that it is asked about."""
    lines: list[list[str]] = []
    unknown, broken = [], []
    for line, worked_out_from in zip(
        cells_of(values), cells_of(formulas) if formulas else repeated_nothing(), strict=False
    ):
        texts = []
        for place, cell in enumerate(line):
            formula = worked_out_from[place].value if place < len(worked_out_from) else None
            text = as_typed(cell.value, cell.number_format if cell.value is not None else "")
            if not text and isinstance(formula, str) and formula.startswith("="):
                text = formula
                unknown.append(cell_name(len(lines), place))
            elif cell.data_type == "e":
                broken.append(cell_name(len(lines), place))
            texts.append(text)
        lines.append(without_end(texts))
    while lines and not lines[-1]:
        lines.pop()
    return Sheet(values.title, lines, (*said_of(unknown, NOT_WORKED_OUT), *said_of(broken, BROKEN)))


NOT_WORKED_OUT = (
    "a formula without its result; open the workbook in a spreadsheet program and save it there, or type the figure"
)
BROKEN = "an error of the spreadsheet in place of a value"


def said_of(cells: list[str], what: str) -> list[str]:
    more = f" and {len(cells) - MOST_SAID} more" if len(cells) > MOST_SAID else ""
    return [f"{', '.join(cells[:MOST_SAID])}{more}: {what}"] if cells else []


def cell_name(line: int, place: int) -> str:
    letters, place = "", place + 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{line + 1}"


def cells_of(sheet) -> Iterator[tuple]:
    return sheet.iter_rows(max_row=MOST_LINES + 1, max_col=MOST_CELLS)


def repeated_nothing() -> Iterator[tuple]:
    while True:
        yield ()


def as_typed(value: object, number_format: str = "") -> str:
    """A cell's value as a person types it, in letters that can mean this one value only."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime) and value.time() != time():
        return f"{value.day}/{value.month}/{value.year} {value:%H:%M}"
    if isinstance(value, datetime | date):
        return f"{value.day}/{value.month}/{value.year}"
    if isinstance(value, int | float):
        return in_per_cent(value) if AS_PER_CENT.search(number_format[:LONGEST_FORMAT]) else digits(value)
    return str(value)


def digits(value: float) -> str:
    """All that a spreadsheet knows of a number, which is fifteen digits: 0.3 for 0.1 + 0.2."""
    text = str(value) if isinstance(value, int) else f"{Decimal(f'{value:.15g}'):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text}0" if LIKE_THOUSANDS.fullmatch(text) else text  # "2.375" alone may be 2,375


def in_per_cent(value: float) -> str:
    return f"{digits(value * 100)}%"


def without_end(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells
