"""Agreeing: the one voice, until it goes to quality assurance."""

from __future__ import annotations

from django.db import transaction

from accounts.foundations import clock
from accounts.foundations.letters import write_letter
from accounts.models import User
from accounts.permissions import (
    can_agree,
    can_release,
    require,
)
from feedback import visibility
from feedback.actions.common import NotReady, place_in_words, take_step
from feedback.agreement.origins import comments_on, said_by, traced
from feedback.checks.feedback_check import findings_of
from feedback.models import COSTS, SUMMARY, AgreedComment, AgreedSummary, AgreedVersion, Reading
from living_docs.comment_fields import TEXTS, WAYS
from living_docs.models import LivingDocument
from living_docs.versions import LINES, Saved, merged
from living_docs.workflow import Status

SUMMARY_WAYS = {"summary": LINES, "call_offer": LINES}


@transaction.atomic
def save_agreed(
    document: LivingDocument, *, question: int, fields: dict[str, str], by: User, base_version: int | None = None
) -> Saved:
    """Save what is agreed on a question as a further version, each sentence with its origin; merged with what another
    window saved since."""
    require(can_agree, by, document)
    comment, new = AgreedComment.objects.select_for_update().get_or_create(
        document=document, question=question, defaults={"written_by": by}
    )
    version = 0 if new else comment.version
    if base_version not in {None, version}:
        base = agreed_at(document, question, base_version)
        found = merged(fields, now=comment.fields(), base=base, ways=WAYS)
        if found.clashed:
            return Saved(comment, version, found.fields, found.clashed)
        fields = found.fields
    if not new and all(getattr(comment, name) == value for name, value in fields.items()):
        return Saved(comment, version, fields)
    trace(comment, fields, by=by)
    for name, value in fields.items():
        setattr(comment, name, value)
    comment.version += 0 if new else 1
    comment.written_by, comment.written_at = by, clock.now()
    comment.save()
    keep_version(document, question, comment.fields() | {"origins": comment.origins}, by=by)
    return Saved(comment, comment.version, fields)


def agreed_at(document: LivingDocument, question: int, version: int) -> dict:
    """What was agreed in a version; {} where there was nothing yet."""
    kept = document.agreed_versions.filter(question=question, number=version).first()
    return kept.data if kept else {}


def trace(comment: AgreedComment, fields: dict[str, str], *, by: User) -> None:
    """Note of each sentence where it is from."""
    document = comment.document
    question = document.round.instrument.question(comment.question)
    comments = comments_on(question, document, visibility.comments_for(by, document, comment.question))
    for name in fields.keys() & {field.name for field in TEXTS}:
        comment.origins[name] = traced(fields[name], comment.origins.get(name, []), said_by(comments, name))


def keep_version(document: LivingDocument, question: int, data: dict, *, by: User) -> None:
    number = document.agreed_versions.filter(question=question).count() + 1
    AgreedVersion.objects.create(document=document, question=question, number=number, data=data, by=by)


@transaction.atomic
def save_agreed_summary(
    document: LivingDocument,
    *,
    summary: str,
    next_points: list[dict],
    call_offer: str,
    by: User,
    base_version: int | None = None,
) -> Saved:
    """Save summary, points and the offer of a call, merged with what another window saved since."""
    require(can_agree, by, document)
    fields = {"summary": summary, "next_points": next_points, "call_offer": call_offer}
    agreed = AgreedSummary.objects.select_for_update().filter(document=document).first()
    version = document.agreed_versions.filter(question=SUMMARY).count()
    if agreed and base_version not in {None, version}:
        now = {name: getattr(agreed, name) for name in fields}
        found = merged(fields, now=now, base=agreed_at(document, SUMMARY, base_version), ways=SUMMARY_WAYS)
        if found.clashed:
            return Saved(agreed, version, found.fields, found.clashed)
        fields = found.fields
    if agreed and all(getattr(agreed, name) == value for name, value in fields.items()):
        return Saved(agreed, version, fields)
    who = {"written_by": by, "written_at": clock.now()}
    agreed, _ = AgreedSummary.objects.update_or_create(document=document, defaults=fields | who)
    keep_version(document, SUMMARY, fields, by=by)
    return Saved(agreed, version + 1, fields)


def missing_from_agreed(document: LivingDocument) -> list[tuple[int, str]]:
    """What keeps the agreed feedback from going to quality assurance, each with its question."""
    agreed = {comment.question for comment in document.agreed_comments.all() if comment.is_judged}
    asked = [q for q in document.round.instrument.questions if q.asked(document.round.number)]
    missing = [(q.number, f"{place_in_words(q)}: agree on both judgements") for q in asked if q.number not in agreed]
    if asks_costs(document) and not document.readings.lodged().filter(kind=Reading.Kind.ECONOMIST).exists():
        missing.append((COSTS, "The health economist has not submitted comments on Question 8 yet"))
    summary = AgreedSummary.objects.filter(document=document).first()
    if summary is None or not summary.summary.strip():
        missing.append((SUMMARY, "Write the thanks and summary"))
    if document.quality_comments.unticked().exists():
        missing.append((-2, "Tick off each point from quality assurance, and say what was done"))
    return [*missing, *comments_without_outcome(document), *open_findings(document)]


def comments_without_outcome(document: LivingDocument) -> list[tuple[int, str]]:
    waiting = document.reader_comments.filter(outcome="").order_by("question", "pk")
    question = document.round.instrument.question
    return [
        (c.question, f"{place_in_words(question(c.question))}: say what happened to a reader’s comment")
        for c in waiting
    ]


def open_findings(document: LivingDocument) -> list[tuple[int, str]]:
    """What the feedback check found and nobody has mended or kept."""
    return [(finding.text.question, finding.reason) for finding in findings_of(document) if finding.is_open]


def asks_costs(document: LivingDocument) -> bool:
    question = document.round.instrument.question(COSTS)
    return bool(question and question.asked(document.round.number))


@transaction.atomic
def send_to_quality(document: LivingDocument, *, by: User) -> None:
    require(can_agree, by, document)
    if missing := missing_from_agreed(document):
        raise NotReady(missing)
    take_step(document, to=Status.IN_QA, by=by)
    write_letter("to_check", to=list(User.objects.with_role("qa")), document=document)


@transaction.atomic
def take_back(document: LivingDocument, *, why: str, by: User) -> None:
    """The leader takes feedback that has passed back to agreeing, before it is released."""
    require(can_release, by, document)
    take_step(document, to=Status.AGREEING, by=by, why=why)
