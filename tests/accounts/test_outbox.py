"""Letters while the mail server is away: kept, tried again with growing pauses, never handed over twice, and shown."""

import socket
from contextlib import closing
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from accounts import actions
from accounts.foundations import clock, outbox
from accounts.models import Handover
from accounts.roles import Role
from sites.models import Site
from tests.accounts.test_letters import Kept, mail_server  # noqa: F401


def free_port() -> int:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture
def mail_is_down(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()


@pytest.fixture
def mail_answers(settings):
    """mail_answers(handler): a mail server that answers as the handler says, from now on."""
    started = []

    def start(handler: Kept) -> None:
        server = Controller(handler, hostname="127.0.0.1", port=free_port())
        server.start()
        started.append(server)
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port

    yield start
    for server in started:
        server.stop()


class Refuses(Kept):
    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        return "550 no such person"


class BreaksOff(Kept):
    """Takes the letter, and the connection is gone before it says so."""

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        await super().handle_DATA(server, session, envelope)
        server.transport.close()
        return "250 never heard"


def invite(world, email: str = "new@icp.example") -> DBTaskResult:
    site, _ = Site.objects.get_or_create(programme=world.programme, name="New", slug="new", full_name="New")
    actions.invite(email=email, name="New", role=Role.MANAGER, site=site, by=world.pat)
    own = next(job for job in outbox.unsent() if job.args_kwargs["kwargs"]["to"] == [email])
    outbox.unsent().exclude(pk=own.pk).delete()  # those to whoever is told
    return own


def work(job: DBTaskResult) -> str:
    """Let a real worker run the job if it waits; how it ended."""
    job.refresh_from_db()
    if job.status == "READY":
        worker = Worker(
            queue_names=["default"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id="slot-1",
            excluded_queue_names=[],
        )
        job.claim("slot-1")
        worker.run_task(job)
    return job.status


def after(job: DBTaskResult, **passed) -> int:
    """What is put back when so much time has passed since the last try."""
    job.refresh_from_db()
    with clock.at(job.finished_at + timedelta(**passed)):
        return outbox.try_again()


def test_a_letter_is_kept_and_tried_again_with_growing_pauses(world, mail_is_down):
    job = invite(world)
    pauses = []
    for _ in range(4):
        assert work(job) == "FAILED"
        pauses.append([after(job, seconds=10 * 2 ** len(pauses) - 1), after(job, seconds=10 * 2 ** len(pauses))])
    assert pauses == [[0, 1]] * 4
    assert [outbox.pause_after(tries) for tries in (10, 500)] == [timedelta(hours=1)] * 2


def test_when_mail_works_again_it_goes_once(world, mail_is_down, settings, request):
    job = invite(world)
    assert work(job) == "FAILED"
    kept = request.getfixturevalue("mail_server")
    assert (work(job), kept.messages) == ("FAILED", [])
    assert after(job, minutes=1) == 1
    assert work(job) == "SUCCESSFUL"
    assert (after(job, hours=2), work(job)) == (0, "SUCCESSFUL")
    assert [to for to, _ in kept.messages] == [["new@icp.example"]]


def test_a_letter_whose_fate_is_unknown_is_not_sent_again_by_itself(world, mail_answers):
    broken = BreaksOff()
    mail_answers(broken)
    job = invite(world)
    assert work(job) == "FAILED"
    assert [after(job, minutes=1), after(job, days=1)] == [0, 0]
    assert [(letter.address, letter.may_have_gone, letter.problem) for letter in outbox.for_the_office()] == [
        ("new@icp.example", True, outbox.MAY_HAVE_GONE)
    ]
    assert len(broken.messages) == 1


def test_a_job_that_was_killed_behind_the_mail_servers_yes_ends_without_a_second_letter(world, mail_server):  # noqa: F811
    job = invite(world)
    assert work(job) == "SUCCESSFUL"
    DBTaskResult.objects.filter(pk=job.pk).update(status="READY")
    assert (work(job), len(mail_server.messages)) == ("SUCCESSFUL", 1)


@pytest.mark.parametrize(("days", "tried"), [(2, 1), (4, 0)])
def test_a_letter_is_tried_for_three_days(world, mail_is_down, days, tried):
    job = invite(world)
    work(job)
    assert after(job, days=days) == tried


def test_the_office_sees_what_waits_for_hours_and_nobody_else_does(world, mail_answers, sign_in):
    mail_answers(Refuses())
    job = invite(world, "gone@icp.example")
    work(job)
    page = sign_in(world.pat).get("/office/letters/").content.decode()
    assert "No letter is waiting." in page
    with clock.at(timezone.now() + timedelta(hours=3)):
        home = sign_in(world.pat).get("/").content.decode()
        page = sign_in(world.pat).get("/office/letters/").content.decode()
        others = sign_in(world.lee).get("/").content.decode()
    assert ["1 letter has not been sent." in seen for seen in (home, others)] == [True, False]
    assert ["gone@icp.example" in page, "The mail server does not accept this address." in page] == [True, True]
    assert "You are invited" not in page


def test_the_office_sends_a_letter_again_or_puts_it_aside(world, mail_answers, sign_in):
    broken, kept = BreaksOff(), Kept()
    mail_answers(broken)
    job = invite(world)
    work(job)
    mail_answers(kept)
    office = sign_in(world.pat)
    office.post(f"/office/letters/{job.pk}/", {"again": ""})
    assert (work(job), len(kept.messages)) == ("SUCCESSFUL", 1)
    assert office.post(f"/office/letters/{job.pk}/", {"aside": ""}).status_code == 404
    mail_answers(BreaksOff())
    other = invite(world, "other@icp.example")
    work(other)
    office.post(f"/office/letters/{other.pk}/", {"aside": ""})
    assert list(outbox.unsent()) == []
    assert Handover.objects.filter(accepted_at=None).count() == 0
