"""Proofs of a review, on paper, for those who write and approve it."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from accounts.permissions import can_ask_for_proof, require
from reporting.models import Review, ReviewProof
from reporting.review import contents as thematic_review


@transaction.atomic
def make_proof(review: Review, *, by: User) -> ReviewProof:
    """Hold on to what would be published now, so that its PDF is of one moment while others go on writing."""
    require(can_ask_for_proof, by, review)
    review.proofs.all().delete()
    return ReviewProof.objects.create(review=review, data=thematic_review.draft_data(review) | {"proof": True}, by=by)
