"""A table: rows with an id and typed columns. Cells are kept as typed; only submitting asks that they be understood."""

import re
import secrets
from datetime import date

from living_docs import prose
from living_docs.kinds.base import Kind, Problem
from living_docs.kinds.computed import ask_about, decided, fill, marks_of
from living_docs.kinds.text import both_follow_up, follow_up_of, follow_up_problems
from living_docs.tables.typed import READERS, Misunderstood, read, read_or_none
from living_docs.versions import Clash, either, merge_prose

Row = dict[str, str]
PAIRS = (("from", "to"), ("start", "end"))  # how columns with the first and the last day are named
LINES = re.compile(r"[\t\n\r]+")


def filled(row: Row) -> bool:
    return any(cell for name, cell in row.items() if name != "id" and ":" not in name)


def one_line(column, text: str) -> str:
    """A cell as it is kept. Lines of a figure stay apart: two figures never become one."""
    lines = [" ".join(line.split()) for line in LINES.split(prose.tidy(text))]
    return (" / " if column.kind in READERS else " ").join(line for line in lines if line)


def cell_id(prompt, row: Row, column) -> str:
    """The HTML id of a cell's field when its row is open."""
    return f"id_{prompt.anchor}-row-{column.name}"


def cell_problem(prompt, row: Row, column, sentence: str) -> Problem:
    return Problem(cell_id(prompt, row, column), f"{column.label}: {sentence}", row["id"])


def column_of(prompt, name: str):
    return next(column for column in prompt.columns if column.name == name)


def ends_before_start(prompt, row: Row) -> list[tuple]:
    """The pairs of columns for a first and a last day in which the last is before the first."""
    days = {column.name: column for column in prompt.columns if column.kind == "date"}
    pairs = [(name, name.removesuffix(start) + end) for name in days for start, end in PAIRS if name.endswith(start)]
    typed = {name: read_or_none("date", row.get(name, "")) for name in days}
    known = {name: day for name, day in typed.items() if isinstance(day, date)}
    return [
        (days[first], days[last])
        for first, last in pairs
        if first in known and last in known and known[last] < known[first]
    ]


