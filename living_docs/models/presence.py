"""Who of a site is writing where, so that people see one another; no lock."""

from __future__ import annotations

from datetime import timedelta

from django.db import models

from accounts import clock
from accounts.models import User
from living_docs.models.documents import LivingDocument

HERE = timedelta(seconds=30)  # a page tells every ten seconds


class PresenceQuerySet(models.QuerySet["Presence"]):
    def others(self, document: LivingDocument, user: User) -> PresenceQuerySet:
        """The rest of the site's people who are writing in the document now."""
        now = self.filter(document=document, at__gte=clock.now() - HERE).exclude(user=user)
        return now.select_related("user").order_by("user__name")


class Presence(models.Model):
    """Where one person last wrote in a document."""

    document = models.ForeignKey(LivingDocument, models.CASCADE, related_name="presences")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    prompt_number = models.CharField(max_length=8)
    at = models.DateTimeField(default=clock.now)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "user"], name="a_person_is_in_one_place")]

    def __str__(self) -> str:
        return f"{self.user} at {self.prompt_number}"

    @property
    def sentence(self) -> str:
        return f"{self.user.name} is editing {self.prompt_number}. You can both write."
