"""A review as it would be printed, before it is published."""

from __future__ import annotations

from django.db import models

from accounts.models import User
from accounts.permissions import can_work_on_reviews
from living_docs.models import PrintedCopy
from reporting.models.drafts import Review


class ReviewProofQuerySet(models.QuerySet["ReviewProof"]):
    def visible_to(self, user: User) -> ReviewProofQuerySet:
        """The evaluation team's; nobody else reads a review before it is published."""
        return self if can_work_on_reviews(user) else self.none()


class ReviewProof(PrintedCopy):
    """A review in the making. A newer proof takes the place of the last."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="proofs")

    objects = ReviewProofQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Proof of the {str(self.review)[0].lower()}{str(self.review)[1:]}"
