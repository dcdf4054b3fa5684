"""Cells that are worked out from others: filled where they are empty, never in place of what a person typed unasked.

Beside its column a row may have two marks: "amount:follows" is the amount that was worked out and put there, "amount:kept"
the worked-out amount in place of which a person decided to keep the typed one. `total_rows` has two more.
"""

import operator
from decimal import Decimal

from living_docs.kinds.base import Question
from living_docs.tables.typed import printed, read_or_none

Row = dict[str, str]
OPERATIONS = {"*": operator.mul, "-": operator.sub}
SIGNS = {"*": "×", "-": "−"}
TYPED, WORKED_OUT = "typed", "worked_out"
MARKS = ("follows", "kept", "total", "own")


def marks_of(prompt, row: Row) -> Row:
    names = [f"{column.name}:{mark}" for column in prompt.columns if column.computed for mark in MARKS]
    return {name: row[name] for name in names if row.get(name)}


def parts(prompt, column) -> tuple[list, str]:
    """The columns that a computed one is worked out from, and how: "quantity * unit_rate"."""
    left, sign, right = column.computed.split()
    by_name = {one.name: one for one in prompt.columns}
    return [by_name[left], by_name[right]], sign


def work_out(prompt, column, row: Row) -> str:
    """The worked-out figure to two decimals, or nothing while a part is missing or not understood."""
    columns, sign = parts(prompt, column)
    values = [read_or_none(one.reads, row.get(one.name, "")) for one in columns]
    return "" if None in values else f"{OPERATIONS[sign](*values):.2f}"


def fill(prompt, column, row: Row) -> Row:
    """The row with the figure where none is typed; one that was worked out before follows."""
    result, follows = work_out(prompt, column, row), f"{column.name}:follows"
    if result and row[column.name] in ("", row.get(follows)):
        return row | {column.name: result, follows: result}
    if row[column.name] != row.get(follows):
        row = {name: cell for name, cell in row.items() if name != follows}
    return row


def ask_about(prompt, column, row: Row) -> Question | None:
    """Which counts, where a typed figure and the worked-out one are not the same and nobody has said yet."""
    result, typed = work_out(prompt, column, row), read_or_none(column.reads, row.get(column.name, ""))
    if not result or typed is None or typed == Decimal(result) or row.get(f"{column.name}:kept") == result:
        return None
    columns, sign = parts(prompt, column)
    sum_of = f" {SIGNS[sign]} ".join(pounds(one, row[one.name]) for one in columns)
    here, there = pounds(column, row[column.name]), pounds(column, result)
    return Question(
        column.name,
        f"{here} is typed here, but {sum_of} is {there}. Choose the one that counts",
        ((f"{TYPED}:{result}", f"Keep {here}, as typed"), (f"{WORKED_OUT}:{result}", f"Use {there}, as worked out")),
    )


def pounds(column, text: str) -> str:
    """ "£1,250" in a column of money, "12" in one of numbers."""
    figure = printed(column.reads, text)
    return f"{'−' if figure.startswith('-') else ''}£{figure.lstrip('-')}" if column.kind == "money" else figure


def decided(prompt, column, row: Row, choice: str) -> Row:
    """The row after a choice. One that was made beside another figure than now is none: it is asked again."""
    result = work_out(prompt, column, row)
    chosen, _, shown = choice.partition(":")
    if not result or shown != result:
        return row
    if chosen == WORKED_OUT:
        return row | {column.name: result, f"{column.name}:follows": result}
    return row | {f"{column.name}:kept": result} if chosen == TYPED else row
