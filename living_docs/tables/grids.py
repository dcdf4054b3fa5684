"""Rows of a table from a grid of cells, wherever it comes from: a paste, a CSV or XLSX file, a Word table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import sha256

from living_docs.instrument import Column, Prompt
from living_docs.kinds.tables import one_line
from living_docs.tables.typed import read_or_none

ROW_ID = "row id"
LEFT_OUT = "leave out"
MOST_ABOVE = 30  # lines above the headings
MOST_QUOTED = 80  # letters of a line that was left out
UNIT = re.compile(r"\([^()]*\)")
TOTAL = re.compile(r"(?i)(?:grand |overall |sub-?\s?)?totals?:?|sum:?")


def folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def bare(text: str) -> str:
    """A heading without its unit and marks: "amount" for "Amount (GBP):" and "Amount £ *"."""
    return UNIT.sub(" ", folded(text)).strip(" :*.£").strip()


def heading_of(prompt: Prompt, text: str) -> Column | None:
    """The column that a heading names, by its label or its name; a unit in brackets may be left out."""
    said, without_unit = folded(text), bare(text)
    exact = (c for c in prompt.columns if said in {folded(c.label), folded(c.name)})
    near = (c for c in prompt.columns if without_unit and without_unit == bare(c.label))
    return next(exact, None) or next(near, None)


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
    """Rows read from a grid, without ids where it gave none; or why it was not read.

    `said` is what was left out, in sentences; `unknown` the headings that name no column, which a person may place.
    """

    rows: list[dict[str, str]] = field(default_factory=list)
    refusal: str = ""
    said: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def read_grid(prompt: Prompt, lines: list[list[str]], places: dict[str, str] | None = None) -> Grid:
    """Rows of a grid with or without a heading row. Nothing is read unless every cell has its column.

    `places` says, by `heading_key`, where headings belong that name no column: the name of a column, or `LEFT_OUT`.
    """
    lines = [[cell.strip() for cell in line] for line in lines if any(cell.strip() for cell in line)]
    place = heading_place(prompt, lines)
    if place is None and not names_some(prompt, lines):
        return of_rows(prompt, writable(prompt), lines, [])
    place = place or 0
    above, heading, below = lines[:place], lines[place], lines[place + 1 :]
    if looks_like_rows(above, heading):
        return Grid(
            refusal=f"The headings are in line {place + 1}, and the lines above it look like rows. "
            "Put them under the headings, or take them out. Nothing was added."
        )
    named = [named_column(prompt, cell, places or {}) for cell in heading]
    if unknown := unknown_headings([heading, *below], named):
        return Grid(
            refusal=f"{unknown} not a column of {prompt.number}. Rename or remove what is not, and try again.",
            unknown=[cell for cell, column in zip(heading, named, strict=True) if column is None and cell],
        )
    said = [f"Left out above the headings: {quoted(line)}" for line in above]
    left_out = [cell for cell, column in zip(heading, named, strict=True) if column == LEFT_OUT and cell]
    said += [f"Left out: the column {', '.join(f'“{cell}”' for cell in left_out)}"] if left_out else []
    return of_rows(prompt, [column or "" for column in named], below, said)


def of_rows(prompt: Prompt, columns: list, lines: list[list[str]], said: list[str]) -> Grid:
    """The rows under known columns, without lines of totals: those are worked out here."""
    totals = [line for line in lines if is_total(columns, line)]
    lines = [line for line in lines if line not in totals]
    for number, line in enumerate(lines, 1):
        if any(line[len(columns) :]):
            return Grid(
                refusal=f"Row {number} has {len(line)} cells and {prompt.number} has {len(columns)} columns. "
                "Nothing was added."
            )
    said = said + [f"Left out, since it is a total: {quoted(line)}" for line in totals]
    return Grid([row_of(columns, line) for line in lines], said=said)


def quoted(line: list[str]) -> str:
    return f"“{shortened(' '.join(cell for cell in line if cell))}”"


def shortened(text: str) -> str:
    return text if len(text) <= MOST_QUOTED else f"{text[:MOST_QUOTED]}…"


def is_total(columns: list, line: list[str]) -> bool:
    """A line that begins with "Total" and holds nothing but figures beside it."""
    filled = [(column, cell) for column, cell in zip(columns, line, strict=False) if cell]
    if len(filled) < 2 or not TOTAL.fullmatch(filled[0][1]):
        return False
    return all(any(letter.isdecimal() for letter in cell) for _, cell in filled[1:])


def named_column(prompt: Prompt, cell: str, places: dict[str, str]) -> Column | str | None:
    if folded(cell) == ROW_ID:
        return ROW_ID
    if found := heading_of(prompt, cell):
        return found
    said = places.get(heading_key(cell), "")
    return LEFT_OUT if said == LEFT_OUT else next((c for c in prompt.columns if said and c.name == said), None)


def heading_key(heading: str) -> str:
    """A short name for a heading, for the field in which a person says where it belongs."""
    return sha256(folded(heading).encode()).hexdigest()[:8]


def writable(prompt: Prompt) -> list:
    return [column for column in prompt.columns if not column.read_only]


def heading_place(prompt: Prompt, lines: list[list[str]]) -> int | None:
    """Where the headings stand: in the first line, or below titles of the sheet."""
    for place, line in enumerate(lines[:MOST_ABOVE]):
        if is_heading(prompt, line) and (place == 0 or sum(map(bool, line)) > 1):
            return place
    return None


def names_some(prompt: Prompt, lines: list[list[str]]) -> bool:
    """Whether the first line has headings of which few are known: one is, or they are words above figures."""
    first, *others = lines or [[]]
    if sum(map(bool, first)) < 2 or any(map(has_digits, first)):
        return False
    figures = {place for line in others for place, cell in enumerate(line) if has_digits(cell)}
    above = {place for place, cell in enumerate(first) if cell}
    return bool(figures & above) or any(heading_of(prompt, cell) for cell in first if cell)


def has_digits(cell: str) -> bool:
    return any(letter.isdecimal() for letter in cell)


def looks_like_rows(above: list[list[str]], heading: list[str]) -> bool:
    """Titles and notes above a table fill one or two cells; rows fill most of them."""
    most = max(2, sum(map(bool, heading)) // 2)
    return any(sum(map(bool, line)) > most for line in above)


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
    known = [column if isinstance(column, str) else column.name for column in named if column and column != LEFT_OUT]
    if strange:
        return " and ".join(f"“{cell}”" for cell in strange) + (" are" if len(strange) > 1 else " is")
    twice = len(set(known)) < len(known)
    return "A column without a heading is" if nameless else "A heading that is there twice is" if twice else ""


def row_of(columns: list, line: list[str]) -> dict[str, str]:
    row: dict[str, str] = {}
    for column, cell in zip(columns, line, strict=False):
        if column == ROW_ID:
            row["id"] = cell
        elif column and column != LEFT_OUT:
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
