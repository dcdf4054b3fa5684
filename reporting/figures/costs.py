"""Costs of a round in figures: how many gave which kind, and the spread of the amounts in rounded bands."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from statistics import quantiles
from typing import NamedTuple

from living_docs.kinds.costs import UNVALUED, money
from reporting.anonymity.counts import published_count, published_overlap
from reporting.claims.evidence import RoundEvidence
from reporting.claims.questions import RUNNING, SETUP, cost_rows

LEAST_AMOUNTS = 5  # quartiles are given only for five sites or more (report design, "Anonymity in numbers")
TWO_DIGITS = 2


class Kind(NamedTuple):
    """One kind of cost at the sites of a round: a sum of known amounts for each site, and where one is not yet known."""

    group: str
    label: str
    sums: list[Decimal]
    unknown: int


def were_asked(evidence: RoundEvidence) -> bool:
    return evidence.knows("both-costs")


def cost_coverage(evidence: RoundEvidence) -> dict:
    """How many sites gave set-up costs, running costs, both or neither."""
    setup, running, both = (evidence.answer(f"{name}-costs") for name in ("setup", "running", "both"))
    of = len(evidence.sent)
    together = published_overlap(both.count.n, setup.count.n, running.count.n, of, evidence.k)
    rows = [
        ("Set-up costs", evidence.published("setup-costs")), ("Running costs", evidence.published("running-costs")),
        ("Both", together), ("An amount used but not yet known", evidence.published("unknown-costs")),
    ]  # fmt: skip
    if together.exact is not None:  # else it could be had by subtraction
        rows.insert(3, ("Neither", evidence.published("neither-costs")))
    return {
        "title": "How many gave which costs",
        "source": f"Base: documents received, {of}. What was used but has no value yet is counted, never as nought.",
        "label": "Costs",
        "columns": ["Pilots that gave an amount"],
        "rows": [{"label": label, "cells": [published.data()]} for label, published in rows],
    }


def cost_spread(evidence: RoundEvidence) -> dict:
    """Each kind of cost: how many gave an amount, the middle half in rounded figures, how many do not know it yet."""
    of = len(evidence.sent)
    return {
        "title": "The spread of costs, by kind",
        "source": f"Base: documents received, {of}. The middle half of the Pilots that gave an amount, in figures "
        f"rounded to two digits; not given for fewer than {LEAST_AMOUNTS}.",
        "label": "Kind of cost",
        "columns": ["Gave an amount", "Middle half, £", "Do not know it yet"],
        "rows": [
            {
                "group": kind.group,
                "label": kind.label,
                "cells": [published_count(len(kind.sums), of, evidence.k).data(),
                          published_count(kind.unknown, of, evidence.k).data()],
                "spread": middle_half(kind.sums),
            }
            for kind in kinds(evidence)
        ],
    }  # fmt: skip


def kinds(evidence: RoundEvidence) -> Iterator[Kind]:
    for number, group in ((SETUP, "Set-up"), (RUNNING, "Running")):
        prompt = evidence.round.instrument.prompts.get(number)
        if prompt is None:
            continue
        category = next(column for column in prompt.columns if column.name == "category")
        for option in category.options:
            rows = [
                [row for row in cost_rows(sent.entries, number) if row.get("category") == option.value]
                for sent in evidence.sent
            ]
            if any(rows):
                sums = [amount for of_site in rows if (amount := known(of_site)) is not None]
                unknown = sum(any(row.get("status") == "not_yet_known" for row in of_site) for of_site in rows)
                yield Kind(group, option.label.split(" (")[0], sums, unknown)


def known(rows: list[dict]) -> Decimal | None:
    amounts = [money(row, "amount") for row in rows if row.get("status") not in UNVALUED]
    given = [amount for amount in amounts if amount is not None]
    return sum(given, Decimal(0)) if given else None


def middle_half(sums: list[Decimal]) -> list[str]:
    """Lower and upper quartile, rounded so that no amount of one site is printed; empty for too few."""
    if len(sums) < LEAST_AMOUNTS:
        return []
    lower, _, upper = quantiles(sums, n=4)
    return [rounded(lower), rounded(upper)]


def rounded(amount: Decimal) -> str:
    """To two digits: 68,750 becomes 69,000."""
    digits = len(str(int(amount)))
    return f"{int(round(amount, TWO_DIGITS - digits)):,}"
