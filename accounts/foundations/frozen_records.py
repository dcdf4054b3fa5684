"""Frozen means frozen: database triggers, on both engines, that refuse to change what was submitted or published.

A model says so by inheriting `Frozen` (every row, for ever) or by naming its own `guards`. `install` makes the triggers
that are missing, after each migrate, since SQLite drops them when it remakes a table.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import connections, models, transaction

from accounts.foundations.seals import Seal


@dataclass(frozen=True)
class Guard:
    """Refuse `event` (INSERT, UPDATE or DELETE) on a row for which the SQL condition `when` holds."""

    event: str
    when: str
    sentence: str


def frozen_once(condition: str, sentence: str) -> list[Guard]:
    """Guards for a row that may no longer change once `condition` (SQL about OLD) holds."""
    return [Guard(event, condition, sentence) for event in ("UPDATE", "DELETE")]


class Frozen(models.Model):
    """A record that is written once and never changed or deleted, with the seal of the service that wrote it."""

    seal = Seal()

    class Meta:
        abstract = True


def guarded_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if issubclass(model, Frozen) or hasattr(model, "guards")]


def guards_of(model: type[models.Model], vendor: str) -> list[Guard]:
    guards = list(getattr(model, "guards", []))
    if issubclass(model, Frozen):
        guards += frozen_once("1 = 1", f"a {model._meta.verbose_name} is frozen")
        if vendor == "sqlite":
            guards.append(Guard("INSERT", _already_there(model), f"a {model._meta.verbose_name} is frozen"))
    return guards


def _already_there(model: type[models.Model]) -> str:
    """SQLite's INSERT OR REPLACE slips past a delete trigger: refuse a row whose key is taken."""
    table = model._meta.db_table
    keys = [[field.column] for field in model._meta.local_fields if field.unique]
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and not constraint.condition:
            keys.append([model._meta.get_field(name).column for name in constraint.fields])
    same = (" AND ".join(f'"{column}" = NEW."{column}"' for column in key) for key in keys)
    return " OR ".join(f'EXISTS (SELECT 1 FROM "{table}" WHERE {condition})' for condition in same)  # noqa: S608


def triggers_for(model: type[models.Model], vendor: str) -> Iterator[tuple[str, str]]:
    """Name and SQL of each trigger of a model."""
    table = model._meta.db_table
    for number, guard in enumerate(guards_of(model, vendor)):
        name = f"guard_{table}_{number}"
        yield name, (_sqlite if vendor == "sqlite" else _postgres)(name, table, guard)
    if vendor == "postgresql" and issubclass(model, Frozen):
        yield f"guard_{table}_truncate", _postgres_truncate(f"guard_{table}_truncate", table)


def _sqlite(name: str, table: str, guard: Guard) -> str:
    return (
        f'CREATE TRIGGER "{name}" BEFORE {guard.event} ON "{table}" WHEN {guard.when} '
        f"BEGIN SELECT RAISE(ABORT, '{guard.sentence}'); END"
    )


def _postgres(name: str, table: str, guard: Guard) -> str:
    returned = "OLD" if guard.event == "DELETE" else "NEW"
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN "
        f"IF {guard.when} THEN RAISE EXCEPTION '{guard.sentence}' USING ERRCODE = 'check_violation'; END IF; "
        f"RETURN {returned}; END $guard$; "
        f'CREATE TRIGGER "{name}" BEFORE {guard.event} ON "{table}" FOR EACH ROW EXECUTE FUNCTION {name}()'
    )


def _postgres_truncate(name: str, table: str) -> str:
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN "
        f"RAISE EXCEPTION '{table} is frozen' USING ERRCODE = 'check_violation'; END $guard$; "
        f'CREATE TRIGGER "{name}" BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION {name}()'
    )


def installed(connection) -> dict[str, str]:
    """Our triggers that the database holds now, each with its table."""
    query = (
        "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard_%'"
        if connection.vendor == "sqlite"
        else "SELECT tgname, tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE 'guard_%'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return dict(cursor.fetchall())


def expected(connection) -> set[str]:
    return {name for model in guarded_models() for name, _ in triggers_for(model, connection.vendor)}


def missing(connection) -> Iterator[str]:
    """Guards that the database lacks, or holds otherwise than they were made, in sentences."""
    found = definitions(connection)
    for model in guarded_models():
        for name, sql in triggers_for(model, connection.vendor):
            if found.get(name) != as_held(sql, connection.vendor):
                how = "was changed or switched off" if name in found else "is missing"
                yield f"the guard {name} {how}"


def definitions(connection) -> dict[str, str]:
    """What each of our triggers does, as the database holds it; nothing for one that is switched off."""
    query = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard_%'"
        if connection.vendor == "sqlite"
        else "SELECT t.tgname, CASE t.tgenabled WHEN 'O' THEN p.prosrc ELSE '' END FROM pg_trigger t "
        "JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal AND t.tgname LIKE 'guard_%'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return dict(cursor.fetchall())


def remove(connection) -> None:
    """All of them, those of an earlier version of the code too."""
    drop(connection, list(installed(connection)))


def drop(connection, names: list[str]) -> None:
    tables = installed(connection)
    with connection.cursor() as cursor:
        for name in names:
            on = "" if connection.vendor == "sqlite" else f" ON {tables[name]}"
            cursor.execute(f'DROP TRIGGER "{name}"{on}')


def install(connection) -> None:
    """Make those that are missing or differ, and drop those of an earlier version, in one step: at no moment is a
    frozen table without its guards."""
    tables = set(connection.introspection.table_names())
    models = [model for model in guarded_models() if model._meta.db_table in tables]
    wanted = {name: sql for model in models for name, sql in triggers_for(model, connection.vendor)}
    with transaction.atomic(using=connection.alias):
        found = definitions(connection)
        right = {name for name, sql in wanted.items() if found.get(name) == as_held(sql, connection.vendor)}
        drop(connection, [name for name in found if name not in right])
        with connection.cursor() as cursor:
            for name in wanted.keys() - right:
                cursor.execute(wanted[name], None)


def as_held(sql: str, vendor: str) -> str:
    """The part of a guard's SQL that the database gives back as it was written."""
    return sql if vendor == "sqlite" else sql.split("$guard$")[1]


def remove_before_migrate(sender, using, plan, **kwargs) -> None:
    """SQLite remakes a table to change it, which a guard that names another table would stop half-way."""
    if plan:
        remove(connections[using])


def install_after_migrate(sender, using, **kwargs) -> None:
    """Runs after each app's migrate; the last one to run finds every table."""
    install(connections[using])
