"""A thematic review as published, for good."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.foundations import clock
from accounts.foundations.frozen_records import Frozen
from accounts.models import User
from living_docs.models import AskedWithdrawal, Round, Withdrawable, WithdrawableQuerySet
from reporting.models.drafts import Review


class PublicationQuerySet(WithdrawableQuerySet):
    def visible_to(self, user: User) -> PublicationQuerySet:
        """Everyone with a part in the programme reads what is published."""
        return self.cleared() if user.roles else self.none()

    def newest_first(self) -> PublicationQuerySet:
        return self.order_by("-round__number", "-version")

    def current(self) -> PublicationQuerySet:
        """The newest version of each round's review, unless it was withdrawn: nothing else is read on or counted."""
        return self.newest_by("round").standing()


class Publication(Withdrawable, Frozen):
    """A thematic review as published: anonymous data with its SHA-256. What replaces it is a further version."""

    review = models.OneToOneField(Review, models.PROTECT, related_name="publication")
    round = models.ForeignKey(Round, models.PROTECT, related_name="publications")
    version = models.PositiveSmallIntegerField()
    data = models.JSONField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "version"], name="a_publication_has_its_version"),
            models.CheckConstraint(condition=Q(version__gt=0), name="a_publication_version_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"Thematic review of round {self.round.number}, version {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("published", args=[self.round.number])


class ReviewWithdrawal(AskedWithdrawal):
    """A published version that should not have gone is taken back from all readers."""

    product = models.ForeignKey(Publication, models.PROTECT, related_name="withdrawals")

    class Meta(AskedWithdrawal.Meta):
        pass

    def __str__(self) -> str:
        return f"Withdrawal: {self.product}"
