"""Letters that wait: tried again with growing pauses until the mail server takes them, never handed over twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from uuid import UUID

from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import QuerySet
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from accounts.foundations import clock
from accounts.models import Handover

LETTER = "accounts.foundations.letters.send_letter"
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=10), timedelta(hours=1)
TRIED_FOR = timedelta(days=3)
SHOWN_AFTER = timedelta(hours=2)
MAY_HAVE_GONE = "It may have arrived: the connection broke off while the mail server had it."
NOT_REACHED = "The mail server could not be reached."
NOT_TRIED = "It has not been tried yet."
PROBLEMS = {
    "smtplib.SMTPRecipientsRefused": "The mail server does not accept this address.",
    "smtplib.SMTPSenderRefused": "The mail server does not accept letters from this service.",
    "smtplib.SMTPDataError": "The mail server refused the letter.",
    "smtplib.SMTPAuthenticationError": "The mail server does not accept this service’s password.",
}


class MayHaveGoneError(Exception):
    """The letter was handed to the mail server, and nobody knows whether it was taken."""


def hand_over(job: UUID, message: EmailMessage) -> None:
    """Give a letter to the mail server, unless it was given before: then a person decides."""
    before = Handover.objects.filter(job=job).first()
    if before is not None:
        if before.accepted_at is None:
            raise MayHaveGoneError
        return
    with get_connection() as connection:
        message.connection = connection
        greet(connection)
        handover = Handover.objects.create(job=job)
        try:
            message.send()
        except (SMTPResponseException, SMTPRecipientsRefused, ValueError):  # certainly not taken
            handover.delete()
            raise
        handover.accept()
    forget_words(job)


def greet(connection: BaseEmailBackend) -> None:
    """Speak to the mail server before a letter is said to be handed over: often it is here that nobody answers."""
    if smtp := getattr(connection, "connection", None):
        smtp.ehlo_or_helo_if_needed()


def forget_words(job: UUID) -> None:
    """What a letter said is nobody's business once the mail server has it: it may hold a link that opens something."""
    for sent in DBTaskResult.objects.filter(pk=job):
        sent.args_kwargs["kwargs"]["body"] = ""
        sent.save(update_fields=["args_kwargs"])


def forget_handover(job: UUID) -> None:
    Handover.objects.filter(job=job).delete()


def try_again() -> int:
    """Put back into the queue what failed and is due for another try. Safe to ask at any time, by several workers."""
    return sum(
        DBTaskResult.objects.filter(pk=job.pk, status=TaskResultStatus.FAILED).update(status=TaskResultStatus.READY)
        for job in unsent().filter(status=TaskResultStatus.FAILED, enqueued_at__gt=clock.now() - TRIED_FOR)
        if not may_have_gone(job) and clock.now() >= job.finished_at + pause_after(len(job.worker_ids))
    )


def pause_after(tries: int) -> timedelta:
    return min(FIRST_PAUSE * 2 ** min(max(tries - 1, 0), 10), LONGEST_PAUSE)


def unsent() -> QuerySet[DBTaskResult]:
    letters = DBTaskResult.objects.filter(task_path=LETTER).exclude(status=TaskResultStatus.SUCCESSFUL)
    return letters.order_by("enqueued_at")


def may_have_gone(job: DBTaskResult) -> bool:
    return Handover.objects.filter(job=job.pk, accepted_at=None).exists()


@dataclass(frozen=True)
class Waiting:
    """A letter that a person has to know of: to whom, since when and why; never what it says."""

    job: UUID
    address: str
    since: datetime
    problem: str
    may_have_gone: bool


def for_the_office() -> list[Waiting]:
    """Letters that have waited for hours, and those of which nobody knows whether they arrived."""
    before = clock.now() - SHOWN_AFTER
    return [letter for letter in map(waiting, unsent()) if letter.since < before or letter.may_have_gone]


def waiting(job: DBTaskResult) -> Waiting:
    unsure = job.status == TaskResultStatus.FAILED and may_have_gone(job)
    problem = MAY_HAVE_GONE if unsure else PROBLEMS.get(job.exception_class_path, NOT_REACHED)
    address = ", ".join(job.args_kwargs["kwargs"]["to"])
    return Waiting(job.pk, address, job.enqueued_at, problem if job.exception_class_path else NOT_TRIED, unsure)
