"""Reading: taking up, lodging, and the unsealing that the last lodging brings."""

from __future__ import annotations

from django.db import transaction

from accounts.foundations import audit, clock
from accounts.foundations.letters import write_letter
from accounts.models import AuditEvent, User
from accounts.permissions import (
    can_allot,
    can_comment_on_costs,
    can_edit_reading,
    require,
)
from feedback.actions.common import NotReady, place_in_words
from feedback.models import Reading
from living_docs.actions import move
from living_docs.models import LivingDocument
from living_docs.workflow import Status


@transaction.atomic
def take_up_costs(document: LivingDocument, *, by: User) -> Reading:
    """The health economist's part begins when the economist opens it."""
    require(can_comment_on_costs, by, document)
    return Reading.objects.get_or_create(document=document, reader=by, defaults={"kind": Reading.Kind.ECONOMIST})[0]


def missing_from(reading: Reading) -> list[tuple[int, str]]:
    """What an incomplete reading lacks; an empty one cannot be lodged."""
    remarked = {remark.question for remark in reading.remarks.all()}
    judged = {
        comment.question
        for comment in reading.comments.all()
        if comment.is_judged and (comment.words or comment.question in remarked)
    }
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
        raise NotReady([(0, "A reading has not been submitted yet")])
    unseal(document, by=by)
