"""Help for reading a round, made by the worker: suggestions, kept apart from codes."""

from __future__ import annotations

from django.db import models

from accounts.foundations import clock
from accounts.models import User
from living_docs.models import Round


class ReadingHelp(models.Model):
    """What was last made for a round, and when it was last asked for. `data` holds keys and words, never a text."""

    round = models.OneToOneField(Round, models.PROTECT, related_name="reading_help")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    made_at = models.DateTimeField(null=True, blank=True)
    data = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"Reading help for {str(self.round).lower()}"

    @property
    def is_being_made(self) -> bool:
        return self.made_at is None or self.made_at < self.asked_at
