"""Who of a site is writing where, so that people see one another; no lock."""

from __future__ import annotations

from datetime import timedelta

from django.db import models

from accounts.foundations import clock
from accounts.models import User
from living_docs import uk_time
from living_docs.models.documents import LivingDocument

HERE = timedelta(seconds=30)  # a page tells every ten seconds


class PresenceQuerySet(models.QuerySet["Presence"]):
    def now(self, document: LivingDocument) -> PresenceQuerySet:
        """Who is writing in the document now."""
        now = self.filter(document=document, at__gte=clock.now() - HERE)
        return now.select_related("user").order_by("user__name")

    def others(self, document: LivingDocument, user: User) -> PresenceQuerySet:
        """The rest of the site's people who are writing in the document now."""
        return self.now(document).exclude(user=user)

    def beside_submitting(self, document: LivingDocument, user: User) -> list[Presence]:
        """Whom sending the document would interrupt: the others, and oneself where another window holds unsaved text."""
        return [one for one in self.now(document) if one.user_id != user.pk or one.has_unsaved]


class Presence(models.Model):
    """Where one person last wrote in a document."""

    document = models.ForeignKey(LivingDocument, models.CASCADE, related_name="presences")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    prompt_number = models.CharField(max_length=8)
    since = models.DateTimeField(default=clock.now)
    has_unsaved = models.BooleanField(default=False)
    at = models.DateTimeField(default=clock.now)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "user"], name="a_person_is_in_one_place")]

    def __str__(self) -> str:
        return f"{self.user} at {self.prompt_number}"

    @property
    def sentence(self) -> str:
        return f"{self.user.name} is editing {self.prompt_number}. You can both write."

    def told_to(self, user: User) -> str:
        """ "Abe Carter has been writing in 3.2 since 10:02am, with words that are not saved yet." """
        since = uk_time.clock_words(self.since.astimezone(uk_time.UK))
        who = "You have been" if self.user_id == user.pk else f"{self.user.name} has been"
        unsaved = ", with words that are not saved yet" if self.has_unsaved else ""
        return f"{who} writing in {self.prompt_number} since {since}{unsaved}."
