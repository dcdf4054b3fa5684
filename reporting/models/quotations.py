"""Words of a document beside their anonymised copy, which alone leaves the team."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from accounts.foundations import clock
from accounts.models import User
from living_docs.models import Submission
from reporting.models.drafts import Review


class Quotation(models.Model):
    """Words of one submission with their anonymised copy, which a second person approves as it stands."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="quotations")
    token = models.SlugField()
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="quotations")
    prompt_number = models.CharField(max_length=8)
    original = models.TextField()
    anonymised = models.TextField()
    anonymised_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    refused_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    refusal = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "token"], name="a_quotation_token_is_used_once"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("anonymised_by")),
                name="a_second_person_approves_a_quotation",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="an_approved_quotation_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(refused_by__isnull=True, refusal="")
                | Q(refused_by__isnull=False, approved_by__isnull=True) & ~Q(refusal=""),
                name="a_refused_quotation_says_why_and_is_not_approved",
            ),
        ]

    def __str__(self) -> str:
        return f"Quotation {self.token}"

    @property
    def marker(self) -> str:
        return f"[[quotation:{self.token}]]"

    @property
    def is_approved(self) -> bool:
        return self.approved_by_id is not None

    @property
    def is_refused(self) -> bool:
        return self.refused_by_id is not None

    @property
    def is_decided(self) -> bool:
        return self.is_approved or self.is_refused

    @property
    def waits(self) -> str:
        """What is to be said of a quotation that cannot be printed yet."""
        return "" if self.is_approved else "Refused" if self.is_refused else "Not approved yet"

    def is_readable_by(self, user: User) -> bool:
        """Whether a person may read the document that the words come from."""
        return Submission.objects.visible_to(user).filter(pk=self.submission_id).exists()

    @property
    def was_replaced(self) -> bool:
        """Whether the site has sent its document again since these words were taken."""
        return self.submission.document.current_submission != self.submission
