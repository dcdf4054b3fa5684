"""What a reader says of one prompt or one passage, and what was saved on the way."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from accounts.foundations import clock
from accounts.models import User
from feedback.models.readings import FROZEN_WHEN_LODGED, Reading
from living_docs.answer_text import VERSION
from living_docs.models import Submission


class PartOfReading(models.QuerySet):
    def visible_to(self, user: User):
        """Whoever may see a reading may see all its parts."""
        return self.filter(reading__in=Reading.objects.visible_to(user))

    def oldest_first(self):
        return self.order_by("pk")


class Remark(models.Model):
    """A comment on a prompt, or on a passage: its words, and where they stand in the plain text of the answer."""

    key = models.UUIDField(default=uuid.uuid4, unique=True)  # made with the empty form, so that nothing is added twice
    reading = models.ForeignKey(Reading, models.PROTECT, related_name="remarks")
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="+")
    question = models.PositiveSmallIntegerField()
    prompt_number = models.CharField(max_length=8)
    text = models.TextField()
    quoted = models.TextField(blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)  # code points of `answer_text.text_of`
    end = models.PositiveIntegerField(null=True, blank=True)
    text_version = models.PositiveSmallIntegerField(default=VERSION)  # of the text that these are offsets of
    excerpt = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = PartOfReading.as_manager()
    guards = FROZEN_WHEN_LODGED

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(version__gt=0), name="a_remark_version_counts_from_one"),
            models.CheckConstraint(condition=~Q(text=""), name="a_remark_has_words"),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True) | Q(start__lt=models.F("end")),
                name="a_passage_has_a_start_and_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"Remark on {self.prompt_number}, {self.reading}"

    @property
    def has_passage(self) -> bool:
        return bool(self.quoted)


class SavedDraft(models.Model):
    """One part of a reading as it was saved, by version: what two windows of one reader are merged upon."""

    SUMMARY = -1  # the other parts are the numbers of their questions

    reading = models.ForeignKey(Reading, models.PROTECT, related_name="drafts")
    part = models.SmallIntegerField()
    number = models.PositiveIntegerField()
    fields = models.JSONField()
    at = models.DateTimeField(default=clock.now)

    objects = PartOfReading.as_manager()
    guards = FROZEN_WHEN_LODGED

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reading", "part", "number"], name="a_part_is_saved_once_a_version")
        ]

    def __str__(self) -> str:
        return f"Version {self.number} of part {self.part}, {self.reading}"
