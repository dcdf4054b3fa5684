"""Settling where two coders differ: what both coded alike stands, the rest as the leader decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import TextChoices

from accounts.foundations import audit, clock
from accounts.models import User
from accounts.permissions import can_settle, require
from living_docs.models import Submission
from themes.actions.codings import quote_at
from themes.comparison.pairs import Difference, Pair, Span, spans
from themes.models import Coding, CodingLayer


class Choice(TextChoices):
    A = "a", "As A coded it"
    B = "b", "As B coded it"
    JOINED = "joined", "Both passages joined"
    NONE = "none", "Not coded"


@dataclass
class NotDecided(Exception):
    """The differences that still want a decision."""

    missing: list[Difference]


class SettledAlready(Exception):
    """A document is settled once; from then on the leader changes the settled coding itself."""


@transaction.atomic
def settle(pair: Pair, *, choices: Mapping[str, str], by: User) -> CodingLayer:
    """Make the settled coding of a document, a layer of its own; those of the two coders stay as they are."""
    require(can_settle, by)
    Submission.objects.select_for_update().get(pk=pair.submission.pk)
    layers = CodingLayer.objects.filter(submission=pair.submission)
    if layers.filter(kind=CodingLayer.Kind.SETTLED).exists():
        raise SettledAlready
    missing = [one for one in pair.to_settle if choices.get(one.key) not in Choice.values]
    if missing:
        raise NotDecided(missing)
    settled = CodingLayer.objects.create(
        submission=pair.submission, kind=CodingLayer.Kind.SETTLED, allotted_by=by, finished_at=clock.now()
    )
    for one in pair.differences:
        write(settled, one, decided(one, Choice.A if one.is_agreed else choices[one.key]))
    audit.record("settled a coding", by=by, about=pair.document, site=pair.document.site)
    return settled


def decided(one: Difference, choice: str) -> list[Span]:
    """Where the theme stands by a decision."""
    return {Choice.A: spans(one.a), Choice.B: spans(one.b), Choice.JOINED: [(one.start, one.end)], Choice.NONE: []}[
        Choice(choice)
    ]


def write(settled: CodingLayer, one: Difference, places: list[Span]) -> None:
    """Also to a theme that is no longer offered: the two coded to it while it was."""
    for start, end in places:
        quote = quote_at(settled.submission, one.prompt, start, end)
        place = {"prompt_number": one.prompt, "start": start, "end": end}
        Coding.objects.create(layer=settled, theme=one.theme, quote=quote, carried_from=one.codings[0], **place)
