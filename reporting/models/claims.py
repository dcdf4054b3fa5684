"""Claims: a saved question about a round's documents, and the answers that were taken for it, one after another."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from accounts.foundations import clock
from accounts.foundations.frozen_records import Frozen
from accounts.models import User
from living_docs.models import Round


class Claim(models.Model):
    """A question put to every document of a round. A review prints its number through its token alone."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="claims")
    key = models.CharField(max_length=80)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "key"], name="a_question_is_claimed_once_a_round")]

    def __str__(self) -> str:
        return f"Claim {self.key}, round {self.round.number}"

    def get_absolute_url(self) -> str:
        return reverse("claim", args=[self.round.number, self.key])

    @property
    def token(self) -> str:
        return f"[[count:{self.key}]]"

    @property
    def taken(self) -> ClaimAnswer:
        """The answer that stands for the claim: the last one a person took."""
        return max(self.answers.all(), key=lambda answer: answer.pk)


class ClaimAnswer(Frozen):
    """What the documents answered when a person last looked: the evidence itself, and its fingerprint."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="answers")
    evidence = models.JSONField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"Answer to {self.claim}"
