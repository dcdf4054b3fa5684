"""What was acknowledged is there: workers, server and database are killed while an author writes on a real service."""

import random
import shutil
import threading
import time
from contextlib import suppress

import pytest
from django.conf import settings
from django.db import connection

from tests.effort import SOAK
from tests.service import POSTGRES, Author, Everywhere, NoAnswer, Postgres, Service

pytestmark = pytest.mark.soak if SOAK else []
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="the same service, tried on SQLite")
on_postgres = pytest.mark.skipif(
    connection.vendor != "postgresql" or not POSTGRES, reason="needs PostgreSQL, whose cluster is stopped"
)


def times(whole: int) -> int:
    """The whole number in a soak, a twentieth of it in `make test`."""
    return whole if SOAK else max(2, whole // 20)


@pytest.fixture(scope="session")
def prepared(migrated, tmp_path_factory):
    folder = tmp_path_factory.mktemp("service")
    shutil.copytree(migrated, folder, dirs_exist_ok=True)
    Service(folder).prepare()
    return folder


@pytest.fixture
def service(prepared, tmp_path):
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    started = Service(tmp_path)
    started.start()
    yield started
    started.kill()


def write_until(author: Author, stop: threading.Event) -> list[str]:
    """Paragraph after paragraph, each on top of the last acknowledged version. Returns what was written."""
    version, written = 1, []
    while not stop.is_set():
        written.append(f"Paragraph {len(written) + 1} of the evening.")
        version = author.save(written, version)
    return written


def while_writing(author: Author, disturb, number: int) -> list[str]:
    """Disturb the service so many times, each time that the author has saved again; then let the author finish."""
    stop, result = threading.Event(), []
    writing = threading.Thread(target=lambda: result.append(write_until(author, stop)))
    writing.start()
    try:
        for time_of in range(number):
            wait_for_another_save(author, writing)
            disturb(time_of)
    finally:
        stop.set()
        writing.join(120)
    assert result, "the author could not go on"
    return result[0]


def wait_for_another_save(author: Author, writing: threading.Thread) -> None:
    saved = len(author.acknowledged)
    while len(author.acknowledged) == saved and writing.is_alive():
        time.sleep(0.01)


def nothing_is_lost(service: Service, author: Author, written: list[str]) -> None:
    """Every acknowledged version says what was sent; the numbers have no gap and no double."""
    kept = dict(service.versions())
    assert {number: kept[number] for number in author.acknowledged} == {
        number: [f"<p>{line}</p>" for line in lines] for number, lines in author.acknowledged.items()
    }
    assert list(kept) == list(range(1, len(written) + 2))


def serve_again(service: Service) -> None:
    service.kill()
    service.start()


@on_sqlite
def test_workers_killed_while_they_save(service):
    author, chance = Author(service), random.Random(1)

    def kill(time_of: int) -> None:
        time.sleep(chance.random() * 0.1)
        service.kill_worker(time_of)

    nothing_is_lost(service, author, while_writing(author, kill, times(200)))


@on_sqlite
def test_the_whole_server_killed_while_it_saves(service):
    author, chance = Author(service), random.Random(2)

    def kill(time_of: int) -> None:
        time.sleep(chance.random() * 0.1)
        serve_again(service)

    nothing_is_lost(service, author, while_writing(author, kill, times(50)))


@on_sqlite
def test_tables_states_diary_and_desk_survive_a_server_that_is_killed(service):
    author, chance, number, stop = Everywhere(service), random.Random(4), times(40), threading.Event()

    def save_everywhere() -> None:
        for turn in range(number):
            author.turn(turn)
        stop.set()

    saving = threading.Thread(target=save_everywhere)
    saving.start()
    while saving.is_alive() and not stop.is_set():
        wait_for_another_save(author, saving)
        time.sleep(chance.random() * 0.1)
        serve_again(service) if chance.random() < 0.2 else service.kill_worker(chance.randrange(2))
    saving.join(120)
    assert stop.is_set(), "the author could not go on"
    there = author.there
    notes = there.pop("notes")
    assert there == author.kept
    assert [words for words in author.notes if f"<p>{words}</p>" not in notes] == []


@on_sqlite
def test_a_reply_lost_after_the_save_makes_no_second_save_and_no_clash(service):
    author, chance, version, written = Author(service), random.Random(3), 1, []
    for time_of in range(times(100)):
        written.append(f"Paragraph {time_of + 1} of the evening.")
        with suppress(NoAnswer):
            author.send(written, version, give_up_after=0.001 + chance.random() * 0.03)
        version = author.save(written, version)
    nothing_is_lost(service, author, written)


@on_postgres
@pytest.mark.own_postgres
@pytest.mark.parametrize("how", ["fast", "immediate"])
def test_postgres_stopped_and_started_in_the_middle_of_requests(tmp_path, how):
    postgres = Postgres()
    try:
        service = Service(tmp_path, postgres.url)
        service.make_tables()
        service.prepare()
        service.start()
        try:
            author = Author(service)

            def stop_and_start(time_of: int) -> None:
                postgres.stop(how)
                postgres.start()

            nothing_is_lost(service, author, while_writing(author, stop_and_start, times(50)))
        finally:
            service.kill()
    finally:
        postgres.remove()


@pytest.mark.django_db
def test_a_commit_is_on_the_disk_before_it_is_acknowledged():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            assert "synchronous=FULL" in settings.DATABASES["default"]["OPTIONS"]["init_command"]
        else:
            for name in ("fsync", "synchronous_commit", "full_page_writes"):
                cursor.execute(f"SHOW {name}")
                assert cursor.fetchone() == ("on",)
