"""Letters that were given to the mail server, so that none goes twice."""

from __future__ import annotations

from django.db import models

from accounts.foundations import clock


class Handover(models.Model):
    """A letter that was given to the mail server: by itself it is not given a second time."""

    job = models.UUIDField(unique=True)
    at = models.DateTimeField(default=clock.now)
    accepted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"Handover of letter {self.job}"

    def accept(self) -> None:
        self.accepted_at = clock.now()
        self.save(update_fields=["accepted_at"])
