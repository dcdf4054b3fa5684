"""What the anonymity gate found and what was decided, and who approved exactly which text."""

from __future__ import annotations

import hashlib

from django.db import models
from django.db.models import Q

from accounts.foundations import clock
from accounts.foundations.frozen_records import Frozen, Guard
from accounts.models import User
from reporting.anonymity.reasons import reason_of
from reporting.models.drafts import Review


class GateCheck(models.Model):
    """When the gate last read a review and what it read. What it found are the findings of the review."""

    review = models.OneToOneField(Review, models.PROTECT, related_name="gate_check")
    sha256 = models.CharField(max_length=64)  # of all that was read: `reporting.anonymity.findings.GateText`
    sources = models.CharField(max_length=64)  # of what that was made from: `reporting.anonymity.gate_sources`
    places = models.JSONField(default=list)  # every place of the review, in its order
    words = models.PositiveIntegerField()
    terms = models.JSONField(default=list)  # [[kind, how many names of it were looked for]]
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"Check of {self.review}"


class FindingQuerySet(models.QuerySet["Finding"]):
    def found(self) -> FindingQuerySet:
        """What the last check found, in the order in which it was first found."""
        there = self.exclude(decision=Finding.Decision.GONE)
        return there.select_related("asked_by", "decided_by", "refused_by").order_by("pk")


class Finding(models.Model):
    """One place that could tell a site, and what was decided about it.

    Known by its kind, the words found and the sentence they stand in: when the text changes, the decision is undone.
    """

    class Decision(models.TextChoices):
        OPEN = "open", "Open"
        ASKED = "asked", "Asked to keep"
        CALLED = "called", "Called a false alarm"
        KEPT = "kept", "Kept by a second person"
        FALSE = "false", "False alarm, agreed by a second person"
        GONE = "gone", "Changed"

    AGREED = {Decision.ASKED: Decision.KEPT, Decision.CALLED: Decision.FALSE}  # what a second person's word makes of it
    WAITING = tuple(AGREED)
    LET_STAND = tuple(AGREED.values())

    review = models.ForeignKey(Review, models.PROTECT, related_name="findings")
    key = models.CharField(max_length=64)
    where = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)
    hit = models.CharField(max_length=200)
    sentence = models.TextField()
    decision = models.CharField(max_length=8, choices=Decision.choices, default=Decision.OPEN)
    reason = models.TextField(blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    refused_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    refusal = models.TextField(blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "key"], name="a_finding_is_noted_once"),
            models.CheckConstraint(
                condition=~Q(decision__in=["asked", "called", "kept", "false"])
                | (Q(asked_by__isnull=False) & ~Q(reason="")),
                name="what_is_kept_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(decision__in=["kept", "false"])
                | (Q(decided_by__isnull=False) & ~Q(decided_by=models.F("asked_by"))),
                name="a_second_person_agrees_about_a_finding",
            ),
            models.CheckConstraint(
                condition=Q(refused_by__isnull=True) | ~Q(refusal=""),
                name="a_refusal_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.hit}"

    @property
    def is_open(self) -> bool:
        return self.decision == self.Decision.OPEN or self.waits_for_second

    @property
    def waits_for_second(self) -> bool:
        return self.decision in self.WAITING

    @property
    def is_false_alarm(self) -> bool:
        return self.decision in {self.Decision.CALLED, self.Decision.FALSE}

    @property
    def asked(self) -> str:
        """A mark of what is asked of the second person, and by whom; any other request has another."""
        said = [self.decision, str(self.asked_by_id), self.reason]
        return hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:16]

    @property
    def why(self) -> str:
        """Why it was found, and what can be done about it."""
        return reason_of(self.kind, self.hit)

    @property
    def parts(self) -> tuple[str, str, str]:
        """The sentence before, at and after what was found."""
        return self.sentence.partition(self.hit)

    def reopen(self) -> None:
        """Nothing is decided of it any more."""
        self.decision, self.reason, self.refusal = self.Decision.OPEN, "", ""
        self.asked_by = self.decided_by = self.decided_at = self.refused_by = None
        self.save()

    def decide_as_before(self) -> None:
        """What an earlier version of the review decided of the same words in the same sentence."""
        decided = Finding.objects.filter(review__round=self.review.round, key=self.key, decision__in=self.LET_STAND)
        if before := decided.order_by("-review__version").first():
            for name in ("decision", "reason", "asked_by", "decided_by", "decided_at"):
                setattr(self, name, getattr(before, name))
            self.save()


class Approval(Frozen):
    """One person's approval of exactly this content; any edit makes another content."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="approvals")
    content_sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    guards = [
        Guard(
            "INSERT",
            "EXISTS (SELECT 1 FROM accounts_interest i WHERE i.person_id = NEW.by_id)",
            "who approves a review has no ties with any site",
        )
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "content_sha256", "by"], name="a_person_approves_a_text_once")
        ]

    def __str__(self) -> str:
        return f"Approval of {self.review}"
