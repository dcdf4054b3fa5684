"""The causal chain: from the Pilot through integrating activities and changed care to outcomes, as sites describe it."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise, product

from reporting.claims.evidence import RoundEvidence

COLUMNS = (
    ("The Pilot", "aims, partners, context", (
        ("A problem to be solved", "prompt-1.2-answered"),
        ("Partners and history", "prompt-1.6-answered"),
        ("Money and contracts", "choice-3.4-contracts"),
    )),
    ("Integrating activities", "what is done", (
        ("Operational", "row-3.2-category-operational"),
        ("Information and communication", "row-3.2-category-information_and_communication"),
        ("Workforce", "row-3.2-category-workforce_development"),
        ("Governance", "row-3.2-category-governance"),
        ("Commissioning", "row-3.2-category-commissioning"),
    )),
    ("Changed care", "what is given differently", (
        ("An activity in place", "row-7.4-level-activity"),
        ("Care seen to change", "row-7.4-level-process"),
        ("An outcome seen to change", "row-7.4-level-outcome"),
    )),
    ("Outcomes", "what follows", (
        ("User and carer experience", "row-4.2-area-experience"),
        ("Quality of services", "row-4.2-area-quality"),
        ("Technical efficiency", "row-4.2-area-efficiency"),
    )),
)  # fmt: skip
GAPS = (
    "Why these activities here?",
    "Which activity changes which part of care?",
    "What can be put down to the Pilot?",
)


def was_asked(evidence: RoundEvidence) -> bool:
    """A box that the round did not ask about is left out; each column wants one."""
    return all(any(evidence.knows(key) for _, key in boxes) for _, _, boxes in COLUMNS)


def causal_chain(evidence: RoundEvidence) -> dict:
    """Boxes with how many sites name each; lines between those that most sites name together, without a number."""
    asked = [[(label, key) for label, key in boxes if evidence.knows(key)] for _, _, boxes in COLUMNS]
    columns = [
        {"title": title, "under": under,
         "boxes": [{"label": label, "count": evidence.published(key).data()} for label, key in boxes]}
        for (title, under, _), boxes in zip(COLUMNS, asked, strict=True)
    ]  # fmt: skip
    links = [
        {"from": [place, left], "to": [place + 1, right], "strength": strength(evidence, first, second)}
        for place, (before, after) in enumerate(pairwise(asked))
        for (left, (_, first)), (right, (_, second)) in product(enumerate(before), enumerate(after))
    ]
    return {
        "title": "The causal chain, as Pilots describe it",
        "source": f"Base: {len(evidence.sent)} documents received. A line joins what more than half of the "
        "Pilots name together, a thick line what more than three quarters do.",
        "columns": columns,
        "links": [link for link in links if link["strength"]],
        "gaps": list(GAPS),
    }


def strength(evidence: RoundEvidence, first: str, second: str) -> int:
    """0 for no line, 1 where more than half name both, 2 where more than three quarters do."""
    one, other = (set(evidence.answer(key).references) for key in (first, second))
    share = Fraction(len(one & other), max(1, len(evidence.sent)))
    return (share > Fraction(1, 2)) + (share > Fraction(3, 4))
