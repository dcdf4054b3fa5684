"""Who is writing where in a review, so that its writers see one another; no lock."""

from __future__ import annotations

from datetime import timedelta

from django.db import models

from accounts.foundations import clock
from accounts.models import User
from reporting.models.drafts import Review

HERE = timedelta(seconds=30)  # a page tells every ten seconds
FRONT = ""  # the place of whoever writes the title and the abstract


class WriterPresenceQuerySet(models.QuerySet["WriterPresence"]):
    def now(self, review: Review) -> WriterPresenceQuerySet:
        """Who has one of the review's pages open to write on it now."""
        now = self.filter(review=review, at__gte=clock.now() - HERE)
        return now.select_related("user").order_by("user__name")


class WriterPresence(models.Model):
    """Where in a review one writer is; a person is in one place."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="presences")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    place = models.SlugField(blank=True)  # the section, or FRONT
    is_typing = models.BooleanField(default=False)
    at = models.DateTimeField(default=clock.now)

    objects = WriterPresenceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "user"], name="a_writer_is_in_one_place")]

    def __str__(self) -> str:
        return f"{self.user} at {self.place or 'the front'}"

    @property
    def sentence(self) -> str:
        if self.is_typing:
            return f"{self.user.name} is writing here too. You can both write."
        return f"{self.user.name} has this page open."
