"""What the sheet of a table needs: its columns, its rows, and of each cell how it was read or what to mend."""

from __future__ import annotations

from living_docs.instrument import Column, Prompt
from living_docs.kinds import kind_of
from living_docs.models import Answer
from living_docs.tables.row_checks import problems
from living_docs.tables.typed import read_as

Told = dict[str, dict[str, dict]]


def sheet_of(answer: Answer, rows: list[dict[str, str]] | None = None) -> dict:
    """Everything that the browser draws the sheet from; `rows` where a page still has others than are saved."""
    prompt = answer.prompt
    return {
        "number": prompt.number,
        "label": prompt.label,
        "columns": [column_data(column) for column in prompt.columns],
        "limit": prompt.row_limit,
        "given": any(column.read_only for column in prompt.columns),
        "unsaved": rows is not None,
        **sheet_now(answer, rows),
    }


def column_data(column: Column) -> dict:
    return {
        "name": column.name,
        "label": column.label,
        "kind": column.kind,
        "help": column.help,
        "fixed": column.read_only,
        "options": [[option.value, option.label] for option in column.options],
    }


def sheet_now(answer: Answer, rows: list[dict[str, str]] | None = None) -> dict:
    """The rows, and what is said of their cells."""
    rows = answer.value.get("rows", []) if rows is None else rows
    return {"rows": rows, "told": told(answer, rows)}


def told(answer: Answer, rows: list[dict[str, str]]) -> Told:
    found: Told = {row["id"]: said_of(answer.prompt, row) for row in rows}
    for problem in problems(answer):
        column = problem.anchor.rpartition("-row-")[2]
        if problem.row in found:
            found[problem.row].setdefault(column, {})["error"] = problem.text.partition(": ")[2]
    return {row_id: cells for row_id, cells in found.items() if cells}


def said_of(prompt: Prompt, row: dict[str, str]) -> dict[str, dict]:
    """How the cells of a row were read, and what a person has to choose."""
    cells = {column.name: read_as(column.reads, row.get(column.name, "")) for column in prompt.columns}
    found: dict[str, dict] = {name: {"read": said} for name, said in cells.items() if said}
    for asked in kind_of(prompt).questions(prompt, row):
        found.setdefault(asked.column, {})["choices"] = [list(choice) for choice in asked.choices]
    return found
