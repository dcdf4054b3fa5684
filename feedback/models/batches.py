"""Releasing several reports together: the batch, each report in it, the corrections, and the calls that followed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.foundations import clock
from accounts.foundations.frozen_records import Frozen
from accounts.models import User
from living_docs.models import LivingDocument, Round
from living_docs.workflow import Status
from sites.clearance import LeavingText


class ReleaseBatch(models.Model):
    """Reports of a round that the leader releases together, at `due`; the worker does it, one by one."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="release_batches")
    due = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"Release of {self.round}"

    @property
    def waits_for_its_time(self) -> bool:
        return clock.now() < self.due


class BatchedReportQuerySet(models.QuerySet["BatchedReport"]):
    def waiting(self) -> BatchedReportQuerySet:
        return self.filter(outcome=BatchedReport.Outcome.WAITING)

    def due(self) -> BatchedReportQuerySet:
        return self.waiting().filter(batch__due__lte=clock.now())


class BatchedReport(models.Model):
    """One report of a batch and what became of it."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RELEASED = "released", "Released"
        FAILED = "failed", "Not released"
        CANCELLED = "cancelled", "Cancelled"

    batch = models.ForeignKey(ReleaseBatch, models.PROTECT, related_name="reports")
    document = models.ForeignKey(LivingDocument, models.PROTECT, related_name="batched")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    problem = models.TextField(blank=True)
    release = models.OneToOneField("feedback.Release", models.PROTECT, null=True, related_name="batched")

    objects = BatchedReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document"], condition=Q(outcome="waiting"), name="a_report_waits_in_one_batch"
            ),
            models.CheckConstraint(
                condition=Q(outcome="released", release__isnull=False)
                | (~Q(outcome="released") & Q(release__isnull=True)),
                name="a_released_report_names_its_release",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.get_outcome_display()}"


class Correction(models.Model):
    """What was released is written anew and checked anew; the document stays released meanwhile and after."""

    document = models.ForeignKey(LivingDocument, models.PROTECT, related_name="corrections")
    reason = LeavingText()
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.AGREEING)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document"], condition=~Q(status="released"), name="one_correction_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_correction_says_why"),
        ]

    def __str__(self) -> str:
        return f"Correction of the feedback on {self.document}"

    @property
    def is_under_way(self) -> bool:
        return self.status != Status.RELEASED


class Call(Frozen):
    """A call that followed the offer in a report: when it was and what was said."""

    document = models.ForeignKey(LivingDocument, models.PROTECT, related_name="calls")
    called_on = models.DateField()
    took_part = models.CharField(max_length=300)
    said = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"Call with {self.document}, {self.called_on}"
