"""Cells of a CSV file that a spreadsheet program would run, not show: commands to other programs, and what fetches."""

from __future__ import annotations

import re
import unicodedata

LINE_ENDS, CELL_ENDS = re.compile(r"[\n\r]"), re.compile(r"[,;\t]")
FORMULA_SIGNS = ("=", "+", "-", "@")
# Functions that call a program or ask another server, in Excel, LibreOffice and Google Sheets
FETCHING = re.compile(
    r"\b(?:webservice|filterxml|importxml|importdata|importhtml|importfeed|importrange|image|call|register\.id|exec|dde|"
    r"rtd|sql\.request)\(",
    re.IGNORECASE,
)


def holds_commands(content: bytes) -> bool:
    """Whether a cell would run a program or fetch something when a spreadsheet program opens the file."""
    text = unicodedata.normalize("NFKC", content.decode("utf-8", "replace"))
    return any(is_command(line) for line in LINE_ENDS.split(text) if "|" in line or "(" in line)


def is_command(line: str) -> bool:
    """Whether a cell is a formula that names a program ("=cmd|'/C calc'!A0"), or has one of the functions that fetch."""
    formulas = [formula for cell in CELL_ENDS.split(line) if (formula := formula_in(cell))]
    if any("!" in formula.partition("|")[2] for formula in formulas):
        return True
    return any(formula[0] == "=" for formula in formulas) and FETCHING.search(line) is not None


def formula_in(cell: str) -> str:
    """What a spreadsheet program would take for a formula, quotation marks before it or not."""
    parts = [part.lstrip() for part in cell.split('"')]
    begins = next((place for place, part in enumerate(parts) if part.startswith(FORMULA_SIGNS)), None)
    return "" if begins is None else '"'.join(parts[begins:])
