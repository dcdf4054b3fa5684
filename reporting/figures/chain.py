"""The causal chain: from the Pilot through integrating activities and changed care to outcomes, as sites describe it."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise, product

from reporting.claims.evidence import RoundEvidence

COLUMNS = (
    (
        "The Pilot",
        "aims, partners, context",
        (
            ("A problem to be solved", "prompt-1.2-answered"),
            ("Partners and history", "prompt-1.6-answered"),
            ("Money and contracts", "choice-3.4-contracts"),
        ),
    ),
    (
        "Integrating activities",
        "what is done",
        (
            ("Operational", "row-3.2-category-operational"),
            ("Information and communication", "row-3.2-category-information_and_communication"),
            ("Workforce", "row-3.2-category-workforce_development"),
            ("Governance", "row-3.2-category-governance"),
            ("Commissioning", "row-3.2-category-commissioning"),
        ),
    ),
    (
        "Changed care",
        "what is given differently",
        (
            ("An activity in place", "row-7.4-level-activity"),
            ("Care seen to change", "row-7.4-level-process"),
            ("An outcome seen to change", "row-7.4-level-outcome"),
        ),
    ),
    (
        "Outcomes",
        "what follows",
        (
            ("User and carer experience", "row-4.2-area-experience"),
            ("Quality of services", "row-4.2-area-quality"),
            ("Technical efficiency", "row-4.2-area-efficiency"),
        ),
    ),
)
LINES = (
    "A line joins two boxes that more than half of the Pilots must both name, by the numbers in them; a thick line, more "
    "than three quarters. It is no finding that one led to the other."
)
GAPS = (
    "Why these activities here?",
    "Which activity changes which part of care?",
    "What can be put down to the Pilot?",
)


def was_asked(evidence: RoundEvidence) -> bool:
    """A box that the round did not ask about is left out; each column wants one."""
    return all(any(evidence.knows(key) for _, key in boxes) for _, _, boxes in COLUMNS)


def causal_chain(evidence: RoundEvidence) -> dict:
    """Boxes with how many sites name each; lines between those that most sites must name together.

    A line says only what the printed numbers of its two boxes say already: thirteen and twelve of sixteen overlap in
    nine at least. Drawn from who named both, its thickness told which complements were empty.
    """
    asked = [[(label, key) for label, key in boxes if evidence.knows(key)] for _, _, boxes in COLUMNS]
    columns = [
        {
            "title": title,
            "under": under,
            "boxes": [{"label": label, "count": evidence.published(key).data()} for label, key in boxes],
        }
        for (title, under, _), boxes in zip(COLUMNS, asked, strict=True)
    ]
    links = [
        {"from": [place, left], "to": [place + 1, right], "strength": strength(first, second, evidence)}
        for place, (before, after) in enumerate(pairwise(columns))
        for (left, first), (right, second) in product(enumerate(before["boxes"]), enumerate(after["boxes"]))
    ]
    return {
        "title": "The causal chain: what Pilots name in each part",
        "source": f"Base: {len(evidence.sent)} documents received.",
        "lines": LINES,
        "columns": columns,
        "links": [link for link in links if link["strength"]],
        "gaps": list(GAPS),
    }


def strength(first: dict, second: dict, evidence: RoundEvidence) -> int:
    """0 for no line, 1 where more than half must name both, 2 where more than three quarters must."""
    sent = len(evidence.sent)
    together = at_least(first["count"], evidence.k) + at_least(second["count"], evidence.k) - sent
    share = Fraction(together, max(1, sent))
    return (share > Fraction(1, 2)) + (share > Fraction(3, 4))


def at_least(count: dict, k: int) -> int:
    """The fewest that a printed number can stand for."""
    if count["exact"] is not None:
        return count["exact"]
    return count["of"] - k + 1 if count["band"] == "many" else 0
