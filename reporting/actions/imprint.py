"""The imprint of a review is entered."""

from __future__ import annotations

from accounts.foundations import audit
from accounts.models import User
from accounts.permissions import can_edit_imprint, require
from living_docs.models import Round
from reporting.actions.common import NotReady
from reporting.models import Imprint, Review

BEING_APPROVED = "The review is with its approvers or approved: what it says of itself can no longer be changed"


def can_change_imprint(round: Round) -> bool:
    """Until the newest version of the round's review goes to its approvers; a published one stays as it is."""
    newest = Review.objects.newest_of(round)
    return newest is None or newest.is_draft


def save_imprint(round: Round, *, by: User, **fields: str) -> None:
    require(can_edit_imprint, by)
    if not can_change_imprint(round):
        raise NotReady(BEING_APPROVED)
    imprint, _ = Imprint.objects.update_or_create(round=round, defaults=fields)
    audit.record("entered the imprint", by=by, about=imprint)
