"""What the virus scanner said of a file, by the SHA-256 of its content."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.foundations import clock


class Verdict(models.TextChoices):
    WAITING = "waiting", "Not yet looked at"
    CLEAN = "clean", "Nothing found"
    INFECTED = "infected", "Something found"


class FileScan(models.Model):
    """One content that was uploaded. Until the scanner has answered nobody gets the file."""

    sha256 = models.CharField(max_length=64, unique=True)
    verdict = models.CharField(max_length=8, choices=Verdict.choices, default=Verdict.WAITING)
    signature = models.CharField(max_length=150, blank=True)
    asked_at = models.DateTimeField(default=clock.now)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict=Verdict.WAITING, answered_at=None)
                | (~Q(verdict=Verdict.WAITING) & Q(answered_at__isnull=False)),
                name="a_scan_that_ended_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sha256[:8]}: {self.get_verdict_display()}"
