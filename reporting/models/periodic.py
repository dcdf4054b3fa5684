"""The implementation team’s own accounts of the sites."""

from __future__ import annotations

from django.db import models

from accounts import clock
from accounts.models import User
from accounts.permissions import can_see_periodic_reviews
from sites.models import Site


class PeriodicReviewQuerySet(models.QuerySet["PeriodicReview"]):
    def visible_to(self, user: User) -> PeriodicReviewQuerySet:
        """The leader reads them all; each of the implementation team the team's."""
        return self if can_see_periodic_reviews(user) else self.none()


class PeriodicReview(models.Model):
    """The implementation team's own account of a site in a period, against which the leader reads the documents."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="periodic_reviews")
    period = models.CharField(max_length=60)
    name = models.CharField(max_length=150)
    file = models.FileField(upload_to="periodic/%Y/")
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = PeriodicReviewQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Periodic Review of {self.site}, {self.period}"
