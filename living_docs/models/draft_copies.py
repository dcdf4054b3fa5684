"""A draft as it stood when its site asked for a PDF of it."""

from __future__ import annotations

from django.db import models

from accounts import clock
from accounts.models import User
from living_docs.models.documents import LivingDocument


class DraftCopyQuerySet(models.QuerySet["DraftCopy"]):
    def visible_to(self, user: User) -> DraftCopyQuerySet:
        """A site's own; nobody else reads a draft."""
        return self.filter(document__site__in=[site.pk for site in user.sites])


class DraftCopy(models.Model):
    """What the draft said at that moment; the worker adds the PDF. A newer copy takes the place of the last."""

    document = models.ForeignKey(LivingDocument, models.PROTECT, related_name="draft_copies")
    data = models.JSONField()
    content = models.BinaryField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = DraftCopyQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Draft of {self.document}"
