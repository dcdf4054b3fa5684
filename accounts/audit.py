"""The chain of audit events: `record` adds one, `verify` finds whatever was changed, removed or left out."""

from __future__ import annotations

import fcntl
import hashlib
import json
from collections.abc import Iterator
from datetime import UTC
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from accounts import clock
from accounts.models import AuditEvent, AuditHead, User

if TYPE_CHECKING:
    from sites.models import Site

START = "0" * 64


def digest(event: AuditEvent) -> str:
    """SHA-256 over everything an event says and the hash of the one before."""
    said = [
        event.number, event.at.astimezone(UTC).isoformat(), event.by_id, event.verb, event.about, event.site_id, event.why,
        event.previous_hash,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


@transaction.atomic
def record(verb: str, *, by: User | None, about: object, site: Site | None = None, why: str = "") -> AuditEvent:
    """Add one event, in the transaction of what it tells of. `about` is shown by its name, never by its text."""
    head = AuditHead.objects.select_for_update().get_or_create(pk=1)[0]
    event = AuditEvent(
        number=head.number + 1, at=clock.now(), by=by, verb=verb, about=str(about)[:200], site=site, why=why,
        previous_hash=head.hash,
    )  # fmt: skip
    event.hash = digest(event)
    event.save(force_insert=True)
    head.number, head.hash = event.number, event.hash
    head.save()
    transaction.on_commit(partial(keep_head, event.number, event.hash))
    return event


def keep_head(number: int, hash: str) -> None:
    """Write the newest link beside the database, so that cutting off the end of the chain shows."""
    path = settings.AUDIT_HEAD
    with path.with_name(path.name + ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if number > kept_head()[0]:
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
    """Each break in the chain, in words; nothing when all is well."""
    number, hash = 0, START
    kept_number, kept_hash = kept_head()
    kept_seen = kept_number == 0
    for event in AuditEvent.objects.order_by("number").iterator():
        if event.number != number + 1:
            yield f"event {number + 1} is missing"
        if event.previous_hash != hash:
            yield f"event {event.number} does not follow from the one before"
        if digest(event) != event.hash:
            yield f"event {event.number} was changed"
        number, hash = event.number, event.hash
        kept_seen = kept_seen or (number, hash) == (kept_number, kept_hash)
    if not kept_seen:
        yield f"the last events are missing: the chain once reached event {kept_number}"
    head = AuditHead.objects.first()
    if head and (head.number, head.hash) != (number, hash):
        yield f"the chain ends at event {number}, its head at {head.number}"


def on_sign_in(sender, user, **kwargs) -> None:
    record("signed in", by=user, about=user)


def on_sign_out(sender, user, **kwargs) -> None:
    if user:
        record("signed out", by=user, about=user)
