"""The amounts of a round by kind of cost: for each site that gave any of a kind, the sum that it knows."""

from __future__ import annotations

from decimal import Decimal

from living_docs.kinds.costs import UNVALUED, money
from reporting.claims.evidence import RoundEvidence
from reporting.claims.questions import RUNNING, SETUP, cost_rows

AMOUNT = "amount-"
LEAST_AMOUNTS = 5  # what fewer sites gave is neither printed nor compared (report design, "Anonymity in numbers")


def kinds_of_cost(evidence: RoundEvidence) -> dict[str, tuple[str, str]]:
    """The key of each kind of cost that the round asks about, `amount-8.1-buildings`, with its prompt and category."""
    found: dict[str, tuple[str, str]] = {}
    for number in (SETUP, RUNNING):
        prompt = evidence.round.instrument.prompts.get(number)
        if prompt is not None and prompt.is_asked(evidence.round.number):
            category = next(column for column in prompt.columns if column.name == "category")
            found |= {f"{AMOUNT}{number}-{option.value}": (number, option.value) for option in category.options}
    return found


def amounts_given(key: str, evidence: RoundEvidence) -> list[Decimal] | None:
    """A sum in pounds for each site that gave an amount of that kind; None where the round has no such kind."""
    kind = kinds_of_cost(evidence).get(key)
    if kind is None:
        return None
    sums = (known(rows_of_kind(sent.entries, *kind)) for sent in evidence.sent)
    return [amount for amount in sums if amount is not None]


def rows_of_kind(entries: dict, number: str, category: str) -> list[dict]:
    return [row for row in cost_rows(entries, number) if row.get("category") == category]


def known(rows: list[dict]) -> Decimal | None:
    """The sum of the rows whose amount is known; None where none is."""
    amounts = [money(row, "amount") for row in rows if row.get("status") not in UNVALUED]
    given = [amount for amount in amounts if amount is not None]
    return sum(given, Decimal(0)) if given else None
