"""The chain of audit events: `record` adds one, `verify` finds whatever was changed, removed, left out or put in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from accounts.foundations import audit_ledger, clock
from accounts.foundations.seals import keyed
from accounts.models import AuditEvent, AuditHead, User

if TYPE_CHECKING:
    from sites.models import Site

START = "0" * 64


def said_by(event: AuditEvent) -> list[object]:
    """Everything an event says, and the hash of the one before."""
    who = [event.number, event.at.astimezone(UTC).isoformat(), event.by_id]
    return [*who, event.verb, event.about, event.site_id, event.why, event.previous_hash]


def digest(event: AuditEvent) -> str:
    """Keyed, so that nobody who has only the database can make an event that fits."""
    return keyed("audit event", *said_by(event))


def keyless_digest(event: AuditEvent) -> str:
    """Of events from before there was a key: they count only up to where the ledger took them over."""
    return hashlib.sha256(json.dumps(said_by(event), ensure_ascii=False).encode()).hexdigest()


@transaction.atomic
def record(verb: str, *, by: User | None, about: object, site: Site | None = None, why: str = "") -> AuditEvent:
    """Add one event, in the transaction of what it tells of. `about` is shown by its name, never by its text."""
    head = AuditHead.objects.select_for_update().get_or_create(pk=1)[0]
    event = AuditEvent(
        number=head.number + 1,
        at=clock.now(),
        by=by,
        verb=verb,
        about=str(about)[:200],
        site=site,
        why=why,
        previous_hash=head.hash,
    )
    event.hash = digest(event)
    event.save(force_insert=True)
    head.number, head.hash = event.number, event.hash
    head.save()
    transaction.on_commit(partial(keep, event.number, event.hash), robust=True)
    return event


def keep(number: int, hash: str) -> None:
    """Write the newest link beside the database: into the ledger, and by itself where the contract looks for it."""
    with audit_ledger.locked():
        audit_ledger.add(f"event {number} {hash}")
        if number > kept_head()[0]:
            path = settings.AUDIT_HEAD
            fresh = path.with_name(path.name + ".new")
            fresh.write_text(f"{number} {hash}\n")
            fresh.replace(path)


def kept_head() -> tuple[int, str]:
    try:
        number, hash = settings.AUDIT_HEAD.read_text().split()
    except FileNotFoundError:
        return 0, START
    return int(number), hash


def verify() -> Iterator[str]:
    """Each break in the chain, and each contradiction to what was kept outside the database, in words."""
    kept = audit_ledger.read()
    hashes: dict[int, str] = {}
    number, hash = 0, START
    for event in AuditEvent.objects.order_by("number").iterator():
        if event.number != number + 1:
            yield f"event {number + 1} is missing"
        if event.previous_hash != hash:
            yield f"event {event.number} does not follow from the one before"
        if not is_genuine(event, kept.adopted):
            yield f"event {event.number} was changed"
        number, hash = event.number, event.hash
        hashes[number] = hash
    yield from contradictions(hashes, kept)
    head = AuditHead.objects.first()
    if head and (head.number, head.hash) != (number, hash):
        yield f"the chain ends at event {number}, its head at {head.number}"


def is_genuine(event: AuditEvent, adopted: int) -> bool:
    return event.hash == digest(event) or (event.number <= adopted and event.hash == keyless_digest(event))


def contradictions(hashes: dict[int, str], kept: audit_ledger.Ledger) -> Iterator[str]:
    """What ledger and kept head say otherwise than the chain."""
    told = {number: set(known) for number, known in kept.hashes.items()}
    head_number, head_hash = kept_head()
    if head_number:
        told.setdefault(head_number, set()).add(head_hash)
    if told and (reached := max(told)) not in hashes:
        yield f"the last events are missing: the chain once reached event {reached}"
    for number, known in sorted(told.items()):
        if number in hashes and known != {hashes[number]}:
            yield f"event {number} was once another"


def on_sign_in(sender, user, **kwargs) -> None:
    record("signed in", by=user, about=user)


def on_sign_out(sender, user, **kwargs) -> None:
    if user:
        record("signed out", by=user, about=user)
