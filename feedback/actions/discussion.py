"""Readers and leader about the agreed draft: comments with their outcome, questions with their answer."""

from __future__ import annotations

from django.db import transaction

from accounts.foundations import audit, clock
from accounts.foundations.letters import write_letter
from accounts.models import AuditEvent, User
from accounts.permissions import (
    can_agree,
    can_answer_leader,
    can_comment_on_agreed,
    can_read_too,
    require,
)
from feedback.models import QuestionToReader, ReaderComment, Reading
from living_docs.models import LivingDocument


@transaction.atomic
def read_too(document: LivingDocument, *, by: User) -> Reading:
    """The leader’s own reading begins; it is lodged like any other."""
    require(can_read_too, by, document)
    return Reading.objects.get_or_create(document=document, reader=by, defaults={"kind": Reading.Kind.LEADER})[0]


@transaction.atomic
def comment_on_agreed(document: LivingDocument, *, question: int, text: str, by: User) -> ReaderComment:
    """A reader says something of the agreed draft; the leader says later what became of it."""
    require(can_comment_on_agreed, by, document)
    reading = document.readings.lodged().get(reader=by)
    comment = ReaderComment.objects.create(document=document, reading=reading, question=question, text=text)
    note("commented on the agreed draft", document, by=by)
    write_letter("reader_commented", to=leaders(), document=document, question=question)
    return comment


@transaction.atomic
def decide_comment(comment: ReaderComment, *, outcome: str, reason: str = "", by: User) -> None:
    """Used, merged, or set aside with a reason: for good."""
    require(can_agree, by, comment.document)
    comment.outcome, comment.reason, comment.decided_by, comment.decided_at = outcome, reason, by, clock.now()
    comment.save(update_fields=["outcome", "reason", "decided_by", "decided_at"])
    note("decided on a reader’s comment", comment.document, by=by)


@transaction.atomic
def ask_reader(reading: Reading, *, question: int, text: str, by: User) -> QuestionToReader:
    """A question about a lodged reading, which stays as it is."""
    require(can_agree, by, reading.document)
    asked = QuestionToReader.objects.create(
        document=reading.document, reading=reading, question=question, text=text, by=by
    )
    note("asked a reader", reading.document, by=by)
    write_letter("reader_asked", to=[reading.reader], document=reading.document)
    return asked


@transaction.atomic
def answer_leader(asked: QuestionToReader, *, text: str, by: User) -> None:
    require(can_answer_leader, by, asked)
    asked.answer, asked.answered_at = text, clock.now()
    asked.save(update_fields=["answer", "answered_at"])
    note("answered the leader", asked.document, by=by)
    write_letter("reader_answered", to=leaders(), document=asked.document, question=asked.question)


def note(verb: str, document: LivingDocument, *, by: User) -> None:
    """The team’s own: a site’s trail does not show it."""
    audit.record(f"{AuditEvent.READER_VERB}: {verb}", by=by, about=document, site=document.site)


def leaders() -> list[User]:
    return list(User.objects.with_role("leader"))
