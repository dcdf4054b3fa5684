"""What keeps the service up: the supervisor with real programs, the worker through kill -9, and /healthz."""

import asyncio
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from icp_eval import health
from tests.accounts.test_letters import Kept
from tests.service import Service, free_port

ROOT = Path(settings.BASE_DIR)
SUPERVISOR = """
import sys
from icp_eval import supervisor
supervisor.PAUSES, supervisor.GRACE = (0.1, 0.1, 0.1), 1.0
sys.exit(supervisor.supervise([supervisor.Program("program", [sys.executable, "-c", sys.argv[1]])]))
"""
NOTE = "import os, signal, sys, time; open({path!r}, 'a').write(f'{{os.getpid()}}\\n'); "


def until(holds, seconds: float = 15.0):
    """Wait until something is so, and hand it back."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := holds():
            return found
        time.sleep(0.05)
    raise AssertionError(f"not within {seconds} s")


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


@pytest.fixture
def supervised(tmp_path):
    """supervised(code) -> the supervisor's process and a function that lists the pids its program had."""
    pids, started = tmp_path / "pids", []

    def start(code: str):
        note = NOTE.format(path=str(pids))
        process = subprocess.Popen(
            [sys.executable, "-c", SUPERVISOR, note + code], cwd=ROOT, stderr=subprocess.PIPE, text=True
        )
        started.append(process)
        return process, lambda: [int(line) for line in pids.read_text().split()] if pids.exists() else []

    yield start
    for process in started:
        process.kill()
        process.communicate()
    for pid in map(int, pids.read_text().split()) if pids.exists() else []:
        if alive(pid):
            os.kill(pid, signal.SIGKILL)


def test_a_killed_program_is_started_again_and_all_end_on_request(supervised):
    process, pids = supervised("time.sleep(60)")
    [first] = until(pids)
    os.kill(first, signal.SIGKILL)
    _, second = until(lambda: len(pids()) == 2 and pids())
    assert (alive(first), alive(second)) == (False, True)
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0
    assert alive(second) is False


def test_ctrl_c_ends_everything(supervised):
    process, pids = supervised("time.sleep(60)")
    [pid] = until(pids)
    process.send_signal(signal.SIGINT)
    assert (process.wait(10), alive(pid)) == (0, False)


def test_a_program_that_ends_again_and_again_is_given_up(supervised):
    process, pids = supervised("sys.exit(3)")
    assert process.wait(30) == 1
    assert len(pids()) == 6
    assert process.stderr.read().splitlines()[-1] == "The program ends again and again; giving up."


def test_a_program_that_will_not_end_is_ended_by_force(supervised):
    process, pids = supervised("signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)")
    [pid] = until(pids)
    time.sleep(0.3)
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0
    assert until(lambda: not alive(pid))  # a killed process goes a moment after the signal


@pytest.mark.skipif(sys.platform != "linux", reason="told by the kernel on Linux only")
def test_a_killed_supervisor_leaves_no_orphan(supervised):
    process, pids = supervised("time.sleep(60)")
    [pid] = until(pids)
    time.sleep(0.3)
    process.kill()
    process.wait(10)
    assert until(lambda: not alive(pid))


# The worker


class Working(Service):
    """A service with real `manage.py work` processes, whose letters go to a mail server at a port."""

    def __init__(self, folder: Path, port: int) -> None:
        super().__init__(folder)
        self.env |= {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(port)}
        self.working: list[subprocess.Popen] = []

    def work(self) -> subprocess.Popen:
        command = [sys.executable, "manage.py", "work", "--slot", "1"]
        self.working.append(subprocess.Popen(command, cwd=ROOT, env=self.env, stderr=subprocess.DEVNULL))
        return self.working[-1]

    def ask(self, query: str) -> list[tuple]:
        found = sqlite3.connect(self.folder / "db.sqlite3", timeout=20)
        try:
            return found.execute(query).fetchall()
        finally:
            found.close()

    def jobs(self) -> list[str]:
        return [status for (status,) in self.ask("SELECT status FROM django_tasks_database_dbtaskresult")]


