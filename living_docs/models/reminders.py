"""The record of reminders, so that each is sent once."""

from django.db import models

from accounts.foundations import clock
from accounts.foundations.frozen_records import Frozen
from living_docs.models.documents import LivingDocument


class Reminder(Frozen):
    """A site was reminded of a deadline. A moved deadline is another deadline, with reminders of its own."""

    document = models.ForeignKey(LivingDocument, models.PROTECT, related_name="reminders")
    which = models.CharField(max_length=10)
    deadline = models.DateTimeField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "which", "deadline"], name="a_reminder_is_sent_once"),
        ]

    def __str__(self) -> str:
        return f"{self.which}: the deadline of {self.document}"
