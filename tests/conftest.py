"""What every test may ask for: a world with its cast, and a browser session signed in as one of them."""

import fcntl
import os
from pathlib import Path

import pytest
from django.core.management.commands import flush
from django.db import connection
from django.test import Client

from accounts.foundations import frozen_records
from benchmarks.anonymity import checker_of_the_pilots
from reporting.anonymity.checker import Checker
from tests.factories import World
from tests.service import Service

LONG = ("browser", "own_postgres", "soak", "long")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """On PostgreSQL only what touches the database: the rest has run on SQLite. The longest begin first."""
    if connection.vendor == "postgresql":
        config.hook.pytest_deselected(items=[item for item in items if not touches_the_database(item)])
        items[:] = [item for item in items if touches_the_database(item)]
    items.sort(key=lambda item: not any(item.get_closest_marker(name) for name in LONG))


def touches_the_database(item) -> bool:
    if item.get_closest_marker("one_engine"):
        return False
    fixtures = {"db", "transactional_db", "live_server"} & set(item.fixturenames)
    return bool(fixtures) or any(item.get_closest_marker(name) for name in ("django_db", "own_postgres"))


@pytest.fixture(autouse=True)
def own_audit_head(settings, tmp_path):
    settings.AUDIT_HEAD = tmp_path / "audit-head"
    settings.AUDIT_LEDGER = tmp_path / "audit-ledger"
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def world(db) -> World:
    return World()


@pytest.fixture
def sign_in():
    """sign_in(person) -> a client with that person's session; sign_in(None) is anonymous."""

    def make(person) -> Client:
        client = Client()
        if person is not None:
            client.force_login(person, backend="accounts.sign_in.backend.PeopleBackend")
        return client

    return make


@pytest.fixture(scope="session")
def pilots_checker(django_db_setup, django_db_blocker) -> Checker:
    """The sixteen Pilots’ checker, made once: it changes nothing and nothing changes it."""
    with django_db_blocker.unblock():
        return checker_of_the_pilots()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory) -> Path:
    """A folder with a database file that has all its tables and no row, made once for all processes of a test run."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    folder = shared / "migrated"
    with (shared / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            (making := shared / "migrating").mkdir()
            Service(making).make_tables()
            making.rename(folder)
    return folder


@pytest.fixture(autouse=True, scope="session")
def flush_around_guards():
    """Tests that commit empty the tables afterwards; only there are the guards lifted, in a test database."""
    plain = flush.Command.handle

    def guarded(self, **options):
        name = str(connection.settings_dict["NAME"])
        assert "test" in name or "memory" in name
        if connection.vendor == "postgresql":
            delete_all_rows()
            return
        frozen_records.remove(connection)
        try:
            plain(self, **options)
        finally:
            frozen_records.install(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush.Command, "handle", guarded)
        yield


def delete_all_rows() -> None:
    """What TRUNCATE does in ten seconds or more, since it makes every file anew, in a tenth of one."""
    made_by_migrations = {"django_content_type", "auth_permission", "django_migrations"}
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # neither guards nor foreign keys are asked
        for table in set(connection.introspection.table_names(cursor)) - made_by_migrations:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
        cursor.execute("SET session_replication_role = DEFAULT")
