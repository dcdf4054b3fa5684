"""Whether any record was touched: the chain of events and its ledger, the guards, the seals, the checksums, the files.

`manage.py verify_audit` asks at any time; a worker asks once a day and tells the office.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings
from django.db import connection, models, transaction

from accounts.foundations import audit, audit_ledger, clock, frozen_records, seals
from accounts.foundations.letters import write_letter
from accounts.models import AuditEvent, IntegrityCheck, User
from accounts.roles import Role
from living_docs import canonical_json
from living_docs.models import EvidenceFile, LivingDocument
from reporting.models import PeriodicReview, Review

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
    yield from frozen_records.missing(connection)
    yield from of_the_steps()
    for model in seals.sealed_models():
        yield from seals.broken(model)
        yield from unfit_checksums(model)
    for kept in ON_DISK:
        yield from unfit_files(kept)


def of_the_ledger() -> Iterator[str]:
    """The ledger itself, and the rows that it counted: a frozen row is there for good."""
    kept = audit_ledger.read()
    if AuditEvent.objects.exists() and not settings.AUDIT_LEDGER.exists():
        yield "the ledger beside the database is missing"
    for place in kept.unreadable:
        yield f"line {place} of the ledger cannot be read"
    for model in frozen_models():
        table = model._meta.db_table
        if table in kept.rows and lacks_rows(now := rows_of(model, kept.rows[table].top), kept.rows[table]):
            yield f"{table} has {now.count} of the {kept.rows[table].count} rows that it once had"


def lacks_rows(now: audit_ledger.Rows, known: audit_ledger.Rows) -> bool:
    """More rows than were known are no loss: PostgreSQL gives a number before the row of it is there for others."""
    return now.count < known.count or (now.count == known.count and now.total != known.total)


def of_the_steps() -> Iterator[str]:
    """Documents and reviews that stand elsewhere than their last step led."""
    for model in (LivingDocument, Review):
        for record in model._base_manager.prefetch_related("moves").iterator(chunk_size=200):
            last = max(record.moves.all(), key=lambda move: move.pk, default=None)
            if record.status != (last.to if last else model._meta.get_field("status").default):
                yield f"{model._meta.verbose_name} {record.pk} stands elsewhere than its last step led"


def frozen_models() -> list[type[models.Model]]:
    return [model for model in seals.sealed_models() if issubclass(model, frozen_records.Frozen)]


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


def rows_of(model: type[models.Model], top: int | None = None) -> audit_ledger.Rows:
    """All rows of a frozen table now, or those up to a number."""
    rows = model._base_manager.all() if top is None else model._base_manager.filter(pk__lte=top)
    found = list(rows.values_list("pk", "seal"))
    total = sum(int((seal or "0")[-16:], 16) for _, seal in found) % 2**64
    highest = max((pk for pk, _ in found), default=0) if top is None else top
    return audit_ledger.Rows(len(found), highest, total)


def number_of_rows() -> int:
    return sum(model._base_manager.count() for model in frozen_models())


def unfit_checksums(model: type[models.Model]) -> Iterator[str]:
    """Rows that carry a SHA-256 of their own content which no longer is its."""
    columns = {field.name for field in model._meta.concrete_fields}
    if "sha256" not in columns:
        return
    if "data" in columns:
        found = ((pk, canonical_json.sha256(data), known) for pk, data, known in content_of(model, "data"))
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
    check.events, check.rows = AuditEvent.objects.count(), number_of_rows()
    check.ended_at = clock.now()
    check.save()
    if check.problems:
        office = User.objects.with_role(Role.OFFICE, Role.LEADER)
        write_letter("records_touched", to=list(office), check=check)
    else:
        note_rows()


def claim() -> IntegrityCheck | None:
    now = clock.now()
    with transaction.atomic():
        check, is_new = IntegrityCheck.objects.select_for_update().get_or_create(day=now.date())
        if not is_new and (check.ended_at or check.began_at > now - TAKEN_UP_AGAIN):
            return None
        check.began_at = now
        check.save()
    return check


def note_rows() -> None:
    """Which frozen rows there are today, where there are more than the ledger knows."""
    with audit_ledger.locked():
        known = audit_ledger.read().rows
        now = {model._meta.db_table: rows_of(model) for model in frozen_models()}
        audit_ledger.add(
            *(f"rows {table} {rows}" for table, rows in now.items() if rows.count and rows != known.get(table))
        )
