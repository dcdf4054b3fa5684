"""Questions that a site asks the evaluation team, each at its prompt, and what was said about them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.foundations import clock
from accounts.foundations.frozen_records import Frozen
from accounts.models import User
from accounts.permissions import is_economist, is_leader
from living_docs.instrument import COSTS, Prompt
from living_docs.models.documents import LivingDocument
from sites.clearance import LeavingLine, LeavingText


class HelpMessageQuerySet(models.QuerySet["HelpMessage"]):
    def visible_to(self, user: User) -> HelpMessageQuerySet:
        """A site's own threads; the leader all of them, the health economist those at Question 8."""
        free_of_ties = ~Q(document__site__in=user.interests.values("site"))
        known = Q(document__site__in=[site.pk for site in user.sites])
        if is_economist(user):
            known |= Q(prompt_number__startswith=f"{COSTS}.") & free_of_ties
        if is_leader(user):
            known |= free_of_ties
        return self.filter(known)

    def at(self, document: LivingDocument, prompt: Prompt) -> HelpMessageQuerySet:
        return self.filter(document=document, prompt_number=prompt.number)

    def in_order(self) -> HelpMessageQuerySet:
        return self.select_related("by", "document__site", "document__round").order_by("at", "pk")


class HelpMessage(Frozen):
    """One entry of a thread: a message, or the note of a telephone call. The thread is its document and prompt."""

    document = models.ForeignKey(LivingDocument, models.PROTECT, related_name="help_messages")
    prompt_number = models.CharField(max_length=8)
    text = LeavingText()
    from_team = models.BooleanField()
    called_on = models.DateField(null=True, blank=True)
    took_part = LeavingLine(max_length=300, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = HelpMessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(called_on__isnull=True, took_part="") | Q(Q(called_on__isnull=False), ~Q(took_part="")),
                name="a_call_has_its_day_and_who_took_part",
            ),
        ]

    def __str__(self) -> str:
        return f"{'Telephone note' if self.is_call else 'Message'} on {self.prompt_number} of {self.document}"

    @property
    def is_call(self) -> bool:
        return self.called_on is not None

    @property
    def asks(self) -> bool:
        """Whether the site waits for an answer to it; a call is one."""
        return not self.from_team and not self.is_call
