"""What is written after a reading was lodged, and that a leader looked at readings early."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.foundations import clock
from accounts.foundations.frozen_records import Frozen
from accounts.models import User
from feedback.models.readings import Reading
from feedback.models.remarks import PartOfReading
from living_docs.models import LivingDocument


class Addendum(Frozen):
    """What a reader adds to the own reading after lodging it, marked as such; as blind as the reading."""

    reading = models.ForeignKey(Reading, models.PROTECT, related_name="addenda")
    text = models.TextField()
    after_unsealing = models.BooleanField()
    at = models.DateTimeField(default=clock.now)

    objects = PartOfReading.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="an_addendum_has_words")]

    def __str__(self) -> str:
        return f"Addendum to {self.reading}"

    @property
    def when_written(self) -> str:
        return "after both readings were opened" if self.after_unsealing else "after lodging"


class EarlyLook(Frozen):
    """A leader had the lodged readings of a document shown before all were lodged, for a reason."""

    document = models.ForeignKey(LivingDocument, models.PROTECT, related_name="early_looks")
    by = models.ForeignKey(User, models.PROTECT, related_name="early_looks")
    why = models.TextField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "by"], name="a_leader_looks_early_once"),
            models.CheckConstraint(condition=~Q(why=""), name="an_early_look_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"Early look at the readings of {self.document}"
