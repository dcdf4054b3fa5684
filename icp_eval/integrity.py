"""Whether any record was touched: the chain of events and its ledger, the guards, the seals, the checksums, the files.

`manage.py verify_audit` asks at any time; a worker asks once a day and tells the office.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db import connection, models, transaction

from accounts import audit, clock, immutability, ledger, seals
from accounts.letters import write_letter
from accounts.models import AuditEvent, IntegrityCheck, User
from accounts.roles import Role
from living_docs import freezing
from living_docs.models import EvidenceFile
from reporting.models import PeriodicReview

TAKEN_UP_AGAIN = timedelta(hours=1)
OWNED = (
    "SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace "
    "AND pg_has_role(current_user, relowner, 'MEMBER')"
)
ON_DISK = (EvidenceFile, PeriodicReview)


def problems() -> Iterator[str]:
    """Whatever was touched, one sentence each; nothing when all is as the service wrote it."""
    yield from audit.verify()
    yield from of_the_ledger()
    yield from immutability.missing(connection)
    for model in sealed_models():
        yield from seals.broken(model)
        yield from unfit_checksums(model)
    for kept in ON_DISK:
        yield from unfit_files(kept)


def sealed_models() -> list[type[models.Model]]:
    frozen = (model for model in immutability.guarded_models() if issubclass(model, immutability.Frozen))
    return [model for model in frozen if model is not AuditEvent]


def of_the_ledger() -> Iterator[str]:
    """The ledger itself, and the rows that it counted: of frozen rows there are never fewer than before."""
    kept = ledger.read()
    if AuditEvent.objects.exists() and not settings.AUDIT_LEDGER.exists():
        yield "the ledger beside the database is missing"
    for place in kept.unreadable:
        yield f"line {place} of the ledger cannot be read"
    for table, count in row_counts().items():
        if count < kept.rows.get(table, 0):
            yield f"{table} has {count} rows, it once had {kept.rows[table]}"


def cautions() -> Iterator[str]:
    """What is no damage, and would let somebody do some."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(OWNED)
            if cursor.fetchone()[0]:
                yield (
                    "The service’s database account owns its tables, so whoever has it can take the guards away. "
                    "Set OWNER_DATABASE_URL to an account that owns them instead."
                )


def row_counts() -> dict[str, int]:
    return {model._meta.db_table: model._base_manager.count() for model in sealed_models()}


def unfit_checksums(model: type[models.Model]) -> Iterator[str]:
    """Rows that carry a SHA-256 of their own content which no longer is its."""
    columns = {field.name for field in model._meta.concrete_fields}
    if "sha256" not in columns:
        return
    if "data" in columns:
        found = ((pk, freezing.sha256(data), known) for pk, data, known in content_of(model, "data"))
    elif "content" in columns:
        found = ((pk, sha256(content), known) for pk, content, known in content_of(model, "content"))
    else:
        return
    for pk, fresh, known in found:
        if fresh != known:
            yield f"the checksum of {model._meta.verbose_name} {pk} does not fit its content"


def content_of(model: type[models.Model], name: str) -> Iterator[tuple]:
    return model._base_manager.order_by("pk").values_list("pk", name, "sha256").iterator(chunk_size=20)


def sha256(content: bytes) -> str:
    return hashlib.sha256(bytes(content)).hexdigest()


def unfit_files(model: type[EvidenceFile] | type[PeriodicReview]) -> Iterator[str]:
    """Files that are gone, or hold something else than what was sent."""
    for kept in model._base_manager.order_by("pk").iterator(chunk_size=200):
        name = f"{model._meta.verbose_name} {kept.pk}"
        try:
            with kept.file.open("rb") as file:
                fresh = hashlib.file_digest(file, "sha256").hexdigest()
        except FileNotFoundError:
            yield f"the file of {name} is missing"
        else:
            if fresh != kept.sha256:
                yield f"the file of {name} does not hold what was sent"


def check_daily() -> None:
    """Once a day, by whichever worker asks first; one that died at it is followed by another an hour later."""
    check = claim()
    if check is None:
        return
    check.problems = list(problems())
    counts = row_counts()
    check.events, check.rows = AuditEvent.objects.count(), sum(counts.values())
    check.ended_at = clock.now()
    check.save()
    if check.problems:
        office = User.objects.with_role(Role.OFFICE, Role.LEADER)
        write_letter("records_touched", to=list(office), check=check)
    else:
        note_counts(counts)


def claim() -> IntegrityCheck | None:
    now = clock.now()
    with transaction.atomic():
        check, is_new = IntegrityCheck.objects.select_for_update().get_or_create(day=now.date())
        if not is_new and (check.ended_at or check.began_at > now - TAKEN_UP_AGAIN):
            return None
        check.began_at = now
        check.save()
    return check


def note_counts(counts: dict[str, int]) -> None:
    with ledger.locked():
        known = ledger.read().rows
        ledger.add(*(f"rows {table} {count}" for table, count in counts.items() if count > known.get(table, 0)))
