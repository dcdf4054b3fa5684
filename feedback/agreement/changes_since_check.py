"""The agreed feedback as lines of text: what a QA reviewer saw, and what has changed in it since."""

from __future__ import annotations

from typing import NamedTuple

from feedback.models import AgreedComment, AgreedSummary, QualityCheck
from living_docs.changes import Change, compare
from living_docs.changes.comparison import UNCHANGED
from living_docs.models import LivingDocument

WORDS = {"unchanged": "Unchanged", "edited": "Edited", "moved": "Moved", "new": "New", "removed": "Removed"}


class ChangedPart(NamedTuple):
    """One part of the feedback with the lines that are not as they were."""

    heading: str
    changes: list[tuple[str, Change]]


def agreed_texts(document: LivingDocument) -> list[dict]:
    """Each part of the one voice with its lines."""
    summary = AgreedSummary.objects.filter(document=document).first()
    parts = [{"heading": "Summary and points", "lines": summary_lines(summary)}] if summary else []
    names = {question.number: question.name for question in document.round.instrument.questions}
    comments = AgreedComment.objects.filter(document=document).order_by("question")
    return parts + [{"heading": names[c.question], "lines": comment_lines(c)} for c in comments if c.question in names]


def summary_lines(summary: AgreedSummary) -> list[str]:
    points = [point["text"] for point in summary.next_points]
    return [*summary.summary.splitlines(), *points, *summary.call_offer.splitlines()]


def comment_lines(comment: AgreedComment) -> list[str]:
    judged = "; ".join(words for _, words in comment.judged)
    return [judged, *(line for _, lines in comment.texts for line in lines)]


def changed_since(check: QualityCheck | None, document: LivingDocument) -> list[ChangedPart]:
    """What QA reads first on a second visit. Empty without a first one, or where nothing changed."""
    if check is None:
        return []
    before = {part["heading"]: part["lines"] for part in check.seen}
    after = {part["heading"]: part["lines"] for part in agreed_texts(document)}
    parts = (
        ChangedPart(heading, changed_lines(before.get(heading, []), after.get(heading, [])))
        for heading in dict.fromkeys([*after, *before])
    )
    return [part for part in parts if part.changes]


def changed_lines(before: list[str], after: list[str]) -> list[tuple[str, Change]]:
    return [(WORDS[change.kind], change) for change in compare(before, after) if change.kind != UNCHANGED]