class Table(Kind):
    """{"rows": [{"id": …, column: text}], "follow_up": html}; for marks of computed cells see `computed`."""

    form = "living_docs.forms.tables.TableForm"
    template = "living_docs/tables/_prompt_table.html"
    has_rows = True
    rows_hint = ""  # beside how many there are
    rows_template = ""  # of its rows; without one, as many columns fit in a table or a record a row

    def clean(self, prompt, value):
        rows = [self.clean_row(prompt, row) for row in value.get("rows", [])]
        rows = [self.computed(prompt, row) for row in rows if filled(row)]
        return {"rows": rows, "follow_up": follow_up_of(prompt, value)}

    def clean_row(self, prompt, row: Row) -> Row:
        cells = {column.name: one_line(column, row.get(column.name, "")) for column in prompt.columns}
        return {"id": str(row["id"]), **cells, **marks_of(prompt, row)}

    def computed(self, prompt, row: Row) -> Row:
        """The row with its computed cells, where what they are worked out from is given and nothing is typed there."""
        for column in prompt.columns:
            row = fill(prompt, column, row) if column.computed else row
        return row

    def questions(self, prompt, row):
        return [asked for column in prompt.columns if column.computed and (asked := ask_about(prompt, column, row))]

    def decide(self, prompt, row: Row, column: str, choice: str) -> Row:
        """The row as a person decided about one of its questions."""
        asked = next((column_ for column_ in prompt.columns if column_.name == column and column_.computed), None)
        return decided(prompt, asked, row, choice) if asked else row

    def is_empty(self, value):
        return not value.get("rows") and not value.get("follow_up")

    def problems(self, prompt, value):
        rows = value.get("rows", [])
        found = [problem for row in rows for problem in self.row_problems(prompt, row)]
        if prompt.row_limit and len(rows) > prompt.row_limit:
            found.append(Problem(prompt.anchor, f"{prompt.number} takes up to {prompt.row_limit} rows"))
        if not rows:
            found.append(Problem(prompt.anchor, f"Add at least one row to {prompt.number}"))
        return found + follow_up_problems(prompt, value)

    def row_problems(self, prompt, row: Row) -> list[Problem]:
        """What is missing or not understood in one row, in words."""
        found = []
        for column in prompt.columns:
            problem = self.cell_problem(column, row.get(column.name, ""))
            if problem:
                found.append(cell_problem(prompt, row, column, problem))
        found += [
            cell_problem(prompt, row, column_of(prompt, asked.column), asked.text)
            for asked in self.questions(prompt, row)
        ]
        return found + [
            cell_problem(prompt, row, last, f"this is before the date in {first.label}")
            for first, last in ends_before_start(prompt, row)
        ]

    def cell_problem(self, column, cell: str) -> str:
        if not cell:
            return "fill this in" if column.required else ""
        if column.kind == "choice":
            return "" if cell in column.labels else "choose one of the options"
        try:
            number = read(column.reads, cell)
        except Misunderstood as problem:
            return str(problem)
        if column.is_numeric and column.least is not None and number < column.least:
            return f"enter {column.least:g} or more"
        if column.is_numeric and column.most is not None and number > column.most:
            return f"enter {column.most:g} or less"
        return ""

    def blocks(self, prompt, value):
        rows = [" ".join(filter(None, self.cells(prompt, row))) for row in value.get("rows", [])]
        return rows + [block.text for block in prose.blocks(value.get("follow_up", ""))]

    def typed(self, prompt, value):
        names = [column.name for column in prompt.columns if column.kind == "text" and not column.read_only]
        cells = [row.get(name, "") for row in value.get("rows", []) for name in names]
        return [cell for cell in cells if cell] + [block.text for block in prose.blocks(value.get("follow_up", ""))]

    def cells(self, prompt, row: Row) -> list[str]:
        return [column.labels.get(row.get(column.name, ""), row.get(column.name, "")) for column in prompt.columns]

    def merge(self, base, theirs, mine):
        return {
            "rows": merge_rows(base.get("rows", []), theirs.get("rows", []), mine.get("rows", [])),
            "follow_up": merge_prose(base.get("follow_up", ""), theirs.get("follow_up", ""), mine.get("follow_up", "")),
        }

    def both(self, base, theirs, mine):
        return mine | both_follow_up(base, theirs, mine)

    def with_note(self, prompt, value, html):
        """A new row with the note in its first column of text, unless the rows are given or there are enough."""
        rows = value.get("rows", [])
        column = next((column for column in prompt.columns if column.kind == "text"), None)
        is_given = any(column.read_only for column in prompt.columns)
        if column is None or is_given or len(rows) >= (prompt.row_limit or 10**6):
            return None
        row = {"id": secrets.token_hex(4), column.name: " ".join(prose.text(html).split())}
        return value | {"rows": [*rows, row]}

    def places_in_word(self, prompt):
        return {"rows": f"Your rows of {prompt.number}:"}

    def shown(self, prompt, value):
        return {
            "columns": [
                {"name": column.name, "label": column.label, "kind": column.reads, "numeric": column.is_numeric}
                for column in prompt.columns
            ],
            "rows": [self.cells(prompt, row) for row in value.get("rows", [])],
            "texts": [value["follow_up"]] if value.get("follow_up") else [],
        }


def merge_rows(base: list[Row], theirs: list[Row], mine: list[Row]) -> list[Row]:
    """Merge by row and cell; a row that one changed and the other removed stays. See `in_order` for the order."""
    before, there, here = ({row["id"]: row for row in rows} for rows in (base, theirs, mine))
    merged = {}
    for row_id in there | here:
        if row_id in there and row_id in here:
            merged[row_id] = merge_row(before.get(row_id, {}), there[row_id], here[row_id])
        elif (only := there.get(row_id) or here[row_id]) != before.get(row_id):
            merged[row_id] = only
    return [merged[row_id] for row_id in in_order(list(before), list(there), list(here)) if row_id in merged]


def in_order(base: list[str], theirs: list[str], mine: list[str]) -> list[str]:
    """The order of whoever moved rows, theirs where both did; rows of the other stand after the one they followed."""
    moved = [row_id for row_id in theirs if row_id in base] != [row_id for row_id in base if row_id in theirs]
    first, second = (theirs, mine) if moved else (mine, theirs)
    order = list(first)
    for place, row_id in enumerate(second):
        if row_id not in order:
            order.insert(order.index(second[place - 1]) + 1 if place else 0, row_id)
    return order


def merge_row(base: Row, theirs: Row, mine: Row) -> Row:
    try:
        return {name: either(base.get(name, ""), theirs.get(name, ""), mine.get(name, "")) for name in theirs | mine}
    except Clash:
        if theirs == mine:
            return mine
        raise
