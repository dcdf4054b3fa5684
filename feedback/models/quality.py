"""What quality assurance says of agreed feedback, and its decision. Never by who read, agreed or wrote."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.foundations import clock
from accounts.foundations.frozen_records import Frozen, Guard
from accounts.models import User
from living_docs.models import LivingDocument

PART_IN_DOCUMENT = " OR ".join(
    [
        "EXISTS (SELECT 1 FROM feedback_reading r WHERE r.document_id = NEW.document_id AND r.reader_id = NEW.by_id)",
        "EXISTS (SELECT 1 FROM feedback_withdrawal w WHERE w.document_id = NEW.document_id AND w.reader_id = NEW.by_id)",
        "EXISTS (SELECT 1 FROM feedback_agreedcomment c "
        "WHERE c.document_id = NEW.document_id AND c.written_by_id = NEW.by_id)",
        "EXISTS (SELECT 1 FROM feedback_agreedsummary s "
        "WHERE s.document_id = NEW.document_id AND s.written_by_id = NEW.by_id)",
        "EXISTS (SELECT 1 FROM accounts_membership m WHERE m.user_id = NEW.by_id AND m.role = 'leader')",
        "EXISTS (SELECT 1 FROM accounts_interest i JOIN living_docs_livingdocument d ON d.site_id = i.site_id "
        "WHERE d.id = NEW.document_id AND i.person_id = NEW.by_id)",
    ]
)
NO_PART = "a QA reviewer neither read the document nor wrote its feedback, and has no ties with its site"


class QualityCheck(Frozen):
    """A QA reviewer passed the agreed feedback, or sent it back with points; `seen` is the text they saw."""

    document = models.ForeignKey(LivingDocument, models.PROTECT, related_name="quality_checks")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    passed = models.BooleanField()
    points = models.TextField(blank=True)
    seen = models.JSONField(default=list)  # [{"heading": …, "lines": […]}], as feedback.since_check reads it
    at = models.DateTimeField(default=clock.now)

    guards = [Guard("INSERT", PART_IN_DOCUMENT, NO_PART)]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(passed=True) | ~Q(points=""), name="what_is_sent_back_has_points")
        ]

    def __str__(self) -> str:
        return f"{'Passed' if self.passed else 'Sent back'}: {self.document}"


class QualityCommentQuerySet(models.QuerySet["QualityComment"]):
    def unticked(self) -> QualityCommentQuerySet:
        return self.filter(done_at=None)

    def in_order(self) -> QualityCommentQuerySet:
        return self.select_related("check_made").order_by("pk")


class QualityComment(models.Model):
    """One thing to mend, said while the feedback is agreed or on sending it back; the leader ticks it off."""

    document = models.ForeignKey(LivingDocument, models.PROTECT, related_name="quality_comments")
    check_made = models.ForeignKey(QualityCheck, models.PROTECT, null=True, related_name="comments")
    text = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    done = models.TextField(blank=True)
    done_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)

    objects = QualityCommentQuerySet.as_manager()
    guards = [
        Guard("INSERT", PART_IN_DOCUMENT, NO_PART),
        Guard(
            "UPDATE",
            "OLD.done_at IS NOT NULL OR NEW.text <> OLD.text OR NEW.by_id <> OLD.by_id "
            "OR NEW.document_id <> OLD.document_id",
            "what quality assurance said is only ticked off, once",
        ),
        Guard("DELETE", "1 = 1", "what quality assurance said stays"),
    ]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_quality_comment_says_something"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True, done="")
                | Q(done_at__isnull=False, done_by__isnull=False) & ~Q(done=""),
                name="a_ticked_comment_says_what_was_done_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"Quality assurance on {self.document}"

    @property
    def is_done(self) -> bool:
        return self.done_at is not None
