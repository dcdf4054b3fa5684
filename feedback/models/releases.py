"""The releases that a site receives, corrections as further versions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.foundations import clock
from accounts.foundations.frozen_records import Frozen, Guard
from accounts.models import User
from accounts.permissions import is_leader
from feedback.models.quality import QualityCheck
from living_docs.models import AskedWithdrawal, LivingDocument, Withdrawable, WithdrawableQuerySet
from sites.clearance import LeavingText


class ReleaseQuerySet(WithdrawableQuerySet):
    def visible_to(self, user: User) -> ReleaseQuerySet:
        """A feedback report is its site's alone; the leader, who released it, sees it too."""
        cleared = self.cleared()
        own = Q(document__site__in=[site.pk for site in user.sites])
        led = ~Q(document__site__in=user.interests.values("site")) if is_leader(user) else Q(pk__in=[])
        return cleared.filter(own | led)

    def current(self) -> ReleaseQuerySet:
        """The newest version of each report, unless it was withdrawn."""
        return self.newest_by("document").standing()


HAS_TIES = (
    "EXISTS (SELECT 1 FROM accounts_interest i JOIN living_docs_livingdocument d ON d.site_id = i.site_id "
    "WHERE d.id = NEW.document_id AND i.person_id = NEW.by_id)"
)


class Release(Withdrawable, Frozen):
    """A feedback report as a site received it: canonical data with its SHA-256. A correction is a further version."""

    document = models.ForeignKey(LivingDocument, models.PROTECT, related_name="releases")
    version = models.PositiveSmallIntegerField()
    data = models.JSONField()
    sha256 = models.CharField(max_length=64)
    correction = LeavingText(blank=True)
    quality_check = models.OneToOneField(QualityCheck, models.PROTECT)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = ReleaseQuerySet.as_manager()
    guards = [Guard("INSERT", HAS_TIES, "who releases a report has no ties with its site")]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "version"], name="a_release_has_its_version"),
            models.CheckConstraint(condition=Q(version__gt=0), name="a_release_version_counts_from_one"),
            models.CheckConstraint(condition=Q(version=1) | ~Q(correction=""), name="a_correction_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"Feedback report on {self.document}, version {self.version}"


class ReportWithdrawal(AskedWithdrawal):
    """A released report that should not have gone is taken back from its site."""

    product = models.ForeignKey(Release, models.PROTECT, related_name="withdrawals")

    class Meta(AskedWithdrawal.Meta):
        pass

    def __str__(self) -> str:
        return f"Withdrawal: {self.product}"
