"""Letters: one a person, sent by the worker through a real mail server, without a word of any document."""

import email
import io
import socket

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.core.management import call_command
from django_tasks import TaskContext
from django_tasks_db.models import DBTaskResult

from accounts import actions
from accounts.foundations import letters
from accounts.roles import Role
from feedback import actions as feedback
from living_docs import actions as documents
from living_docs.workflow import Status
from reporting.actions import start_review
from tests.factories import World, link_sent_to


def work_off() -> None:
    """Do every job that waits. (The worker itself would close the connection that holds the test's transaction.)"""
    done: list[DBTaskResult] = []
    while jobs := list(DBTaskResult.objects.exclude(pk__in=[job.pk for job in done]).order_by("enqueued_at", "pk")):
        for job in jobs:
            context = [TaskContext(task_result=job.task_result)] if job.task.takes_context else []
            job.task.call(*context, *job.args_kwargs["args"], **job.args_kwargs["kwargs"])
        done += jobs


def waiting() -> list[dict]:
    return [
        job.args_kwargs["kwargs"]
        for job in DBTaskResult.objects.order_by("enqueued_at", "pk")
        if "subject" in str(job.args_kwargs)
    ]


class Kept:
    """A mail server's handler that keeps what it is handed."""

    def __init__(self) -> None:
        self.messages: list[tuple[list[str], email.message.Message]] = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.messages.append(
            (envelope.rcpt_tos, email.message_from_bytes(envelope.content, policy=email.policy.default))
        )
        return "250 kept"


@pytest.fixture
def mail_server(settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = Kept()
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield kept
    server.stop()


def test_an_invitation_goes_through_a_real_mail_server(world, mail_server, settings):
    actions.invite(email="New@Icp.Example", name="Nél Owen", role=Role.MANAGER, site=world.ann.sites[0], by=world.pat)
    assert mail_server.messages == []
    link = link_sent_to("new@icp.example")
    work_off()
    (to, message), *told = mail_server.messages
    assert [to for to, _ in told] == [["abe@icp.example"], ["ann@icp.example"]]
    assert to == [message["To"]] == ["new@icp.example"]
    assert message["Subject"] == "You are invited to the Integrated Care Pilots evaluation"
    body = message.get_content().replace("\r\n", "\n")
    assert body.startswith("Dear Nél Owen,\n")
    assert f"{settings.SITE_ADDRESS}{link}\n" in body


def test_a_letter_is_one_a_person(world):
    world.open_round()
    assert [letter["to"] for letter in waiting()] == [["abe@icp.example"], ["ann@icp.example"], ["bea@icp.example"]]


def test_a_subject_is_one_line_whatever_stands_in_it(world):
    actions.invite(
        email="n@icp.example",
        name="N\r\nBcc: everyone@icp.example",
        role=Role.MANAGER,
        site=world.ann.sites[0],
        by=world.pat,
    )
    work_off()
    assert [(m.to, m.bcc) for m in mail.outbox] == [
        (["n@icp.example"], []),
        (["abe@icp.example"], []),
        (["ann@icp.example"], []),
    ]


def test_nothing_is_written_while_quiet(world):
    with letters.quiet():
        world.open_round()
    assert waiting() == []
    actions.invite(email="n@icp.example", name="N", role=Role.MANAGER, site=world.ann.sites[0], by=world.pat)
    assert [letter["to"] for letter in waiting()] == [["n@icp.example"], ["abe@icp.example"], ["ann@icp.example"]]


def test_people_who_are_switched_off_get_no_letter(world):
    actions.switch_off(world.abe, by=world.pat)
    world.open_round()
    assert [letter["to"] for letter in waiting()] == [["ann@icp.example"], ["bea@icp.example"]]


def test_what_was_undone_is_not_told(world):
    from django.db import transaction

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        world.open_round()
        raise ZeroDivisionError
    assert waiting() == []


def test_no_letter_holds_a_word_of_a_document_or_report(world: World):
    """Every letter of the whole journey, read for the words that stand in documents, readings and reports."""
    world.publication()
    document = world.document_at(Status.SUBMITTED)
    documents.reopen(document, why="Please add who leads", by=world.lee)
    world.document_at(Status.IN_QA, "a")
    feedback.send_back(world.document("a"), points="Mend the second point", by=world.quinn)
    world.document_at(Status.RELEASED, "b")
    start_review(world.rounds[1], by=world.lee, correction="A wrong count")
    work_off()
    assert len(mail.outbox) > 20
    secret = [
        "weekly meeting",
        "We understood",
        "Words of",
        "Costs are plain",
        "Say who leads",
        "Thank you for a full document",
        "Ring us",
        "Mend the second point",
    ]
    told = "\n".join(f"{letter.subject}\n{letter.body}" for letter in mail.outbox)
    assert [words for words in secret if words in told] == []


def test_a_letter_that_names_a_reader_goes_to_nobody_else(world):
    world.document_at(Status.RELEASED)
    work_off()
    named = [
        (letter.to, name)
        for letter in mail.outbox
        for name in ("Raghavan", "Robichaux", "Quintana")
        if name in letter.body and name.lower()[:2] not in letter.to[0]
    ]
    assert [to for to, _ in named if to[0] in {"ann@icp.example", "abe@icp.example", "bea@icp.example"}] == []


def test_a_forgotten_password_is_answered_by_the_worker_too(world, client):
    client.post("/account/password/reset/", {"email": "ann@icp.example"})
    assert mail.outbox == []
    work_off()
    assert [letter.to for letter in mail.outbox] == [["ann@icp.example"]]
    call_command("check", stdout=io.StringIO())
