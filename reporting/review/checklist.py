"""What is looked at before a review goes to its approvers. What is not ready needs a reason that they read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.template.defaultfilters import pluralize
from django.urls import reverse
from django.utils.text import get_text_list

from reporting.anonymity.counts import in_words
from reporting.claims.evidence import RoundEvidence
from reporting.figures.trends import coded_documents
from reporting.models import Review, ReviewSection
from reporting.review.contents import not_mentioned
from reporting.review.key_messages import messages_without_evidence, standing
from reporting.review.last_issues import issues_without_outcome
from reporting.review.placeholders import placeholders

MOST_NAMED = 30


class Check(NamedTuple):
    """One thing that should be so. `problem` says in a sentence what is not; it is empty when all is well."""

    name: str
    ready: str
    problem: str
    address: str  # where it is mended

    @property
    def is_ready(self) -> bool:
        return not self.problem


def checklist(review: Review, data: dict) -> list[Check]:
    """Every check of a review; `data` is what would be published."""
    evidence = RoundEvidence(review.round)
    sections = review.sections.printed().with_writers()
    found = (
        of_the_round(review, evidence),
        of_the_front(review),
        of_the_text(review, sections, data),
        of_the_sources(review),
    )
    return [check for checks in found for check in checks]


def not_ready(review: Review, data: dict) -> list[Check]:
    return [check for check in checklist(review, data) if not check.is_ready]


def of_the_round(review: Review, evidence: RoundEvidence) -> Iterator[Check]:
    """Whether all documents are in, and all of them are coded."""
    round = review.round
    number, sent = round.number, len(evidence.sent)
    yield Check(
        "round",
        f"Round {number} is closed.",
        "" if round.is_closed else f"Round {number} is still open: sites can send or change their documents.",
        reverse("round", args=[number]),
    )
    wanted = round.documents.count()
    yield Check(
        "documents",
        "Every site has sent its document.",
        lacking(wanted - sent, wanted, "site", "has,have", "sent a document"),
        reverse("round", args=[number]),
    )
    is_coded = round.programme.theme_trees.exists()
    coded = coded_documents(evidence) if is_coded else sent
    yield Check(
        "codings",
        "Every document is fully coded.",
        lacking(sent - coded, sent, "document", "is,are", "fully coded"),
        reverse("matrix", args=[number]),
    )


def of_the_front(review: Review) -> Iterator[Check]:
    """Whether the messages rest on something, and the last review's issues are answered."""
    address = reverse("key_messages", args=[review.round.number])
    bare = [f"“{finding}”" for finding in messages_without_evidence(review)]
    yield Check(
        "messages",
        "Every key message rests on a section and a count.",
        told(bare, "rests on no section, or on no count", "rest on no section, or on no count")
        if standing(review)
        else "The review has no key message.",
        address,
    )
    unanswered = len(issues_without_outcome(review))
    yield Check(
        "issues",
        "The review says what became of every issue of the last one.",
        f"The review does not say what became of {in_words(unanswered)} issue{pluralize(unanswered)} of the last one."
        if unanswered
        else "",
        reverse("last_issues", args=[review.round.number]),
    )


def of_the_text(review: Review, sections: Sequence[ReviewSection], data: dict) -> Iterator[Check]:
    number = review.round.number
    draft, outline = review.get_absolute_url(), reverse("outline", args=[number])
    empty = [section["title"] for section in data["sections"] if not section["standfirst"] and not section["blocks"]]
    yield Check(
        "text",
        "Every section has a text.",
        told(empty, "has no text", "have no text"),
        draft,
    )
    unfinished = [section.title for section in sections if not section.is_finished]
    yield Check(
        "finished",
        "The writer of every section has marked it as finished.",
        told(unfinished, "is not marked as finished", "are not marked as finished"),
        draft,
    )
    orphaned = [section.title for section in sections if not section.is_finished and section.has_lost_its_writer]
    yield Check(
        "writers",
        "Nobody who writes has left.",
        told(orphaned, "has lost its writer, who has left the team", "have lost their writers, who have left the team"),
        outline,
    )
    unmentioned = not_mentioned(data)
    yield Check(
        "figures",
        "The text refers to every figure.",
        told(unmentioned, "is mentioned nowhere in the text", "are mentioned nowhere in the text"),
        draft,
    )
    left = [f"“{hit}” in {place}" for place, hit in placeholders(data)]
    yield Check(
        "placeholders",
        "No placeholder is left in the text.",
        f"The text still says {few(left)}." if left else "",
        draft,
    )


def of_the_sources(review: Review) -> Iterator[Check]:
    differing = review.round.triangulation_notes.open().count()
    yield Check(
        "differences",
        "Every difference between a Periodic Review and a document is settled.",
        f"{in_words(differing).capitalize()} difference{pluralize(differing)} between Periodic Reviews and documents "
        f"{pluralize(differing, 'is,are')} not settled."
        if differing
        else "",
        reverse("triangulation", args=[review.round.number]),
    )


def lacking(missing: int, whole: int, what: str, verb: str, done: str) -> str:
    """ "3 of 16 sites have not sent a document." "None of the 16 sites has sent a document." Empty where all have."""
    if missing == 0:
        return ""
    if missing == whole > 1:
        return f"None of the {whole} {what}s {pluralize(1, verb)} {done}."
    return f"{missing} of {whole} {what}{pluralize(whole)} {pluralize(missing, verb)} not {done}."


def told(things: Sequence[str], one: str, many: str) -> str:
    """ "Question 3 and Question 4 have no text." Empty where there are none."""
    return f"{few(things)} {one if len(things) == 1 else many}." if things else ""


def few(things: Sequence[str]) -> str:
    """The first few by name, and how many more."""
    rest = len(things) - MOST_NAMED
    return get_text_list([*things[:MOST_NAMED], *([f"{in_words(rest)} more"] if rest > 0 else [])], "and")
