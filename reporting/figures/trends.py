"""Themes over the rounds: how many sites a theme was coded at, round by round, each with its own base."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise, starmap

from living_docs.models import Round
from reporting.anonymity.counts import Published
from reporting.claims.evidence import RoundEvidence
from reporting.claims.themes import ancestors, key_of
from themes.models import Theme

SINCE = {1: "larger share", 0: "same share", -1: "smaller share"}
MOST_ROWS = 12


def is_coded(evidence: RoundEvidence) -> bool:
    """Whether enough documents were coded for a number to be given: below that the figure would say “some” throughout."""
    return coded_documents(evidence) >= 2 * evidence.k


def themes_over_rounds(evidence: RoundEvidence) -> dict:
    """The programme’s own themes, in the order of their tree; a round in which a theme cannot be counted has None."""
    rounds = [*earlier(evidence.round), evidence]
    tree = evidence.round.programme.theme_trees.in_order().first()
    themes = tree.themes.standing().filter(codable=True).in_order() if tree else Theme.objects.none()
    rows = [row for theme in themes if (row := row_of(theme, rounds))]
    bases = [coded_documents(one) for one in rounds]
    said = ", ".join(f"{base} in Round {one.round.number}" for base, one in zip(bases, rounds, strict=True) if base)
    return {
        "title": "Themes across the rounds",
        "source": f"Pilots that write about each theme. Base: documents coded, {said}. A line joins numbers of as "
        "many documents. The last column compares shares, where both numbers may be known.",
        "label": "Theme",
        "columns": [f"Round {one.round.number}" for one in rounds],
        "bases": bases,
        "rows": rows[:MOST_ROWS],
    }


def earlier(round: Round) -> list[RoundEvidence]:
    before = Round.objects.filter(programme=round.programme, number__lt=round.number).order_by("number")
    return [RoundEvidence(one) for one in before]


def coded_documents(evidence: RoundEvidence) -> int:
    """The base of every theme of a round: its documents whose coding is finished."""
    return max((len(evidence.answer(key).asked) for key in evidence.questions if key.startswith("theme-")), default=0)


def row_of(theme: Theme, rounds: list[RoundEvidence]) -> dict | None:
    """None for a theme that was found nowhere; a round of which nothing was coded has no number."""
    answers = [one.answer(key_of(theme)) for one in rounds]
    if not any(answer.holding for answer in answers):
        return None
    cells = [cell(theme, one).data() if answer.asked else None for answer, one in zip(answers, rounds, strict=True)]
    return {
        "label": theme.title,
        "cells": cells,
        "since": since(cells),
        "joined": [*starmap(is_alike, pairwise(cells))],
    }


def is_alike(before: dict | None, now: dict | None) -> bool:
    """Whether a line may join two numbers: both are known, of as many documents."""
    if before is None or now is None:
        return False
    return before["of"] == now["of"] and None not in (before["exact"], now["exact"])


def cell(theme: Theme, evidence: RoundEvidence) -> Published:
    """The count of a theme; of one beneath another that has a row too, as a part of that one’s."""
    above = next((wider for wider in ancestors(theme) if wider.codable and not wider.is_retired), None)
    if above is None:
        return evidence.published(key_of(theme))
    return evidence.published_part(key_of(theme), whole=key_of(above))


def since(cells: list[dict | None]) -> str:
    """Whether a larger or smaller share than in the last round, where both numbers may be known; never better or worse.

    Shares, since each round has its own base: nine of twelve is a larger share than ten of sixteen.
    """
    shares = [Fraction(cell["exact"], cell["of"]) for cell in cells[-2:] if cell and cell["exact"] is not None]
    if len(shares) < 2:
        return ""
    before, now = shares
    return SINCE[(now > before) - (now < before)]
