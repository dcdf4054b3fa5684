"""How often a published review was downloaded, from the audit: numbers only, nobody's name."""

from __future__ import annotations

from typing import NamedTuple

from accounts.models import AuditEvent
from reporting.models import Publication


class Downloads(NamedTuple):
    times: int
    people: int


def downloads_of(publication: Publication) -> Downloads:
    events = AuditEvent.objects.filter(verb__startswith="downloaded", about=str(publication))
    return Downloads(events.count(), events.values("by").distinct().count())
