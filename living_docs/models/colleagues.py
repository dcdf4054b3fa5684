"""What the people of one site arrange among themselves: prompts given to one of them, and notes that nobody else reads."""

from __future__ import annotations

from django.db import models

from accounts.foundations import clock
from accounts.foundations.frozen_records import Frozen
from accounts.models import User
from living_docs import instrument
from living_docs.models.documents import LivingDocument


class OfOneSite(models.QuerySet):
    def visible_to(self, user: User) -> OfOneSite:
        """A site's own people; nobody else, whatever their role."""
        return self.filter(document__site__in=[site.pk for site in user.sites])

    def in_order(self) -> OfOneSite:
        return self.select_related("by", "document__site", "document__round__instrument").order_by("at", "pk")


class ColleagueNote(Frozen):
    """A note on one prompt, for the people of the site. The thread is its document and prompt."""

    document = models.ForeignKey(LivingDocument, models.PROTECT, related_name="colleague_notes")
    prompt_number = models.CharField(max_length=8)
    html = models.TextField()
    for_manager = models.BooleanField(default=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = OfOneSite.as_manager()

    def __str__(self) -> str:
        return f"Note among colleagues on {self.prompt_number} of {self.document}"


class GivenPrompt(models.Model):
    """A prompt that one person of the site has in hand, and how far it is."""

    class State(models.TextChoices):
        GIVEN = "given", "Being written"
        READY = "ready", "Ready for the manager’s check"
        CHECKED = "checked", "Checked"

    document = models.ForeignKey(LivingDocument, models.PROTECT, related_name="given_prompts")
    prompt_number = models.CharField(max_length=8)
    to = models.ForeignKey(User, models.PROTECT, related_name="+")
    due = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.GIVEN)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = OfOneSite.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "prompt_number"], name="a_prompt_is_given_to_one_person"),
        ]

    def __str__(self) -> str:
        return f"{self.prompt_number} of {self.document}, given to {self.to}"

    @property
    def prompt(self) -> instrument.Prompt:
        return self.document.prompts[self.prompt_number]

    @property
    def is_held(self) -> bool:
        """Whether the person still belongs to the site."""
        return self.to.is_active and self.to.belongs_to(self.document.site)

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY

    @property
    def is_checked(self) -> bool:
        return self.state == self.State.CHECKED


class ThreadRead(models.Model):
    """When a person last looked at what was said on a prompt: with the evaluation team, or among colleagues."""

    class Thread(models.TextChoices):
        HELP = "help", "Help"
        COLLEAGUES = "colleagues", "Colleagues"

    document = models.ForeignKey(LivingDocument, models.CASCADE, related_name="+")
    prompt_number = models.CharField(max_length=8)
    thread = models.CharField(max_length=10, choices=Thread.choices)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "prompt_number", "thread", "user"], name="a_look_is_kept_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} at {self.prompt_number}"
