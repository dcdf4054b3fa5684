"""Allotting: who reads what, by hand or by the round's plan."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import zip_longest

from django.core import serializers
from django.db import transaction

from accounts.actions import require_active
from accounts.foundations import audit
from accounts.foundations.letters import write_letter
from accounts.models import User
from accounts.permissions import (
    can_allot,
    can_be_reader,
    can_give_back,
    can_keep_programme,
    can_plan_readings,
    require,
)
from feedback.models import Draw, Reading, ReadingPlan, Withdrawal
from feedback.reading_plan.proposal import Proposal
from living_docs.models import LivingDocument, Round


@transaction.atomic
def set_plan(round: Round, *, sample: int | None, read_by: datetime | None = None, by: User) -> ReadingPlan:
    """Choose how a round is read. Another deadline alone leaves the seed, and so the draw, as it was."""
    require(can_plan_readings, by, round)
    last = round.reading_plans.last()
    seed = last.seed if last and last.sample == sample else secrets.token_hex(8)
    plan = ReadingPlan.objects.create(round=round, sample=sample, seed=seed, read_by=read_by, by=by)
    audit.record("set the reading plan", by=by, about=f"{round}: {plan.in_words}")
    return plan


@transaction.atomic
def allot_as_planned(proposal: Proposal, *, by: User) -> int:
    """Write what the leader saw in the preview, with the draw behind it. Returns how many documents were allotted."""
    require(can_plan_readings, by, proposal.plan.round)
    if proposal.plan.sample is not None:
        Draw.objects.create(plan=proposal.plan, pool=proposal.pool, drawn=proposal.drawn, by=by)
    for line in proposal.lines:
        allot(line.document, readers=line.readers, by=by)
    return len(proposal.lines)


@transaction.atomic
def allot(document: LivingDocument, *, readers: Iterable[User], why: str = "", by: User) -> None:
    """Give the document to these readers. A reading that was lodged stays; one that was not is withdrawn."""
    require(can_allot, by, document)
    LivingDocument.objects.select_for_update().get(pk=document.pk)
    wanted = list(dict.fromkeys(readers))
    require_active(*wanted)
    there = {reading.reader: reading for reading in document.readings.blind().select_related("reader")}
    coming = [reader for reader in wanted if reader not in there]
    leaving = [reading for reader, reading in there.items() if not reading.is_lodged and reader not in wanted]
    for reader in wanted:
        require(can_be_reader, reader, document)
    for reading, successor in list(zip_longest(leaving, coming))[: len(leaving)]:
        withdraw(reading, successor=successor, why=why, by=by)
        audit.record(
            "changed the reader", by=by, about=change_in_words(reading, successor), site=document.site, why=why
        )
    for reader in coming:
        Reading.objects.create(document=document, reader=reader)
        audit.record("allotted a reading", by=by, about=f"{document} to {reader}", site=document.site)
        write_letter("reading_allotted", to=[reader], document=document)


@transaction.atomic
def hand_over_reading(reading: Reading, *, to: User, by: User) -> None:
    """Another reader takes up the reading of who leaves the programme, from the start: readings are one person's own."""
    require(can_keep_programme, by)
    require_active(to)
    document = LivingDocument.objects.select_for_update().get(pk=reading.document_id)
    require(can_be_reader, to, document)
    why = f"{reading.reader} left the programme."
    audit.record("changed the reader", by=by, about=change_in_words(reading, to), site=document.site, why=why)
    withdraw(reading, successor=to, why=why, by=by)
    Reading.objects.create(document=document, reader=to)
    write_letter("reading_allotted", to=[to], document=document)


def change_in_words(reading: Reading, successor: User | None) -> str:
    return f"{reading.document} from {reading.reader} to {successor or 'nobody yet'}"


@transaction.atomic
def give_back(reading: Reading, *, by: User) -> None:
    """A reader gives an allotment back before lodging; the leader allots another."""
    require(can_give_back, by, reading)
    audit.record("gave a reading back", by=by, about=reading.document, site=reading.document.site)
    withdraw(reading, by=by)


def withdraw(reading: Reading, *, successor: User | None = None, why: str = "", by: User) -> Withdrawal:
    """Take an unlodged reading out of the round, and keep all that was typed in it where no page shows it."""
    rows = hanging_on(reading)
    text = serializers.serialize("python", [reading, *rows])
    kept = Withdrawal.objects.create(
        document=reading.document,
        reader=reading.reader,
        successor=successor,
        why=why,
        by=by,
        text=[{"model": row["model"], "fields": plain(row["fields"])} for row in text],
    )
    for row in reversed(rows):
        row.delete()
    reading.delete()
    return kept


def hanging_on(reading: Reading) -> list:
    """Comments, remarks and whatever else belongs to a reading."""
    relations = (relation for relation in Reading._meta.related_objects if not relation.many_to_many)
    return [
        row
        for relation in relations
        for row in relation.related_model._default_manager.filter(**{relation.field.name: reading}).order_by("pk")
    ]


def plain(fields: Mapping[str, object]) -> dict[str, object]:
    """Fields as JSON takes them: moments as text."""
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in fields.items()}
