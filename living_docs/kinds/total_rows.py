"""Rows of a cost table that look like the sum of those above: not counted until a person has said what they are.

A row that waits has the mark "amount:total", the sum it looks like; one that a person keeps has "amount:own" instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from living_docs.kinds.base import Question
from living_docs.tables.typed import printed

Row = dict[str, str]
WAITS, OWN = "amount:total", "amount:own"
TAKE_OUT, KEEP = "total", "own"
FEWEST_ABOVE = 2
NAMED_SO = re.compile(
    r"(?:grand |overall |net |sub-?\s?)?totals?(?: (?:costs?|amounts?|spend(?:ing)?|expenditure)| (?:of|for) .*| \(.*\)| \d.*)?"
    r"|(?:overall |total )?sum(?: total| of .*)?|overall(?: (?:costs?|amounts?|spend(?:ing)?|expenditure))?"
    r"|all (?:items|costs|rows|of the above|together)|altogether|in (?:all|total)",
    re.IGNORECASE,
)


def with_marks(rows: list[Row], amount_of: Callable[[Row], Decimal | None]) -> list[Row]:
    """The rows, those that look like a sum marked as waiting."""
    marked: list[Row] = []
    above: list[Decimal] = []  # since the last sum
    everything: list[Decimal] = []
    for row in rows:
        amount = amount_of(row)
        looks = amount is not None and looks_like_total(row, amount, above, everything)
        bare = {name: cell for name, cell in row.items() if name != WAITS}
        if not looks or row.get(OWN) == f"{amount}":
            marked.append(bare)
            if amount is not None:
                above, everything = [*above, amount], [*everything, amount]
        else:
            marked.append({name: cell for name, cell in bare.items() if name != OWN} | {WAITS: f"{amount}"})
            above = []
    return marked


def looks_like_total(row: Row, amount: Decimal, above: list[Decimal], everything: list[Decimal]) -> bool:
    """By its name below a known amount, or by its amount below two or more that add up to it."""
    if everything and NAMED_SO.fullmatch(row.get("item", "").strip(" :*.")):
        return True
    return amount > 0 and any(len(some) >= FEWEST_ABOVE and sum(some) == amount for some in (above, everything))


def waits(row: Row) -> bool:
    return WAITS in row


def question(row: Row) -> Question:
    named = f"“{row['item']}”" if row.get("item") else "This row"
    return Question(
        "amount",
        f"{named} (£{printed('money', row['amount'])}) looks like a total of the rows above. It is not counted until you "
        "say what it is",
        ((TAKE_OUT, "It is a total: take the row out"), (KEEP, "It is a cost of its own: keep and count it")),
        label="Is this row a total?",
    )


def decided(row: Row, choice: str) -> Row:
    """Without its cells a row is none; a kept one is asked about again when its amount changes."""
    if choice == TAKE_OUT:
        return {"id": row["id"]}
    return {name: cell for name, cell in row.items() if name != WAITS} | {OWN: row[WAITS]}
