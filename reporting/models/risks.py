"""What an attack on a review came to, text by text."""

from __future__ import annotations

from django.db import models

from accounts.foundations import clock
from accounts.foundations.frozen_records import Frozen
from accounts.models import User
from accounts.permissions import can_work_on_reviews
from living_docs.models import Round
from reporting.models.drafts import Review

TIMES_CHANCE = 2


class ReidentificationRiskQuerySet(models.QuerySet["ReidentificationRisk"]):
    def visible_to(self, user: User) -> ReidentificationRiskQuerySet:
        """The evaluation team's alone: where an attack is right tells sites."""
        return self if can_work_on_reviews(user) else self.none()

    def since_first_draft(self, round: Round) -> ReidentificationRiskQuerySet:
        """Of every version of a round's review, the oldest first."""
        return self.filter(review__round=round).order_by("at", "pk")


class ReidentificationRisk(Frozen):
    """How often a reader who knows all documents would be right about exactly this text."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="risks")
    content_sha256 = models.CharField(max_length=64)
    data = models.JSONField()
    at = models.DateTimeField(default=clock.now)

    objects = ReidentificationRiskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "content_sha256"], name="a_text_is_attacked_once"),
        ]

    def __str__(self) -> str:
        return f"Re-identification risk of the {str(self.review)[0].lower()}{str(self.review)[1:]}"

    @property
    def quotations(self) -> dict:
        return self.data["quotations"]

    @property
    def claims(self) -> dict:
        return self.data["claims"]

    @property
    def is_high(self) -> bool:
        """Whether more than twice as many copies are told as chance would tell."""
        return self.quotations["copy"] > TIMES_CHANCE * self.quotations["chance"] * self.quotations["of"]

    def of_copy(self, token: str, anonymised: str) -> dict | None:
        """What came of one quotation, unless it was reworded since."""
        found = self.quotations["each"].get(token)
        return found if found and found["copy"] == anonymised else None
