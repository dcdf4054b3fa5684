"""The record of who did what, its head, and when it was last checked."""

from __future__ import annotations

from django.db import models
from django.db.models import Case, F, Q, Value, When

from accounts.foundations import clock
from accounts.foundations.frozen_records import Frozen
from accounts.models.people import Membership, User
from accounts.roles import Role


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    def visible_to(self, user: User) -> AuditEventQuerySet:
        """Leader and office see what was done, save what nobody else may know of; everyone sees their own."""
        if user.has_role(Role.LEADER, Role.OFFICE):
            hidden = Q(verb__startswith=AuditEvent.READER_VERB) | Q(verb__startswith=AuditEvent.CONFIDENTIAL_VERB)
            return self.filter(Q(by=user) | ~hidden)
        return self.filter(by=user)

    def with_reasons_for(self, user: User) -> AuditEventQuerySet:
        """Each with its `reason` as far as a person may read it: what the team gives as reasons tells of documents and
        reports, so the office reads only its own."""
        if user.has_role(Role.LEADER):
            return self.annotate(reason=F("why"))
        readable = Q(by=user) | Q(by__in=Membership.objects.filter(role=Role.OFFICE).values("user"))
        return self.annotate(
            reason=Case(When(readable, then=F("why")), default=Value(""), output_field=models.TextField())
        )

    def newest_first(self) -> AuditEventQuerySet:
        return self.select_related("by", "site").order_by("-number")


class AuditEvent(Frozen):
    """Who did or saw what. Each event carries the hash of the one before: none can be changed or left out."""

    READER_VERB = "as reader"  # such events would tell one reader, or the leader, how far the other is
    CONFIDENTIAL_VERB = "in confidence"  # these, that a site asked for help, or what it keeps in its diary

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=40)
    about = models.CharField(max_length=200)
    site = models.ForeignKey("pilot_sites.Site", models.PROTECT, null=True, related_name="+")
    why = models.TextField(blank=True)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    seal = None  # type: ignore[assignment]  # the hash is one, and more

    objects = AuditEventQuerySet.as_manager()

    reason: str  # as `with_reasons_for` gives it

    def __str__(self) -> str:
        return f"{self.number}. {self.verb} {self.about}"


class AuditHead(models.Model):
    """The last link of the chain: the row every new event locks first, so that numbers have no gap."""

    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="0" * 64)


class IntegrityCheck(models.Model):
    """One day's look at whether any record was touched: what was found, in sentences; nothing when all is whole."""

    day = models.DateField(unique=True)
    began_at = models.DateTimeField(default=clock.now)
    ended_at = models.DateTimeField(null=True)
    events = models.PositiveBigIntegerField(default=0)
    rows = models.PositiveBigIntegerField(default=0)
    problems = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"Check of {self.day}: {len(self.problems)} problems"
