"""Why a review went to its approvers although something was not ready."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.foundations.frozen_records import Frozen
from reporting.models.drafts import ReviewMove


class ReadinessReason(Frozen):
    """What was not ready when a review was sent for approval, and the reason that its approvers read."""

    move = models.ForeignKey(ReviewMove, models.PROTECT, related_name="reasons")
    check_name = models.CharField(max_length=40)
    problem = models.TextField()
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["move", "check_name"], name="one_reason_is_given_for_what_is_not_ready"),
            models.CheckConstraint(condition=~Q(text=""), name="what_is_not_ready_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.problem} {self.text}"
