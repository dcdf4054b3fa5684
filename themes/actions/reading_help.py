"""Asking the worker for help with reading a round."""

from __future__ import annotations

from django.db import transaction

from accounts.foundations import audit, clock
from accounts.models import User
from accounts.permissions import can_use_reading_help, require
from living_docs.models import Round
from themes.jobs import make_reading_help
from themes.models import ReadingHelp


@transaction.atomic
def ask_for_reading_help(round: Round, *, by: User) -> ReadingHelp:
    """Have it made, or made again."""
    require(can_use_reading_help, by)
    asked, _ = ReadingHelp.objects.update_or_create(round=round, defaults={"asked_by": by, "asked_at": clock.now()})
    audit.record("asked for reading help", by=by, about=round)
    make_reading_help.enqueue(round.pk)
    return asked