class Stuck(Kept):
    """A mail server that never gets as far as asking for whom a letter is, or (`late`) takes it and never answers."""

    def __init__(self, *, late: bool = False) -> None:
        super().__init__()
        self.late, self.asked = late, []

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        self.asked.append(hostname)
        session.host_name = hostname
        await asyncio.sleep(0 if self.late else 60)
        return responses

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        await super().handle_DATA(server, session, envelope)
        await asyncio.sleep(60)
        return "451 never"


def mail_server(handler: Kept, port: int = 0) -> Controller:
    import socket

    if not port:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
    server = Controller(handler, hostname="127.0.0.1", port=port)
    server.start()
    return server


def killed_at_a_letter(service: Working, stuck: Stuck) -> None:
    """A worker killed while a stuck mail server has its letter."""
    letter = "send_letter.enqueue(to=['ann@icp.example'], subject='S', body='B')"
    service.manage("shell", "-v0", "-c", f"from accounts.foundations.letters import send_letter; {letter}")
    worker = service.work()
    until(lambda: stuck.messages if stuck.late else stuck.asked, 30)
    assert service.jobs() == ["RUNNING"]
    worker.kill()
    worker.wait(10)
    assert service.jobs() == ["RUNNING"]


@pytest.mark.parametrize("late", [False, True])
def test_a_job_of_a_killed_worker_runs_again_and_a_letter_goes_once(migrated, tmp_path, late):
    stuck, kept = Stuck(late=late), Kept()
    server = mail_server(stuck)
    shutil.copytree(migrated, tmp_path, dirs_exist_ok=True)
    service = Working(tmp_path, server.port)
    try:
        killed_at_a_letter(service, stuck)
        server.stop()
        server = mail_server(kept, server.port)
        service.work()
        until(lambda: service.jobs() == ["FAILED" if late else "SUCCESSFUL"], 30)
        time.sleep(1.5)
        assert [to for to, _ in stuck.messages + kept.messages] == [["ann@icp.example"]]
        assert service.ask("SELECT count(*) FROM cache WHERE cache_key LIKE '%worker-heartbeat'") == [(1,)]
    finally:
        for worker in service.working:
            worker.kill()
            worker.wait(10)
        server.stop()


def test_a_letter_that_found_no_mail_server_goes_once_when_there_is_one(migrated, tmp_path):
    kept, port = Kept(), free_port()
    shutil.copytree(migrated, tmp_path, dirs_exist_ok=True)
    service = Working(tmp_path, port)
    letter = "send_letter.enqueue(to=['ann@icp.example'], subject='S', body='B')"
    service.manage("shell", "-v0", "-c", f"from accounts.foundations.letters import send_letter; {letter}")
    worker = service.work()
    server = None
    try:
        until(lambda: service.jobs() == ["FAILED"], 30)
        server = mail_server(kept, port)
        until(lambda: service.jobs() == ["SUCCESSFUL"], 40)
        assert [to for to, _ in kept.messages] == [["ann@icp.example"]]
    finally:
        worker.kill()
        worker.wait(10)
        if server:
            server.stop()


def test_a_worker_asked_to_end_ends(migrated, tmp_path):
    shutil.copytree(migrated, tmp_path, dirs_exist_ok=True)
    service = Working(tmp_path, 9)
    worker = service.work()
    try:
        until(lambda: service.ask("SELECT count(*) FROM cache") == [(1,)], 30)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(15) == 0
    finally:
        worker.kill()
        worker.wait(10)


# Health


def healthz() -> tuple[int, str]:
    response = Client().get("/healthz")
    return response.status_code, response.content.decode()


def test_health_is_ok_while_the_worker_beats(db):
    health.beat()
    assert healthz() == (200, "ok")


def test_health_says_that_no_worker_has_started(db):
    cache.delete(health.KEY)
    assert healthz() == (503, "no worker has started")


def test_health_says_how_long_the_worker_has_been_silent(db, settings):
    cache.set(health.KEY, time.time() - settings.HEARTBEAT_LIMIT_SECONDS - 10, timeout=None)
    assert healthz() == (503, "the worker has been silent for 30 s")


def test_health_says_that_the_database_does_not_answer(db):
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE cache")
        assert healthz() == (503, "the database does not answer")
        transaction.set_rollback(True)
