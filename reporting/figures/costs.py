"""Costs of a round in figures: how many gave which kind, and the spread of the amounts in rounded bands."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from statistics import quantiles
from typing import NamedTuple

from reporting.anonymity.counts import published_overlap, published_part
from reporting.claims.evidence import RoundEvidence
from reporting.claims.money import LEAST_AMOUNTS, kinds_of_cost, known, rows_of_kind
from reporting.claims.questions import RUNNING, SETUP

GROUPS = {SETUP: ("Set-up", "setup-costs"), RUNNING: ("Running", "running-costs")}
TWO_DIGITS = 2
HOW_SPREAD = (
    "The middle half of the amounts, one for each Pilot that gave any, lies within the range. Its ends are figures of two "
    "digits outside the quartiles to which no Pilot’s amount rounds. No range is given for fewer than five amounts, "
    "or where it would tell them."
)


class Kind(NamedTuple):
    """One kind of cost at the sites of a round: a sum of known amounts for each site, and where one is not yet known."""

    prompt: str
    label: str
    sums: list[Decimal]
    unknown: int


def were_asked(evidence: RoundEvidence) -> bool:
    return evidence.knows("both-costs")


def cost_coverage(evidence: RoundEvidence) -> dict:
    """How many sites gave set-up costs, running costs, both or neither."""
    setup, running, both = (evidence.answer(f"{name}-costs").count for name in ("setup", "running", "both"))
    shared = published_overlap(both.n, setup.n, running.n, both.of, evidence.k)
    together = evidence.print_as("both-costs", shared)
    rows = [
        ("Set-up costs", evidence.published("setup-costs")),
        ("Running costs", evidence.published("running-costs")),
        ("Both", together),
        ("An amount used but not yet known", evidence.published("unknown-costs")),
    ]
    if together.exact is not None:  # else it could be had by subtraction
        rows.insert(3, ("Neither", evidence.published("neither-costs")))
    return {
        "title": "How many gave which costs",
        "source": f"{base_of(evidence)} What was used but has no value yet is counted, never as nought.",
        "label": "Costs",
        "columns": ["Pilots that gave an amount"],
        "rows": [{"label": label, "cells": [published.data()]} for label, published in rows],
    }


def cost_spread(evidence: RoundEvidence) -> dict:
    """Each kind of cost: how many gave an amount, the middle half in rounded figures, how many do not know it yet."""
    return {
        "title": "The spread of costs, by kind",
        "source": f"{base_of(evidence)} {HOW_SPREAD}",
        "label": "Kind of cost",
        "columns": ["Gave an amount", "Middle half lies within, £", "Do not know it yet"],
        "rows": [row_of(kind, evidence) for kind in kinds(evidence)],
    }


def row_of(kind: Kind, evidence: RoundEvidence) -> dict:
    """Each count is printed beside a wider one: of the Pilots that gave, or do not know, an amount of any kind."""
    group, whole = GROUPS[kind.prompt]
    given, unknown = evidence.answer(whole).count, evidence.answer("unknown-costs").count
    gave = published_part(len(kind.sums), given.n, given.of, evidence.k)
    do_not_know = published_part(kind.unknown, unknown.n, unknown.of, evidence.k)
    return {
        "group": group,
        "label": kind.label,
        "cells": [gave.data(), do_not_know.data()],
        "spread": middle_half(kind.sums, k=evidence.k),
    }


def kinds(evidence: RoundEvidence) -> Iterator[Kind]:
    """The kinds of cost that any document lists, in the order of the form."""
    for number, category in kinds_of_cost(evidence).values():
        rows = [rows_of_kind(sent.entries, number, category) for sent in evidence.sent]
        if any(rows):
            sums = [amount for of_site in rows if (amount := known(of_site)) is not None]
            unknown = sum(any(row.get("status") == "not_yet_known" for row in of_site) for of_site in rows)
            yield Kind(number, label_of(evidence, number, category), sums, unknown)


def label_of(evidence: RoundEvidence, number: str, category: str) -> str:
    """The category without its explanation."""
    columns = evidence.round.instrument.prompts[number].columns
    return next(column for column in columns if column.name == "category").labels[category].split(" (")[0]


def middle_half(sums: list[Decimal], *, k: int) -> list[str]:
    """Two round figures, in pounds, between which the middle half of the sites' amounts lies. No amount of a site rounds
    to either. Empty for fewer than LEAST_AMOUNTS sites, and where fewer than k amounts differ: the range would be them.

    The quartiles are those of Hyndman and Fan's definition 6 (The American Statistician, 1996).
    """
    taken = {rounded(amount, digits) for amount in sums for digits in (1, TWO_DIGITS)}
    if len(sums) < LEAST_AMOUNTS or len({rounded(amount, TWO_DIGITS) for amount in sums}) < k:
        return []
    lower, _, upper = quantiles(sums, n=4)
    least, most = free_figure(lower, ROUND_FLOOR, taken), free_figure(upper, ROUND_CEILING, taken)
    return [f"{least:,f}", f"{most:,f}"]


def free_figure(amount: Decimal, towards: str, taken: set[Decimal]) -> Decimal:
    """The nearest figure of two digits on the outer side of an amount that is no rounded amount of a site."""
    figure = rounded(amount, TWO_DIGITS, towards)
    while figure in taken:
        outside = Decimal("0.01").copy_sign(1 if towards == ROUND_CEILING else -1)
        figure = rounded(figure + outside, TWO_DIGITS, towards)
    return figure


def rounded(amount: Decimal, digits: int, towards: str = ROUND_HALF_UP) -> Decimal:
    """To so many digits, to whole pounds at most, halves away from nought: 68,500 becomes 69,000 with two."""
    places = max(0, len(str(abs(int(amount)))) - digits)
    return amount.quantize(Decimal(1).scaleb(places), towards).quantize(Decimal(1)) + 0  # no minus nought


def base_of(evidence: RoundEvidence) -> str:
    return f"Base: {len(evidence.sent)} documents received."
