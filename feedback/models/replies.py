"""What a site does with its report: says that it was read, and asks or replies."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.foundations import clock
from accounts.foundations.frozen_records import Frozen
from accounts.models import User
from accounts.permissions import is_leader
from feedback.models.releases import Release
from sites.clearance import LeavingText


class Acknowledgement(Frozen):
    """A person of the site has read this report."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="acknowledgements")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "by"], name="a_person_acknowledges_a_report_once")]

    def __str__(self) -> str:
        return f"{self.by} has read {self.release}"


class ReportMessageQuerySet(models.QuerySet["ReportMessage"]):
    def visible_to(self, user: User) -> ReportMessageQuerySet:
        """A site’s own; the leader all of them."""
        own = Q(release__document__site__in=[site.pk for site in user.sites])
        led = ~Q(release__document__site__in=user.interests.values("site")) if is_leader(user) else Q(pk__in=[])
        return self.filter(own | led)

    def in_order(self) -> ReportMessageQuerySet:
        return self.select_related("by", "release__document__site", "release__document__round").order_by("at", "pk")


class ReportMessage(Frozen):
    """One entry of the thread between a site and the evaluation team about a report."""

    release = models.ForeignKey(Release, models.PROTECT, related_name="messages")
    text = LeavingText()
    from_team = models.BooleanField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = ReportMessageQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Message on {self.release}"
