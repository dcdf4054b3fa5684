"""The implementation team’s own accounts of the sites."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.foundations import clock
from accounts.models import User
from accounts.permissions import can_see_periodic_reviews, can_upload_periodic_reviews
from reporting.periodic_reviews.periods import in_sentence
from sites.models import Site


class PeriodicFile(models.Model):
    """A file of the implementation team; `words` are its plain text, or `unread` says why there are none."""

    name = models.CharField(max_length=150)
    file = models.FileField(upload_to="periodic/%Y/")
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    words = models.TextField(blank=True)
    unread = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        abstract = True


class PeriodicReviewQuerySet(models.QuerySet["PeriodicReview"]):
    def visible_to(self, user: User) -> PeriodicReviewQuerySet:
        """The leader reads them all, save of sites with which they have ties; each of the implementation team the team's."""
        if not can_see_periodic_reviews(user):
            return self.none()
        return self.exclude(site__in=user.interests.values("site"))

    def standing(self) -> PeriodicReviewQuerySet:
        """Those that nobody marked as wrong."""
        return self.filter(wrong="")

    def listed(self) -> PeriodicReviewQuerySet:
        found = self.select_related("site", "by", "wrong_by", "moved_to__site").defer("words")
        return found.order_by("site__name", "-at", "-pk")


class PeriodicReview(PeriodicFile):
    """The implementation team's own account of a site in a period, against which the leader reads the documents.

    A wrong one stays where it is, marked; one under a wrong site is put under the right one as a further row.
    """

    class Wrong(models.TextChoices):
        SITE = "site", "It is about another site"
        REPLACED = "replaced", "Another one replaces it"
        WITHDRAWN = "withdrawn", "The implementation team takes it back"

    site = models.ForeignKey(Site, models.PROTECT, related_name="periodic_reviews")
    period = models.CharField(max_length=60)
    wrong = models.CharField(max_length=10, choices=Wrong.choices, blank=True)
    wrong_why = models.TextField(blank=True)
    wrong_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    wrong_at = models.DateTimeField(null=True)
    moved_to = models.OneToOneField("self", models.PROTECT, null=True, related_name="moved_from")

    objects = PeriodicReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(wrong="", wrong_why="", wrong_by__isnull=True, wrong_at__isnull=True, moved_to__isnull=True)
                | ~Q(wrong="") & ~Q(wrong_why="") & Q(wrong_by__isnull=False, wrong_at__isnull=False),
                name="a_wrong_periodic_review_says_why_by_whom_and_when",
            )
        ]

    def __str__(self) -> str:
        return f"Periodic Review of {self.site}, {self.period}"

    @property
    def period_in_sentence(self) -> str:
        return in_sentence(self.period)

    @property
    def is_wrong(self) -> bool:
        return self.wrong != ""


class PeriodicUploadQuerySet(models.QuerySet["PeriodicUpload"]):
    def visible_to(self, user: User) -> PeriodicUploadQuerySet:
        """One's own, until they are kept or left out."""
        return self.filter(by=user) if can_upload_periodic_reviews(user) else self.none()


class PeriodicUpload(PeriodicFile):
    """One of many files sent at once: no Periodic Review until whoever sent it has said of which site and period."""

    objects = PeriodicUploadQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
