"""What readers say of the agreed draft, and what the leader asks them. Neither opens a lodged reading again."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.foundations import clock
from accounts.foundations.frozen_records import Guard, frozen_once
from accounts.models import User
from accounts.permissions import is_leader
from feedback.models.readings import SEALED, Reading
from living_docs.models import LivingDocument


class DiscussionQuerySet(models.QuerySet):
    def visible_to(self, user: User) -> DiscussionQuerySet:
        """One's own, and the leader all of them, while the readings are unsealed."""
        opened = self.exclude(document__status__in=SEALED).exclude(document__site__in=user.interests.values("site"))
        return opened if is_leader(user) else opened.filter(reading__reader=user)

    def on(self, question: int) -> DiscussionQuerySet:
        return self.filter(question=question)

    def in_order(self) -> DiscussionQuerySet:
        return self.select_related("reading__reader").order_by("question", "pk")


SEALED_AGAIN = (
    "EXISTS (SELECT 1 FROM living_docs_livingdocument d WHERE d.id = NEW.document_id "
    "AND d.status IN ('draft', 'submitted'))"
)


class ReaderComment(models.Model):
    """What a reader says of the agreed comment on one question; the leader says what became of it."""

    class Outcome(models.TextChoices):
        USED = "used", "Used"
        MERGED = "merged", "Merged with other words"
        SET_ASIDE = "set_aside", "Set aside"

    document = models.ForeignKey(LivingDocument, models.PROTECT, related_name="reader_comments")
    reading = models.ForeignKey(Reading, models.PROTECT, related_name="comments_on_agreed")
    question = models.PositiveSmallIntegerField()
    text = models.TextField()
    at = models.DateTimeField(default=clock.now)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = DiscussionQuerySet.as_manager()
    guards = [
        *frozen_once("OLD.outcome <> ''", "a comment with an outcome is frozen"),
        Guard("UPDATE", "OLD.text <> NEW.text", "a reader’s comment stays as it was written"),
        Guard("INSERT", SEALED_AGAIN, "a reader comments once the readings are unsealed"),
    ]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", decided_by=None, decided_at=None)
                | Q(~Q(outcome=""), decided_by__isnull=False, decided_at__isnull=False),
                name="an_outcome_has_who_and_when",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="set_aside") | ~Q(reason=""), name="what_is_set_aside_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"Reader’s comment on question {self.question}, {self.document}"

    @property
    def is_open(self) -> bool:
        return not self.outcome


class QuestionToReader(models.Model):
    """What the leader asks one reader about a lodged reading, and the answer."""

    document = models.ForeignKey(LivingDocument, models.PROTECT, related_name="questions_to_readers")
    reading = models.ForeignKey(Reading, models.PROTECT, related_name="questions_asked")
    question = models.PositiveSmallIntegerField()
    text = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = DiscussionQuerySet.as_manager()
    guards = [
        *frozen_once("OLD.answered_at IS NOT NULL", "an answered question is frozen"),
        Guard("UPDATE", "OLD.text <> NEW.text", "a question stays as it was asked"),
        Guard("INSERT", SEALED_AGAIN, "a reader is asked once the readings are unsealed"),
    ]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | Q(~Q(answer=""), answered_at__isnull=False),
                name="an_answer_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"Question to a reader on question {self.question}, {self.document}"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None
