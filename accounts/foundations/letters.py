"""E-mails: written from a template with its subject in the first line, sent by the worker, never in the request."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django_tasks import TaskContext, task

from accounts.foundations import outbox
from accounts.models import User

_quiet: ContextVar[bool] = ContextVar("quiet", default=False)


@contextmanager
def quiet() -> Iterator[None]:
    """Write no letters inside: the demo walks rounds that are long past."""
    token = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(token)


@task(takes_context=True)
def send_letter(context: TaskContext, *, to: list[str], subject: str, body: str) -> None:
    """One try; `outbox` sees to the next."""
    outbox.hand_over(context.task_result.id, EmailMessage(subject=subject, body=body, to=to))


def write_letter(template: str, *, to: list[User] | list[str], **context: object) -> None:
    """Ask the worker to send `templates/letters/<template>.txt` to each address, one letter a person.

    Letters hold no part of a document or report: they say that there is something to read.
    """
    if _quiet.get():
        return
    context |= {"address": settings.SITE_ADDRESS, "demo": settings.DEMO, "help_contact": settings.HELP_CONTACT}
    for person in to:
        text = render_to_string(f"letters/{template}.txt", context | {"person": person})
        subject, body = text.split("\n", 1)
        address = person.email if isinstance(person, User) else person
        send_letter.enqueue(to=[address], subject=" ".join(subject.split()), body=body.strip() + "\n")
