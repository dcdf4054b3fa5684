"""Key messages: what a review finds, each with how sure it is, from how many, what follows, and what it rests on.

A message is a dict in `Review.messages`: its key, its version, `removed`, and what `FIELDS` names.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models

from reporting.models import Review

FINDING, WHY, FOLLOWS_FROM_IT, STATEMENT = 200, 180, 180, 90  # the most letters of each: the brief has one page
MOST_COUNTS = 4
FEWEST_MESSAGES, MOST_MESSAGES = 3, 7  # what is usual; the brief prints the first seven
FOLLOWS = {"department": "For the Department", "sites": "For the Pilots", "evaluation": "For the evaluation"}
FIELDS = ("finding", "certainty", "why", "counts", *FOLLOWS, "sections")


class Certainty(models.TextChoices):
    """How sure a message is."""

    STRONG = "strong", "Strong"
    MODERATE = "moderate", "Moderate"
    TENTATIVE = "tentative", "Tentative"


MEANING = {
    Certainty.STRONG: "Several kinds of evidence agree, something measured or a survey is among them, and nothing in the "
    "documents speaks against it.",
    Certainty.MODERATE: "The documents agree for the most part. They rest mainly on accounts, or some of the evidence "
    "points elsewhere.",
    Certainty.TENTATIVE: "The evidence is early, or rests on single accounts or on what is expected. A later round may "
    "change it.",
}


def standing(review: Review) -> list[dict]:
    """The messages that are printed, in their order; what was removed is kept and can come back."""
    return [message for message in review.messages if not message["removed"]]


def texts_of(message: dict) -> list[str]:
    """What its writers wrote, tokens and all."""
    return [message[name] for name in ("finding", "why", *FOLLOWS)]


def messages_without_evidence(review: Review) -> list[str]:
    """The findings of the messages that rest on no printed section, or on no count."""
    printed = set(review.sections.printed().values_list("slug", flat=True))
    return [
        message["finding"]
        for message in standing(review)
        if not message["counts"] or printed.isdisjoint(message["sections"])
    ]


def scale() -> list[dict]:
    """The fixed scale, as it is printed with the messages."""
    return [{"name": str(one.label), "means": MEANING[one]} for one in Certainty]


def rows_in(data: dict) -> Iterator[dict]:
    """The rows of a count and what it counts in the messages and issues of printed data; older reviews have none."""
    for message in data.get("messages", []):
        yield from message["counts"]
    for issue in data.get("last_issues", {}).get("rows", []):
        yield from issue["counts"]
