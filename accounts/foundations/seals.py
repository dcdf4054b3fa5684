"""Seals: each frozen row carries a keyed checksum of what it said when the service wrote it.

A trigger stops a change, a seal shows one: a row that was changed with its trigger gone, or added by somebody who has
the database but not the key, does not fit. The key lies outside the database (`AUDIT_KEY`).
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models.fields.files import FieldFile

NONCE = 16  # hexadecimal digits; the checksum follows
LAST = 10**6  # Django asks a row's fields in the order in which they were made


def keyed(*said: object) -> str:
    """HMAC-SHA256 (hexadecimal) of plain values, with the key of this installation."""
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hmac.new(settings.AUDIT_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def plain(field: models.Field, value: object) -> object:
    """A value as JSON tells it, the same before it is written and after it is read, on either engine."""
    if isinstance(field, models.JSONField):
        return json.loads(json.dumps(value, cls=field.encoder))
    if isinstance(value, bytes | bytearray | memoryview):
        return hashlib.sha256(bytes(value)).hexdigest()
    value = field.to_python(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value) if isinstance(value, FieldFile | UUID | date | timedelta) else value


def said_by(row: models.Model) -> dict[str, object]:
    """What a row says, without its number and its seal. What is empty is left out, so that a column that is added
    later, empty, breaks no seal."""
    fields = [field for field in row._meta.concrete_fields if not field.primary_key and not isinstance(field, Seal)]
    values = {field.column: plain(field, getattr(row, field.attname)) for field in fields}
    return {column: value for column, value in values.items() if value}


def checksum(row: models.Model, nonce: str) -> str:
    return keyed(row._meta.db_table, nonce, said_by(row))


def seal_of(row: models.Model) -> str:
    nonce = secrets.token_hex(NONCE // 2)
    return nonce + checksum(row, nonce)


def fits(row: Any) -> bool:
    """Whether a row says what it said when it was sealed."""
    seal = row.seal
    return hmac.compare_digest(seal[NONCE:], checksum(row, seal[:NONCE]))


class Seal(models.CharField):
    """The seal of a row, made when the row is: by `save` and `bulk_create` alike, after all other values are known."""

    def __init__(self, **options) -> None:
        super().__init__(**{"max_length": NONCE + 64, "null": True, "editable": False} | options)
        self.creation_counter = LAST

    def pre_save(self, row: Any, add: bool) -> str:
        if add:
            row.seal = seal_of(row)
        return row.seal


def sealed_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if any(isinstance(field, Seal) for field in model._meta.local_fields)]


def broken(model: type[models.Model]) -> Iterator[str]:
    """What is wrong with the rows of a sealed model, in sentences."""
    name, seen = model._meta.verbose_name, set()
    row: Any
    for row in model._base_manager.order_by("pk").iterator(chunk_size=20):
        if not row.seal or not fits(row):
            yield f"{name} {row.pk} does not say what the service wrote"
        elif row.seal in seen:
            yield f"{name} {row.pk} is a copy of another row"
        seen.add(row.seal)


class SealRows:
    """For migrations: seal the rows that stand in these tables, after a change of their columns."""

    def __init__(self, app: str, *models: str) -> None:
        self.app, self.models = app, models

    def __call__(self, apps, schema_editor) -> None:
        for name in self.models:
            rows = apps.get_model(self.app, name)._base_manager.using(schema_editor.connection.alias)
            for row in rows.iterator(chunk_size=20):
                rows.filter(pk=row.pk).update(seal=seal_of(row))
