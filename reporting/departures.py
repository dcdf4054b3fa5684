"""What a person holds in the reviews when they leave the programme."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.db.models import Q

from accounts.departures import Held
from accounts.foundations.public_keys import public_key
from accounts.models import User
from accounts.permissions import can_write_review
from accounts.roles import REVIEW_WRITERS
from feedback.models import ReportWithdrawal
from reporting.models import Finding, Review, ReviewWithdrawal


def held_by(person: User) -> Iterator[Held]:
    yield from drafts_of(person)
    yield from withdrawals_of(person)
    yield from findings_of(person)


def drafts_of(person: User) -> Iterator[Held]:
    """Reviews in the making of which this person has written a section, or is to write one."""
    own = Q(edits__by=person) | Q(sections__writer=person)
    for review in Review.objects.filter(own).distinct().select_related("round"):
        if can_write_review(person, review):
            writers = User.objects.with_role(*REVIEW_WRITERS).exclude(pk=person.pk)
            yield Held(
                public_key(review),
                f"Their sections of the review of round {review.round.number}",
                list(writers),
                partial(give_sections, review, person),
            )


def give_sections(review: Review, person: User, to: User, by: User) -> None:
    """What this person was to write is the other's to write; what they finished stays finished by them."""
    review.sections.filter(writer=person).update(writer=to)


def withdrawals_of(person: User) -> Iterator[Held]:
    for kind, what in ((ReviewWithdrawal, "review"), (ReportWithdrawal, "report")):
        for asked in kind.objects.waiting().filter(asked_by=person):
            yield Held(public_key(asked), f"A request to withdraw a {what}, which waits for a second person")


def findings_of(person: User) -> Iterator[Held]:
    """What this person asked a second one to agree about; it waits for that one."""
    waiting = Finding.objects.filter(asked_by=person, decision__in=Finding.WAITING).select_related("review__round")
    for finding in waiting:
        yield Held(
            public_key(finding),
            f"A finding in the review of round {finding.review.round.number}, which waits for a second person",
        )
