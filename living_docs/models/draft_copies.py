"""What stood in a draft when somebody asked for a PDF of it."""

from __future__ import annotations

from django.db import models

from accounts.foundations import clock
from accounts.models import User
from living_docs.models.documents import LivingDocument


class PrintedCopy(models.Model):
    """What would have been printed at one moment, while others write on; the worker adds the PDF."""

    data = models.JSONField()
    content = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        abstract = True


class DraftCopyQuerySet(models.QuerySet["DraftCopy"]):
    def visible_to(self, user: User) -> DraftCopyQuerySet:
        """A site's own; nobody else reads a draft."""
        return self.filter(document__site__in=[site.pk for site in user.sites])


class DraftCopy(PrintedCopy):
    """A document before it is sent. A newer copy takes the place of the last."""

    document = models.ForeignKey(LivingDocument, models.PROTECT, related_name="draft_copies")

    objects = DraftCopyQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Draft of {self.document}"
