"""What is done with readings and feedback: allot, comment, lodge, agree, check."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import cycle

from django.db import transaction

from accounts import audit, clock
from accounts.letters import write_letter
from accounts.models import AuditEvent, User
from accounts.permissions import (
    can_agree,
    can_allot,
    can_be_reader,
    can_check_quality,
    can_comment_on_costs,
    can_edit_reading,
    can_give_back,
    can_release,
    require,
)
from feedback.models import COSTS, AgreedComment, AgreedSummary, Comment, QualityCheck, Reading
from living_docs.actions import move
from living_docs.instrument import Question
from living_docs.models import LivingDocument
from living_docs.workflow import Status


@dataclass
class NotReady(Exception):
    """What is still missing, one sentence each with the question it is about."""

    missing: list[tuple[int, str]]


# Allotting


@transaction.atomic
def allot(document: LivingDocument, *, readers: Iterable[User], by: User) -> None:
    """Give the document to these readers. A reading that was lodged stays; one that was not is given up."""
    require(can_allot, by, document)
    wanted = list(dict.fromkeys(readers))
    for reader in wanted:
        require(can_be_reader, reader, document)
    for reading in document.readings.blind().filter(lodged_at=None).exclude(reader__in=wanted):
        drop(reading)
        audit.record("changed the reader", by=by, about=document, site=document.site)
    for reader in wanted:
        _, new = Reading.objects.get_or_create(document=document, reader=reader)
        if new:
            audit.record("allotted a reading", by=by, about=f"{document} to {reader}", site=document.site)
            write_letter("reading_allotted", to=[reader], document=document)


def drop(reading: Reading) -> None:
    reading.comments.all().delete()
    reading.delete()


def allot_evenly(documents: Iterable[LivingDocument], *, readers: list[User], by: User) -> int:
    """Two readers for each document that has none yet, in turn. Returns how many were allotted."""
    pairs = cycle((first, second) for i, first in enumerate(readers) for second in readers[i + 1 :])
    waiting = [document for document in documents if not document.readings.exists()]
    for document, pair in zip(waiting, pairs, strict=False):
        allot(document, readers=pair, by=by)
    return len(waiting)


@transaction.atomic
def give_back(reading: Reading, *, by: User) -> None:
    """A reader gives an allotment back before lodging; the leader allots another."""
    require(can_give_back, by, reading)
    audit.record("gave a reading back", by=by, about=reading.document, site=reading.document.site)
    drop(reading)


# Reading


@transaction.atomic
def take_up_costs(document: LivingDocument, *, by: User) -> Reading:
    """The health economist's part begins when the economist opens it."""
    require(can_comment_on_costs, by, document)
    return Reading.objects.get_or_create(document=document, reader=by, defaults={"kind": Reading.Kind.ECONOMIST})[0]


@transaction.atomic
def save_comment(reading: Reading, *, question: int, fields: dict[str, str], by: User) -> Comment:
    require(can_edit_reading, by, reading)
    comment, _ = Comment.objects.select_for_update().get_or_create(reading=reading, question=question)
    return write(comment, fields)


def write(comment, fields: dict[str, str]):
    """Put changed fields into a comment as its next version; unchanged ones make none."""
    changed = {name: value for name, value in fields.items() if getattr(comment, name) != value}
    if changed:
        for name, value in changed.items():
            setattr(comment, name, value)
        comment.version += 1
        comment.save()
    return comment


@transaction.atomic
def save_summary(reading: Reading, *, summary: str, by: User) -> None:
    require(can_edit_reading, by, reading)
    reading.summary = summary
    reading.save(update_fields=["summary"])


def place_in_words(question: Question) -> str:
    return f"Question {question.number}" if question.number else "Cover"


def missing_from(reading: Reading) -> list[tuple[int, str]]:
    """What an incomplete reading lacks; an empty one cannot be lodged."""
    judged = {comment.question for comment in reading.comments.all() if comment.is_judged and comment.words}
    missing = [
        (question.number, f"{place_in_words(question)}: choose both judgements and write at least one comment")
        for question in reading.questions
        if question.number not in judged
    ]
    if reading.kind == Reading.Kind.BLIND and not reading.summary.strip():
        missing.append((-1, "Write the summary"))
    return missing


