"""What awaits coders, and the leader who settles."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from accounts.foundations.home_panels import Item, Panel, Place
from accounts.models import User
from accounts.permissions import can_settle, can_write_codings
from themes.comparison.page import pairs_for
from themes.models import CodingLayer


def awaiting(user: User) -> Iterator[Panel]:
    if can_write_codings(user):
        yield from to_code(user)
    if can_settle(user):
        yield from to_settle(user)


def to_code(user: User) -> Iterator[Panel]:
    """One’s own codings that are not finished; nothing tells how far anyone else is."""
    own = CodingLayer.objects.filter(coder=user, finished_at=None).in_order()
    items = [Item(str(layer.submission.document), reverse("coding", args=[layer.pk, 1])) for layer in own]
    if items:
        yield Panel(
            Place.CODING,
            "Coding",
            f"{len(items)} to code or to finish.",
            reverse("coding_list"),
            "Continue coding",
            items=items,
        )


def to_settle(user: User) -> Iterator[Panel]:
    """Documents that two have finished and nobody has settled."""
    settled = set(CodingLayer.objects.filter(kind=CodingLayer.Kind.SETTLED).values_list("submission", flat=True))
    documents = [pair.document for pair in pairs_for(user) if pair.submission.pk not in settled]
    items = [Item(str(d), reverse("comparison", args=[d.round.number, d.site.slug])) for d in documents]
    if items:
        yield Panel(
            Place.SETTLING,
            "Codings to agree",
            "Two coders have finished.",
            items[0].address,
            "Compare and agree",
            items=items,
        )
