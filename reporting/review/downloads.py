"""Who downloaded a published review or a released report, from the audit, where it stays whatever becomes of the files."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import QuerySet

from accounts.models import AuditEvent
from feedback.models import Release
from reporting.models import Publication


class Downloads(NamedTuple):
    times: int
    people: int


def downloads_of(publication: Publication) -> Downloads:
    """Numbers only, nobody's name."""
    events = who_downloaded(publication)
    return Downloads(events.count(), events.order_by().values("by").distinct().count())


def who_downloaded(product: Publication | Release) -> QuerySet[AuditEvent]:
    """Each download with its person, for the leader once something has to be taken back."""
    events = AuditEvent.objects.filter(verb__startswith="downloaded", about=str(product))
    return events.select_related("by").order_by("number")
