"""Words of a document beside their anonymised copy, which alone leaves the team."""

from __future__ import annotations

from django.db import models

from accounts import clock
from accounts.models import User
from living_docs.models import Submission
from reporting.models.drafts import Review


class Quotation(models.Model):
    """Words of one submission with their anonymised copy. Only the copy ever leaves the team."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="quotations")
    token = models.SlugField()
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="+")
    prompt_number = models.CharField(max_length=8)
    original = models.TextField()
    anonymised = models.TextField()
    anonymised_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "token"], name="a_quotation_token_is_used_once")]

    def __str__(self) -> str:
        return f"Quotation {self.token}"
