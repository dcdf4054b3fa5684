"""Taking back what was sent out: one person asks, another confirms or refuses, once. What was sent is never changed."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from accounts.foundations.frozen_records import Guard
from accounts.foundations.two_person_requests import (
    DECIDED_IN_FULL,
    REFUSED_WITH_A_REASON,
    TwoPersonQuerySet,
    TwoPersonRequest,
)
from sites.clearance import LeavingText, has_clearance

KEPT = "NEW.{0} <> OLD.{0}"
ASKED = " OR ".join(KEPT.format(column) for column in ("product_id", "reason", "asked_by_id", "asked_at"))


class AskedWithdrawal(TwoPersonRequest):
    """Somebody asks to withdraw a product; somebody else confirms that, or refuses with a reason."""

    reason = LeavingText()

    objects = TwoPersonQuerySet.as_manager()
    guards = [
        Guard("UPDATE", f"OLD.decided_at IS NOT NULL OR {ASKED}", "a withdrawal is decided once, and stays as asked"),
        Guard("DELETE", "1 = 1", "a withdrawal stays"),
    ]

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["product"],
                condition=Q(confirmed__isnull=True) | Q(confirmed=True),
                name="%(class)s_is_asked_for_once_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="%(class)s_has_a_reason"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="%(class)s_is_decided_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=DECIDED_IN_FULL,
                name="%(class)s_says_who_decided_and_when",
            ),
            models.CheckConstraint(
                condition=REFUSED_WITH_A_REASON,
                name="%(class)s_refused_has_a_reason",
            ),
        ]

    @property
    def was_asked_again(self) -> bool:
        later = type(self).objects.filter(product=self.product_id, pk__gt=self.pk)  # type: ignore[attr-defined]
        return later.exists()

    def was_decided_since(self, moment: datetime) -> bool:
        return self.decided_at is not None and self.decided_at >= moment


class Withdrawable:
    """A product that can be withdrawn: its row stays as it is, the withdrawal stands beside it."""

    @property
    def withdrawal(self):
        """The confirmed withdrawal, if there is one."""
        return next((one for one in self.withdrawals.all() if one.confirmed), None)  # type: ignore[attr-defined]

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawal is not None


class WithdrawableQuerySet(models.QuerySet):
    def cleared(self):
        """Those that passed what their exit asks for; nothing else is shown or printed."""
        return self.filter(has_clearance())

    def standing(self):
        """Those that were not withdrawn."""
        return self.cleared().exclude(withdrawals__confirmed=True)

    def newest_by(self, whole: str):
        """The newest version for each round or document. One that is withdrawn does not bring back the one before."""
        newer = self.model._default_manager.filter(**{whole: OuterRef(whole), "version__gt": OuterRef("version")})
        return self.filter(~Exists(newer))
