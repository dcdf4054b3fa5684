"""The standing asks: loaded once, then the leader's to word."""

from __future__ import annotations

import tomllib
from pathlib import Path

from django.db import transaction

from accounts.foundations import audit
from accounts.models import User
from accounts.permissions import can_word_asks, require
from feedback.models import StandingAsk

GIVEN = Path(__file__).parent.parent / "data/standing_asks.toml"


@transaction.atomic
def load_standing_asks() -> None:
    """Those that come with the service; one that is there already stays as the leader worded it."""
    given = tomllib.loads(GIVEN.read_text(encoding="utf-8"))["ask"]
    for place, ask in enumerate(given, 1):
        StandingAsk.objects.get_or_create(slug=ask["slug"], defaults={**ask, "place_in_list": place})


@transaction.atomic
def word_ask(ask: StandingAsk, *, name: str, sentence: str, field: str, is_used: bool, by: User) -> None:
    """Change how an ask reads from now on; comments that hold it stay as they are."""
    require(can_word_asks, by)
    ask.name, ask.sentence, ask.field, ask.is_used = name, sentence, field, is_used
    ask.save()
    audit.record("changed a standing ask", by=by, about="one of the asks that many sites get", why=str(ask))
