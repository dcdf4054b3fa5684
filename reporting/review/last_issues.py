"""What became of the issues that the last published review raised for the next round.

`Review.last_issues` holds the round and version that they were taken from, and a row for each: the issue in its own
words, what became of it, a sentence, and counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models

from living_docs import prose
from living_docs.canonical_json import sha256
from reporting.models import Publication, Review

SECTION = "issues-for-the-next-round"
WRITTEN = ("outcome", "text", "counts")
SENTENCE = 200  # the most letters of what became of an issue


class Outcome(models.TextChoices):
    """What became of an issue."""

    DONE = "done", "Done"
    IN_PART = "in_part", "Done in part"
    OPEN = "open", "Still open"
    NOT_ASKED = "not_asked", "No longer asked"


@dataclass(frozen=True)
class LastIssues:
    """The issues of the last review beside what has been written of them."""

    publication: Publication | None
    raised: list[str]
    rows: list[dict]

    @property
    def without_outcome(self) -> list[str]:
        told = {row["issue"] for row in self.rows}
        return [issue for issue in self.raised if issue not in told]

    @property
    def no_longer_raised(self) -> list[str]:
        """Issues that something was written of, and that the last review as it stands now does not raise."""
        return [row["issue"] for row in self.rows if row["issue"] not in self.raised]

    @property
    def in_order(self) -> list[dict]:
        """A row for each issue, written of or not: those raised now, then those that were."""
        told = {row["issue"]: row for row in self.rows}
        return [told.get(issue, {"issue": issue}) for issue in [*self.raised, *self.no_longer_raised]]


def last_issues(review: Review) -> LastIssues:
    publication = last_publication(review)
    raised = list(dict.fromkeys(issues_in(publication.data))) if publication else []
    return LastIssues(publication, raised, review.last_issues.get("rows", []))


def last_publication(review: Review) -> Publication | None:
    """The current review of the newest earlier round that has one; a withdrawn one is none."""
    earlier = (
        Publication.objects.cleared()
        .current()
        .filter(round__programme=review.round.programme, round__number__lt=review.round.number)
    )
    return earlier.newest_first().first()


def issues_in(data: dict) -> Iterator[str]:
    """The items of its lists; of a section without a list, its paragraphs."""
    blocks = [
        block
        for section in data["sections"]
        if section["id"] == SECTION
        for run in section["blocks"]
        if run["kind"] == "html"
        for block in prose.blocks(run["html"])
    ]
    items = [block.text for block in blocks if block.kind in {"bullet", "number"}]
    yield from items or (block.text for block in blocks if block.kind == "paragraph")


def key_of(issue: str) -> str:
    """What its boxes are known by: the same issue has the same boxes, whatever stands before it by now."""
    return sha256(issue)[:12]


def mark_of(row: dict | None) -> str:
    """A mark of what is written of one issue; two writers who read the same have the same."""
    return sha256({name: row[name] for name in WRITTEN})[:12] if row else ""


def issues_without_outcome(review: Review) -> list[str]:
    """The issues of the last review of which the draft does not say what became of them."""
    return last_issues(review).without_outcome


def no_issues(issues: dict) -> str:
    """Why nothing stands where the issues of the last review are answered."""
    if issues["round"]:
        return f"The review of Round {issues['round']} raised no issues, or none of them is answered yet."
    return "No earlier review stands, so there are no earlier issues to answer."
