"""Rows of a table from a grid of cells, wherever it comes from: a paste, a CSV or XLSX file, a Word table."""

from __future__ import annotations

from dataclasses import dataclass, field

from living_docs.instrument import Column, Prompt
from living_docs.kinds.tables import one_line
from living_docs.tables.typed import read_or_none

ROW_ID = "row id"


def folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def heading_of(prompt: Prompt, text: str) -> Column | None:
    """The column that a heading names, by its label or its name."""
    said = folded(text)
    return next((c for c in prompt.columns if said in {folded(c.label), folded(c.name), folded(without_unit(c))}), None)


def without_unit(column: Column) -> str:
    """ "Amount" for "Amount (GBP)"."""
    return column.label.partition(" (")[0]


def cell_text(column: Column, text: str) -> str:
    """The cell as it is kept: an option by its value, everything else as typed."""
    text = one_line(column, text)
    by_label = {folded(label): value for value, label in column.labels.items()}
    return by_label.get(folded(text), text)


def grid_rows(prompt: Prompt, columns: list[Column], cells: list[str]) -> dict[str, str]:
    """One row of a grid whose columns are known."""
    return {column.name: cell_text(column, text) for column, text in zip(columns, cells, strict=False)}


@dataclass
class Grid:
    """Rows read from a grid, without ids where it gave none; or why it was not read."""

    rows: list[dict[str, str]] = field(default_factory=list)
    refusal: str = ""


def read_grid(prompt: Prompt, lines: list[list[str]]) -> Grid:
    """Rows of a grid with or without a heading row. Nothing is read unless every cell has its column."""
    lines = [[cell.strip() for cell in line] for line in lines if any(cell.strip() for cell in line)]
    columns: list[Column | str] = writable(prompt)
    if lines and is_heading(prompt, lines[0]):
        named = [ROW_ID if folded(cell) == ROW_ID else heading_of(prompt, cell) for cell in lines[0]]
        if unknown := unknown_headings(lines, named):
            return Grid(
                refusal=f"{unknown} not a column of {prompt.number}. Rename or remove what is not, and try again."
            )
        columns, lines = [column or "" for column in named], lines[1:]
    for number, line in enumerate(lines, 1):
        if len([cell for cell in line[len(columns) :] if cell]):
            return Grid(refusal=f"Row {number} has {len(line)} cells and {prompt.number} has {len(columns)} columns. "
                                "Nothing was added.")  # fmt: skip
    return Grid([row_of(columns, line) for line in lines])


def writable(prompt: Prompt) -> list:
    return [column for column in prompt.columns if not column.read_only]


def is_heading(prompt: Prompt, line: list[str]) -> bool:
    """Whether a line names columns: half of its cells do, or more."""
    named = [folded(cell) == ROW_ID or heading_of(prompt, cell) is not None for cell in line if cell]
    return sum(named) * 2 >= len(named) > 0


def unknown_headings(lines: list[list[str]], named: list) -> str:
    """The headings that name no column though something stands under them, or one column twice; in words."""
    strange = [cell for cell, column in zip(lines[0], named, strict=True) if column is None and cell]
    nameless = any(
        cell
        for line in lines[1:]
        for place, cell in enumerate(line)
        if place >= len(named) or not (named[place] or lines[0][place])
    )
    twice = len({id(c) if c != ROW_ID else ROW_ID for c in named if c}) < sum(bool(c) for c in named)
    if strange:
        return " and ".join(f"“{cell}”" for cell in strange) + (" are" if len(strange) > 1 else " is")
    return "A column without a heading is" if nameless else "A heading that stands there twice is" if twice else ""


def row_of(columns: list, line: list[str]) -> dict[str, str]:
    row: dict[str, str] = {}
    for column, cell in zip(columns, line, strict=False):
        if column == ROW_ID:
            row["id"] = cell
        elif column:
            row[column.name] = cell_text(column, cell)
    return row


def taken_in(
    prompt: Prompt, rows: list[dict[str, str]], read: list[dict[str, str]], token: str
) -> list[dict[str, str]]:
    """The rows of a table with those that were read: by their ids in place of the old, all others after them.

    New rows have ids made of `token`, so that the same page sent twice adds them once.
    """
    rows, places = list(rows), {row["id"]: place for place, row in enumerate(rows)}
    for number, row in enumerate(read):
        place = places.get(row.get("id", ""))
        if place is None:
            rows.append(row | {"id": f"{token}-{number}"})
        else:
            rows[place] = kept_as_typed(prompt, rows[place], row)
    return rows


def kept_as_typed(prompt: Prompt, before: dict[str, str], row: dict[str, str]) -> dict[str, str]:
    """A cell that a spreadsheet only writes in another way stays as it was typed; so does what the programme wrote."""
    changed = dict(before)
    for column in prompt.columns:
        new, old = row.get(column.name, before.get(column.name, "")), before.get(column.name, "")
        same = read_or_none(column.reads, new) == read_or_none(column.reads, old) is not None
        changed[column.name] = old if same or column.read_only else new
    return changed
