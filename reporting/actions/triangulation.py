"""The leader compares Periodic Reviews with the documents, and settles what differs."""

from __future__ import annotations

from django.db import transaction

from accounts.foundations import audit, clock
from accounts.models import User
from accounts.permissions import can_triangulate_site, require
from living_docs.models import Round
from living_docs.workflow import NotAMove
from reporting.models import PeriodicReview, TriangulationNote
from themes.models import Theme


@transaction.atomic
def note_triangulation(
    round: Round,
    *,
    periodic_review: PeriodicReview,
    theme: Theme | None,
    stance: str,
    text: str,
    passage: str = "",
    by: User,
) -> TriangulationNote:
    """Note where a Periodic Review confirms a site's document, differs from it, or adds to it."""
    require(can_triangulate_site, by, periodic_review.site)
    note = TriangulationNote.objects.create(
        round=round, periodic_review=periodic_review, theme=theme, stance=stance, text=text, passage=passage, by=by
    )
    audit.record("compared with the document", by=by, about=periodic_review, site=periodic_review.site)
    return note


@transaction.atomic
def settle_difference(note: TriangulationNote, *, how: str, by: User) -> None:
    """Say how a difference was settled; until then the review cannot go on."""
    require(can_triangulate_site, by, note.periodic_review.site)
    note = TriangulationNote.objects.select_for_update(of=("self",)).select_related("periodic_review").get(pk=note.pk)
    if not note.is_open:
        raise NotAMove("This difference is already resolved")
    note.settled, note.settled_by, note.settled_at = how, by, clock.now()
    note.save()
    audit.record("settled a difference", by=by, about=note.periodic_review, site=note.periodic_review.site)
