"""Where the implementation team's accounts and the sites' documents say the same, differ, or add to one another."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from accounts.foundations import clock
from accounts.models import User
from accounts.permissions import can_triangulate
from living_docs.models import Round
from reporting.models.periodic_reviews import PeriodicReview
from themes.models import Theme

IS_OPEN = Q(stance="differs", settled_at=None, periodic_review__wrong="")


class TriangulationNoteQuerySet(models.QuerySet["TriangulationNote"]):
    def visible_to(self, user: User) -> TriangulationNoteQuerySet:
        """The leader’s, save of sites with which they have ties."""
        if not can_triangulate(user):
            return self.none()
        return self.exclude(periodic_review__site__in=user.interests.values("site"))

    def open(self) -> TriangulationNoteQuerySet:
        """Differences that have not been settled; those with a Periodic Review that was marked as wrong are none."""
        return self.filter(IS_OPEN)

    def open_first(self) -> TriangulationNoteQuerySet:
        named = self.select_related("periodic_review__site", "theme", "by", "settled_by")
        return named.order_by(models.Case(models.When(IS_OPEN, then=0), default=1), "periodic_review__site__name", "pk")


class TriangulationNote(models.Model):
    """The leader's note on one site and theme: what a Periodic Review says beside the site's own document.

    `passage` are the words of the Periodic Review that it rests on.
    """

    class Stance(models.TextChoices):
        CONFIRMS = "confirms", "Confirms the document"
        DIFFERS = "differs", "Differs from the document"
        ADDS = "adds", "Adds to the document"

    round = models.ForeignKey(Round, models.PROTECT, related_name="triangulation_notes")
    periodic_review = models.ForeignKey(PeriodicReview, models.PROTECT, related_name="notes")
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, related_name="+")
    stance = models.CharField(max_length=10, choices=Stance.choices)
    text = models.TextField()
    passage = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    settled = models.TextField(blank=True)
    settled_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    objects = TriangulationNoteQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_triangulation_note_has_words"),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by__isnull=True, settled="")
                | Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(settled="") & Q(settled_at__gte=F("at")),
                name="a_settled_difference_says_how_by_whom_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stance_display()}: {self.periodic_review}"

    @property
    def is_open(self) -> bool:
        differs = self.stance == self.Stance.DIFFERS
        return differs and self.settled_at is None and not self.periodic_review.is_wrong
