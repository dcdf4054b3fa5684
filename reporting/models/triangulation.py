"""Where the implementation team's accounts and the sites' documents say the same, differ, or add to one another."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from accounts import clock
from accounts.models import User
from accounts.permissions import can_triangulate
from living_docs.models import Round
from reporting.models.periodic import PeriodicReview
from themes.models import Theme


class TriangulationNoteQuerySet(models.QuerySet["TriangulationNote"]):
    def visible_to(self, user: User) -> TriangulationNoteQuerySet:
        return self if can_triangulate(user) else self.none()

    def open(self) -> TriangulationNoteQuerySet:
        """Differences that have not been settled."""
        return self.filter(stance=TriangulationNote.Stance.DIFFERS, settled_at=None)

    def open_first(self) -> TriangulationNoteQuerySet:
        is_open = Q(stance=TriangulationNote.Stance.DIFFERS, settled_at=None)
        named = self.select_related("periodic_review__site", "theme", "by", "settled_by")
        return named.order_by(models.Case(models.When(is_open, then=0), default=1), "periodic_review__site__name", "pk")


class TriangulationNote(models.Model):
    """The leader's note on one site and theme: what a Periodic Review says beside the site's own document."""

    class Stance(models.TextChoices):
        CONFIRMS = "confirms", "Confirms the document"
        DIFFERS = "differs", "Differs from the document"
        ADDS = "adds", "Adds to the document"

    round = models.ForeignKey(Round, models.PROTECT, related_name="triangulation_notes")
    periodic_review = models.ForeignKey(PeriodicReview, models.PROTECT, related_name="notes")
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, related_name="+")
    stance = models.CharField(max_length=10, choices=Stance.choices)
    text = models.TextField()
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
        return self.stance == self.Stance.DIFFERS and self.settled_at is None
