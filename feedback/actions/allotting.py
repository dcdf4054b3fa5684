"""Allotting: who reads what."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import cycle

from django.db import transaction

from accounts import audit
from accounts.letters import write_letter
from accounts.models import User
from accounts.permissions import (
    can_allot,
    can_be_reader,
    can_give_back,
    require,
)
from feedback.models import Reading
from living_docs.models import LivingDocument


@transaction.atomic
def allot(document: LivingDocument, *, readers: Iterable[User], by: User) -> None:
    """Give the document to these readers. A reading that was lodged stays; one that was not is given up."""
    require(can_allot, by, document)
    wanted = list(dict.fromkeys(readers))
    for reader in wanted:
        require(can_be_reader, reader, document)
    for reading in document.readings.blind().filter(lodged_at=None).exclude(reader__in=wanted):
        drop(reading)
        audit.record("changed the reader", by=by, about=document, site=document.site)
    for reader in wanted:
        _, new = Reading.objects.get_or_create(document=document, reader=reader)
        if new:
            audit.record("allotted a reading", by=by, about=f"{document} to {reader}", site=document.site)
            write_letter("reading_allotted", to=[reader], document=document)


def drop(reading: Reading) -> None:
    for part in (reading.comments, reading.remarks, reading.drafts, reading.asks_made):
        part.all().delete()
    reading.delete()


def allot_evenly(documents: Iterable[LivingDocument], *, readers: list[User], by: User) -> int:
    """Two readers for each document that has none yet, in turn. Returns how many were allotted."""
    pairs = cycle((first, second) for i, first in enumerate(readers) for second in readers[i + 1 :])
    waiting = [document for document in documents if not document.readings.exists()]
    for document, pair in zip(waiting, pairs, strict=False):
        allot(document, readers=pair, by=by)
    return len(waiting)


@transaction.atomic
def give_back(reading: Reading, *, by: User) -> None:
    """A reader gives an allotment back before lodging; the leader allots another."""
    require(can_give_back, by, reading)
    audit.record("gave a reading back", by=by, about=reading.document, site=reading.document.site)
    drop(reading)
