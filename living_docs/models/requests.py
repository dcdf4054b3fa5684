"""What a site asks to be allowed: more time, or its document back. Decided once, with a reason."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.foundations import clock
from accounts.foundations.frozen_records import Guard, frozen_once
from accounts.models import User
from accounts.permissions import is_leader, is_office
from living_docs import uk_time
from living_docs.models.documents import LivingDocument
from sites.clearance import LeavingText


class RequestQuerySet(models.QuerySet["Request"]):
    def visible_to(self, user: User) -> RequestQuerySet:
        """A site's own; the office those it decides on, the leader those for a document's return."""
        known = Q(document__site__in=[site.pk for site in user.sites])
        if is_office(user):
            known |= Q(kind=Request.Kind.MORE_TIME)
        if is_leader(user):
            known |= Q(kind=Request.Kind.REOPENING) & ~Q(document__site__in=user.interests.values("site"))
        return self.filter(known)

    def in_order(self) -> RequestQuerySet:
        return self.select_related("document__site", "document__round", "by", "decided_by").order_by("at", "pk")

    def waiting(self) -> list[Request]:
        """Those that somebody still has to decide on."""
        return [request for request in self.filter(decision="").in_order() if request.is_waiting]


class Request(models.Model):
    """A site's project manager asks; the office decides on more time, the task leader on giving a document back."""

    class Kind(models.TextChoices):
        MORE_TIME = "more_time", "More time"
        REOPENING = "reopening", "The document back"

    class Decision(models.TextChoices):
        GRANTED = "granted", "Granted"
        DECLINED = "declined", "Declined"

    document = models.ForeignKey(LivingDocument, models.PROTECT, related_name="requests")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    wished = models.DateTimeField(null=True, blank=True)
    reason = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    decision = models.CharField(max_length=12, choices=Decision.choices, blank=True)
    why = LeavingText(blank=True)
    until = models.DateTimeField(null=True, blank=True)  # of more time that was granted
    instead_of = models.DateTimeField(null=True, blank=True)  # the deadline there was
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = RequestQuerySet.as_manager()
    guards = [
        *frozen_once("OLD.decision <> ''", "a decided request is frozen"),
        Guard("UPDATE", "NEW.reason <> OLD.reason OR NEW.at <> OLD.at", "what was asked is frozen"),
        Guard(
            "UPDATE",
            "NEW.decision = 'granted' AND NEW.kind = 'more_time' AND NEW.until IS NULL",
            "more time that is granted says until when",
        ),
    ]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True, instead_of__isnull=True) | Q(until__gt=models.F("instead_of")),
                name="more_time_ends_after_the_time_there_was",
            ),
            models.CheckConstraint(
                condition=Q(kind="more_time", wished__isnull=False) | Q(kind="reopening", wished__isnull=True),
                name="more_time_and_only_it_names_a_wished_deadline",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_by__isnull=True, decided_at__isnull=True)
                | Q(~Q(decision=""), ~Q(why=""), decided_by__isnull=False, decided_at__isnull=False),
                name="a_decision_has_who_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} for {self.document}"

    @property
    def is_for_more_time(self) -> bool:
        return self.kind == self.Kind.MORE_TIME

    @property
    def is_waiting(self) -> bool:
        """Undecided, and there is still something to decide: the document was not sent, or given back, since."""
        possible = self.document.is_with_site if self.is_for_more_time else self.document.can_be_reopened
        sent = self.document.current_submission
        return not self.decision and possible and (sent is None or sent.at <= self.at)

    @property
    def state(self) -> str:
        """In words, for the site: asked, granted, declined, or overtaken by what happened meanwhile."""
        if self.decision:
            return self.get_decision_display()
        return "Not decided yet" if self.is_waiting else "No longer needed"

    @property
    def asked_words(self) -> str:
        return uk_time.in_full(self.at)

    @property
    def wished_words(self) -> str:
        return uk_time.in_full(self.wished) if self.wished else ""
