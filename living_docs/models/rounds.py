"""The instrument and the rounds it is asked in."""

from __future__ import annotations

from functools import cached_property

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.foundations import clock
from accounts.foundations.frozen_records import Frozen
from accounts.models import User
from accounts.permissions import can_oversee_rounds
from accounts.roles import Role
from living_docs import instrument, uk_time
from sites.models import Programme


class Instrument(Frozen):
    """One version of the form. A change is a new row, so no earlier round is touched by it."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="instruments")
    number = models.PositiveSmallIntegerField()
    data = models.JSONField()
    sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="an_instrument_has_its_number")]

    def __str__(self) -> str:
        return f"Instrument {self.number}"

    @cached_property
    def questions(self) -> list[instrument.Question]:
        return list(instrument.questions(self.data))

    @cached_property
    def prompts(self) -> dict[str, instrument.Prompt]:
        return {prompt.number: prompt for question in self.questions for prompt in question.prompts}

    def question(self, number: int) -> instrument.Question | None:
        return next((question for question in self.questions if question.number == number), None)


class RoundQuerySet(models.QuerySet["Round"]):
    def visible_to(self, user: User) -> RoundQuerySet:
        """Planned rounds are the office's and the leader's; others may know of those that were opened."""
        if can_oversee_rounds(user):
            return self
        if user.is_site_person or user.is_in_team or user.has_role(Role.IMPLEMENTATION):
            return self.exclude(state=Round.State.PLANNED)
        return self.none()

    def newest_first(self) -> RoundQuerySet:
        return self.order_by("-number")

    def in_order(self) -> RoundQuerySet:
        return self.order_by("number")

    def opened(self) -> RoundQuerySet:
        """Those that are or were open, the newest first."""
        return self.exclude(state=Round.State.PLANNED).newest_first()

    def current(self) -> Round | None:
        """The open round, or the last one that was."""
        return self.opened().first()


class Round(models.Model):
    """One of the six rounds. The instrument is fixed when the round opens."""

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    deadline = models.DateTimeField(null=True, blank=True)
    deadline_moves = models.PositiveSmallIntegerField(default=0)
    feedback_expected = models.DateField(null=True, blank=True)
    instrument = models.ForeignKey(Instrument, models.PROTECT, null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="a_round_has_its_number"),
            models.CheckConstraint(
                condition=Q(state="planned")
                | Q(deadline__isnull=False, instrument__isnull=False, opened_at__isnull=False),
                name="an_opened_round_has_deadline_and_instrument",
            ),
        ]

    def __str__(self) -> str:
        return f"Round {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("round", args=[self.number])

    @property
    def is_planned(self) -> bool:
        return self.state == self.State.PLANNED

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED

    @property
    def can_be_opened(self) -> bool:
        return self.is_planned and self.deadline is not None

    @property
    def deadline_words(self) -> str:
        return uk_time.in_full(self.deadline) if self.deadline else "not set"
