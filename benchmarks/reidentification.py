"""The attack on the demo's reviews: told from originals, from anonymised copies, by chance; and what it costs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from benchmarks.anonymity import PAGES, WORDS_A_PAGE
from icp_eval.demo.loader import load_demo
from reporting.models import Review
from reporting.reidentification.passages import attacker_of
from reporting.reidentification.risk import attacked


class Attacked(NamedTuple):
    """One review: quotations told of how many, claims told of how many, and the seconds for it and for 127 pages."""

    review: str
    of: int
    originals: int
    copies: int
    chance: float
    claims: int
    claims_told: int
    claims_chance: float
    learning: float
    seconds_of_127_pages: float


def figures() -> list[Attacked]:
    """In a demo of its own, of which nothing is kept."""
    with transaction.atomic():
        load_demo(timezone.localdate())
        found = list(each())
        transaction.set_rollback(True)
    return found


def each() -> Iterator[Attacked]:
    for review in Review.objects.select_related("round__programme", "round__instrument").order_by("round__number"):
        start = time.perf_counter()
        attacker = attacker_of(review.round)
        learning = time.perf_counter() - start
        if attacker is None:
            continue
        risk = attacked(review, attacker)
        quotations, claims = risk["quotations"], risk["claims"]
        sentences = [one["copy"] for one in quotations["each"].values()]
        words = sum(len(sentence.split()) for sentence in sentences)
        start = time.perf_counter()
        attacker.guesses(sentences * (PAGES * WORDS_A_PAGE // words))
        yield Attacked(
            str(review),
            quotations["of"],
            quotations["original"],
            quotations["copy"],
            quotations["chance"] * quotations["of"],
            claims["of"],
            claims["told"],
            claims["chance"] * claims["of"],
            learning,
            time.perf_counter() - start,
        )
