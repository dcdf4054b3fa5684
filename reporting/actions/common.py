"""What several actions of a review share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django.db import transaction

from accounts.foundations import audit
from accounts.models import User
from living_docs.workflow import NotAMove
from reporting.anonymity.findings import ChangedWhileChecked, check_if_changed
from reporting.models import (
    Review,
    ReviewMove,
)
from reporting.review.workflow import REVIEW_MOVES, ReviewStatus

T = TypeVar("T")


class NotReady(Exception):
    """What keeps a review from going on, in words."""


def after_gate(action: Callable[..., T]) -> Callable[..., T]:
    """For an action that lets a text go on: the gate reads it first, and what it finds is kept if the action is refused."""

    @wraps(action)
    def checked_first(review: Review, **options) -> T:
        try:
            check_if_changed(review)
            return action(review, **options)
        except ChangedWhileChecked as changing:
            raise NotReady(str(changing)) from changing

    return checked_first


@transaction.atomic
def move_review(review: Review, *, to: ReviewStatus, by: User, why: str = "") -> Review:
    """Take one step of a review's journey, if its table holds it, and write it down."""
    locked = Review.objects.select_for_update().get(pk=review.pk)
    verb = REVIEW_MOVES.get((ReviewStatus(locked.status), to))
    if verb is None:
        raise NotAMove(f"{locked.get_status_display()} cannot be followed by {to.label}")
    ReviewMove.objects.create(review=locked, frm=locked.status, to=to, why=why, by=by)
    Review.objects.filter(pk=locked.pk).update(status=to)
    review.status = to
    audit.record(verb, by=by, about=review, why=why)
    return review
