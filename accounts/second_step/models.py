"""A second step that its owner has lost: one of the office asks to reset it, a second person confirms."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.foundations.frozen_records import Guard
from accounts.foundations.two_person_requests import (
    DECIDED_IN_FULL,
    REFUSED_WITH_A_REASON,
    TwoPersonQuerySet,
    TwoPersonRequest,
)

ASKED_ONCE = "OLD.decided_at IS NOT NULL OR NEW.person_id <> OLD.person_id OR NEW.asked_by_id <> OLD.asked_by_id"


class SecondStepResetQuerySet(TwoPersonQuerySet):
    def with_people(self) -> SecondStepResetQuerySet:
        return self.select_related("person", "asked_by", "decided_by")


class SecondStepReset(TwoPersonRequest):
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="second_step_resets")
    reason = models.TextField()

    objects = SecondStepResetQuerySet.as_manager()
    guards = [
        Guard("UPDATE", ASKED_ONCE, "a reset is decided once, and stays as asked"),
        Guard("DELETE", "1 = 1", "an asked reset stays"),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(confirmed__isnull=True), name="a_reset_is_asked_for_once_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(person=F("asked_by")), name="nobody_asks_for_their_own_reset"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | (~Q(decided_by=F("asked_by")) & ~Q(decided_by=F("person"))),
                name="a_reset_is_decided_by_a_second_person",
            ),
            models.CheckConstraint(condition=DECIDED_IN_FULL, name="a_decided_reset_says_who_and_when"),
            models.CheckConstraint(condition=REFUSED_WITH_A_REASON, name="a_refused_reset_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"Second step of {self.person}"
