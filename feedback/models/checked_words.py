"""The words that the guard watches for, and the findings that were kept with a reason."""

from __future__ import annotations

from django.db import models

from accounts.foundations import clock
from accounts.foundations.frozen_records import Frozen
from accounts.models import User
from living_docs.models import LivingDocument
from sites.models import Programme


class WatchedWord(models.Model):
    """A word or phrase that agreed feedback does without, or one in which such a word means something else."""

    class Kind(models.TextChoices):
        COMPARISON = "comparison", "Comparing or ranking"
        JUDGEMENT = "judgement", "Success or failure"
        ALLOWED = "allowed", "Allowed all the same"

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="watched_words")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    phrase = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "phrase"], name="a_phrase_is_watched_once")]

    def __str__(self) -> str:
        return self.phrase


class KeptFinding(Frozen):
    """The leader kept words that the guard found, with a reason. It holds for the same words in the same sentence."""

    document = models.ForeignKey(LivingDocument, models.PROTECT, related_name="kept_findings")
    key = models.CharField(max_length=64)
    reason = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "key"], name="a_finding_is_kept_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="a_kept_finding_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"Kept finding, {self.document}"
