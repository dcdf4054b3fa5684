"""What readers, leaders and QA reviewers hold in the feedback when they leave the programme."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from accounts.departures import Held, told_only
from accounts.foundations.public_keys import public_key
from accounts.models import User
from accounts.permissions import can_be_reader, can_check_quality, is_leader, leads
from accounts.roles import Role
from feedback.actions import hand_over_reading
from feedback.models import QuestionToReader, Reading
from living_docs.models import LivingDocument
from living_docs.workflow import Status


def held_by(person: User) -> Iterator[Held]:
    yield from readings_of(person)
    yield from questions_to(person)
    yield from agreements_of(person)
    yield from checks_of(person)


def readings_of(person: User) -> Iterator[Held]:
    """Those not lodged. The economist's part needs no allotting: the next economist takes it up."""
    unlodged = Reading.objects.filter(reader=person, lodged_at=None).select_related("document__site", "document__round")
    for reading in unlodged:
        if reading.was_allotted and reading.document.can_be_read:
            takers = others_who_may_read(reading)
            yield Held(public_key(reading), str(reading), takers, partial(give_reading, reading))
        else:
            yield Held(public_key(reading), str(reading))


def give_reading(reading: Reading, to: User, by: User) -> None:
    hand_over_reading(reading, to=to, by=by)


def others_who_may_read(reading: Reading) -> list[User]:
    document = reading.document
    there = set(document.readings.values_list("reader", flat=True))
    researchers = User.objects.with_role(Role.RESEARCHER)
    return [one for one in researchers if one.pk not in there and can_be_reader(one, document)]


def questions_to(person: User) -> Iterator[Held]:
    """What the leader asked about a reading can be answered by its reader alone."""
    asked = QuestionToReader.objects.filter(reading__reader=person, answered_at=None)
    for question in asked.select_related("document__site", "document__round"):
        if question.document.is_being_agreed:
            yield Held(public_key(question), f"A question of the task leader about the reading of {question.document}")


def agreements_of(person: User) -> Iterator[Held]:
    """Feedback that this leader is agreeing; another leader goes on with it."""
    if not is_leader(person):
        return
    begun = LivingDocument.objects.at_stage(Status.AGREEING, Status.PASSED).filter(
        pk__in=LivingDocument.objects.filter(agreed_comments__written_by=person).values("pk")
    )
    for document in begun.select_related("site", "round"):
        others = [one for one in User.objects.with_role(Role.LEADER).exclude(pk=person.pk) if leads(one, document)]
        yield Held(f"agreement-{public_key(document)}", f"The agreed feedback for {document}", others, told_only)


def checks_of(person: User) -> Iterator[Held]:
    """Feedback in quality assurance that this person has begun to comment on."""
    begun = LivingDocument.objects.at_stage(Status.IN_QA).filter(
        pk__in=LivingDocument.objects.filter(quality_comments__by=person).values("pk")
    )
    for document in begun.select_related("site", "round"):
        reviewers = User.objects.with_role(Role.QA).exclude(pk=person.pk)
        others = [one for one in reviewers if can_check_quality(one, document)]
        yield Held(
            f"check-{public_key(document)}", f"The quality check of the feedback for {document}", others, told_only
        )
