"""Being seen by the other writers of a review while one writes."""

from __future__ import annotations

from accounts.foundations import clock
from accounts.models import User
from accounts.permissions import can_write_review, require
from reporting.models import Review, WriterPresence


def be_at(review: Review, *, place: str, is_typing: bool, by: User) -> None:
    """Note where in a review a writer is: the slug of a section, or the front."""
    require(can_write_review, by, review)
    at = {"place": place, "is_typing": is_typing, "at": clock.now()}
    WriterPresence.objects.update_or_create(review=review, user=by, defaults=at)