@transaction.atomic
def lodge(reading: Reading, *, by: User) -> Reading:
    """Lodge a reading for good. The last blind one to be lodged unseals them all, in the same transaction."""
    document = LivingDocument.objects.select_for_update().get(pk=reading.document_id)
    reading = Reading.objects.select_for_update().get(pk=reading.pk)
    reading.document = document
    require(can_edit_reading, by, reading)
    if missing := missing_from(reading):
        raise NotReady(missing)
    reading.submission, reading.lodged_at = document.current_submission, clock.now()
    reading.save(update_fields=["submission", "lodged_at"])
    audit.record(f"{AuditEvent.READER_VERB}: lodged a reading", by=by, about=document, site=document.site)
    if document.awaits_readings and all_lodged(document):
        unseal(document, by=by)
    return reading


def all_lodged(document: LivingDocument) -> bool:
    """Whether there are blind readings and none is still being written."""
    blind = [reading for reading in document.readings.all() if reading.was_allotted]
    return bool(blind) and all(reading.is_lodged for reading in blind)


def unseal(document: LivingDocument, *, by: User) -> None:
    """All blind readings are lodged: from here their readers and the leader see them all."""
    move(document, to=Status.AGREEING, by=by)
    write_letter("readings_unsealed", to=list(User.objects.with_role("leader")), document=document)


@transaction.atomic
def go_on_agreeing(document: LivingDocument, *, by: User) -> None:
    """A document that was reopened and sent again, whose readings were lodged before."""
    require(can_allot, by, document)
    if not all_lodged(document):
        raise NotReady([(0, "A reading is not lodged yet")])
    unseal(document, by=by)


# Agreeing


@transaction.atomic
def save_agreed(document: LivingDocument, *, question: int, fields: dict[str, str], by: User) -> AgreedComment:
    require(can_agree, by, document)
    comment, new = AgreedComment.objects.select_for_update().get_or_create(
        document=document, question=question, defaults={"written_by": by, **fields}
    )
    if new:
        return comment
    comment.written_by, comment.written_at = by, clock.now()
    return write(comment, fields)


@transaction.atomic
def save_agreed_summary(
    document: LivingDocument, *, summary: str, next_points: list[dict], call_offer: str, by: User
) -> AgreedSummary:
    require(can_agree, by, document)
    fields = {"summary": summary, "next_points": next_points, "call_offer": call_offer, "written_by": by,
              "written_at": clock.now()}  # fmt: skip
    return AgreedSummary.objects.update_or_create(document=document, defaults=fields)[0]


def missing_from_agreed(document: LivingDocument) -> list[tuple[int, str]]:
    """What keeps the agreed feedback from going to quality assurance."""
    agreed = {comment.question for comment in document.agreed_comments.all() if comment.is_judged}
    asked = [q for q in document.round.instrument.questions if q.asked(document.round.number)]
    missing = [(q.number, f"{place_in_words(q)}: agree on both judgements") for q in asked if q.number not in agreed]
    if asks_costs(document) and not document.readings.lodged().filter(kind=Reading.Kind.ECONOMIST).exists():
        missing.append((COSTS, "The health economist’s part on Question 8 is not lodged yet"))
    summary = AgreedSummary.objects.filter(document=document).first()
    if summary is None or not summary.summary.strip():
        missing.append((-1, "Write the thanks and summary"))
    return missing


def asks_costs(document: LivingDocument) -> bool:
    question = document.round.instrument.question(COSTS)
    return bool(question and question.asked(document.round.number))


@transaction.atomic
def send_to_quality(document: LivingDocument, *, by: User) -> None:
    require(can_agree, by, document)
    if missing := missing_from_agreed(document):
        raise NotReady(missing)
    move(document, to=Status.IN_QA, by=by)
    write_letter("to_check", to=list(User.objects.with_role("qa")), document=document)


@transaction.atomic
def take_back(document: LivingDocument, *, why: str, by: User) -> None:
    """The leader takes feedback that has passed back to agreeing, before it is released."""
    require(can_release, by, document)
    move(document, to=Status.AGREEING, by=by, why=why)


# Quality assurance


@transaction.atomic
def pass_quality(document: LivingDocument, *, by: User) -> QualityCheck:
    require(can_check_quality, by, document)
    check = QualityCheck.objects.create(document=document, by=by, passed=True)
    move(document, to=Status.PASSED, by=by)
    return check


@transaction.atomic
def send_back(document: LivingDocument, *, points: str, by: User) -> QualityCheck:
    require(can_check_quality, by, document)
    check = QualityCheck.objects.create(document=document, by=by, passed=False, points=points)
    move(document, to=Status.AGREEING, by=by, why=points)
    write_letter("sent_back", to=list(User.objects.with_role("leader")), document=document)
    return check
