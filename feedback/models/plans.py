"""How a round is read: the plan, each draw of the sample, and the readings that were taken away before lodging."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.foundations import clock
from accounts.foundations.frozen_records import Frozen
from accounts.models import User
from living_docs.models import LivingDocument, Round


class ReadingPlan(Frozen):
    """Every document by two, or a sample of so many by two and the rest by one. A new choice is a new row."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="reading_plans")
    sample = models.PositiveSmallIntegerField(null=True, blank=True)  # None: every document by two
    seed = models.CharField(max_length=32)
    read_by = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(sample__isnull=True) | Q(sample__gt=0), name="a_sample_is_not_empty")
        ]

    def __str__(self) -> str:
        return f"Reading plan of {self.round}"

    @property
    def in_words(self) -> str:
        if self.sample is None:
            return "Every document is read by two."
        return f"A sample of {self.sample}, drawn at random, is read by two; the rest by one."


class Draw(Frozen):
    """What a plan's seed drew for the sample, and out of which documents, so that it can be repeated and shown."""

    plan = models.ForeignKey(ReadingPlan, models.PROTECT, related_name="draws")
    pool = models.JSONField()  # the sites' slugs that were submitted then, in order
    drawn = models.JSONField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{len(self.drawn)} of {len(self.pool)}, {self.plan}"


class Withdrawal(Frozen):
    """A reading that was taken away or given back before lodging: who gave to whom, why, and all that was typed.

    The text is nobody's to read in the pages; it is kept so that nothing typed is lost.
    """

    document = models.ForeignKey(LivingDocument, models.PROTECT, related_name="withdrawals")
    reader = models.ForeignKey(User, models.PROTECT, related_name="+")
    successor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    why = models.TextField(blank=True)
    text = models.JSONField()  # [{"model": …, "fields": {…}}]: the reading and whatever hung on it
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.reader} no longer reads {self.document}"

    @property
    def was_given_back(self) -> bool:
        return self.by_id == self.reader_id
