"""The figures of a thematic review as plain data: titles, labels, and numbers of sites as they may be published.

A figure stands in a section's text as a token, `[[figure:themes]]`, and is made anew from the round's evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from reporting.claims.evidence import RoundEvidence
from reporting.figures import chain, costs, coverage, pyramid, trends


class Maker(NamedTuple):
    """How a figure is made, and whether a round's documents were asked what it shows."""

    make: Callable[[RoundEvidence], dict]
    can_be_made: Callable[[RoundEvidence], bool]


MAKERS = {
    "coverage": Maker(coverage.coverage, lambda evidence: True),
    "themes": Maker(trends.themes_over_rounds, trends.is_coded),
    "chain": Maker(chain.causal_chain, chain.was_asked),
    "pyramid": Maker(pyramid.pyramid, pyramid.was_asked),
    "costs": Maker(costs.cost_coverage, costs.were_asked),
    "spread": Maker(costs.cost_spread, costs.were_asked),
}


def offered(evidence: RoundEvidence) -> list[str]:
    """The figures that can be made of a round."""
    return [name for name, maker in MAKERS.items() if maker.can_be_made(evidence)]


def made(name: str, evidence: RoundEvidence, *, number: int) -> dict:
    """One figure of a review, with its kind and its number in the review."""
    return {"kind": name, "number": number} | MAKERS[name].make(evidence)


def in_sections(sections: Iterable[dict]) -> Iterator[dict]:
    """The figures of a review's sections, in order."""
    blocks = (block for section in sections for block in section["blocks"])
    return (block["figure"] for block in blocks if block["kind"] == "figure")


def words(figure: object, key: str = "") -> Iterator[str]:
    """Every label, title and sentence of a figure; its counts are no words, they come through `published_count`."""
    if isinstance(figure, str) and key != "kind":
        yield figure
    elif isinstance(figure, list):
        for part in figure:
            yield from words(part)
    elif isinstance(figure, dict) and "exact" not in figure:
        for name, part in figure.items():
            yield from words(part, name)
