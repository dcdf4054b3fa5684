"""What one person asks for and another decides, once: the columns and conditions that every such request has."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.foundations import clock

DECIDED_IN_FULL = Q(confirmed__isnull=True, decided_by__isnull=True, decided_at__isnull=True) | Q(
    confirmed__isnull=False, decided_by__isnull=False, decided_at__isnull=False
)
REFUSED_WITH_A_REASON = Q(confirmed=False) & ~Q(refusal="") | Q(refusal="") & (
    Q(confirmed__isnull=True) | Q(confirmed=True)
)


class TwoPersonQuerySet(models.QuerySet):
    def waiting(self) -> Self:
        return self.filter(confirmed=None)

    def refused(self) -> Self:
        return self.filter(confirmed=False)


class TwoPersonRequest(models.Model):
    """`confirmed` is None while it waits, then True, or False with a refusal."""

    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    confirmed = models.BooleanField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    refusal = models.TextField(blank=True)

    class Meta:
        abstract = True

    @property
    def is_waiting(self) -> bool:
        return self.confirmed is None

    def decide(self, *, confirmed: bool, by, refusal: str = "") -> None:
        """Note who decided what, and when. Whether they may is for the caller to ask."""
        self.confirmed, self.decided_by, self.decided_at, self.refusal = confirmed, by, clock.now(), refusal
        self.save()
