"""The one voice that readings become: an agreed comment a question, a summary and points for the next round."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.foundations import clock
from accounts.foundations.frozen_records import Frozen
from accounts.models import User
from feedback.models.readings import CommentFields
from living_docs.models import LivingDocument


class AgreedComment(CommentFields):
    """The one voice on one question, written by the leader from the readings."""

    document = models.ForeignKey(LivingDocument, models.PROTECT, related_name="agreed_comments")
    origins = models.JSONField(default=dict)  # {"noted": [{"text": …, "from": ["A"], "edited": false}]}
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "question"], name="one_agreed_comment_a_question"),
            models.CheckConstraint(condition=Q(version__gt=0), name="an_agreed_version_counts_from_one"),
        ]

    @property
    def said(self) -> list[str]:
        """All that it says, line by line."""
        return [line for _, lines in self.texts for line in lines if line.strip()]

    def __str__(self) -> str:
        return f"Agreed comment on question {self.question}, {self.document}"


class AgreedSummary(models.Model):
    """Thanks and summary, up to five points for the next round, the offer of a call."""

    document = models.OneToOneField(LivingDocument, models.PROTECT, related_name="agreed_summary")
    summary = models.TextField(blank=True)
    next_points = models.JSONField(default=list)  # [{"text": …, "prompts": ["3.2"]}]
    call_offer = models.TextField(blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"Agreed summary, {self.document}"

    @property
    def said(self) -> list[str]:
        return [*self.summary.splitlines(), *(point["text"] for point in self.next_points), self.call_offer]


SUMMARY = -1  # where a question's number stands: the summary, its points and the offer of a call


class AgreedVersion(Frozen):
    """What was agreed on one question, or in the summary, each time it was saved."""

    document = models.ForeignKey(LivingDocument, models.PROTECT, related_name="agreed_versions")
    question = models.SmallIntegerField()
    number = models.PositiveIntegerField()
    data = models.JSONField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "question", "number"], name="an_agreed_version_is_kept_once"),
        ]

    def __str__(self) -> str:
        return f"Version {self.number} of what was agreed, {self.document}"
