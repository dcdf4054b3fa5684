"""Reminders of a deadline, sent by the worker to those who have not submitted."""

from __future__ import annotations

from django.db import transaction

from accounts.foundations import audit, clock
from accounts.foundations.letters import write_letter
from living_docs.actions.letters_to import people_of
from living_docs.completeness import sections
from living_docs.models import LivingDocument, Reminder, Round
from living_docs.reminder_times import AFTER, due
from living_docs.workflow import Status


def send_due_reminders() -> int:
    """Send what is due and was not sent yet. Safe to ask at any time, by several workers. Returns how many."""
    writing = LivingDocument.objects.with_status(Status.DRAFT).filter(round__state=Round.State.OPEN)
    return sum(
        remind(document, which)
        for document in writing.by_site().prefetch_related("reminders")
        for which in due(document.deadline, now=clock.now())
        if not was_sent(document, which)
    )


def was_sent(document: LivingDocument, which: str) -> bool:
    sent = {(reminder.which, reminder.deadline) for reminder in document.reminders.all()}
    return (which, document.deadline) in sent


@transaction.atomic
def remind(document: LivingDocument, which: str) -> bool:
    """Write the letters and the record that they were written, together, once; False where another was first."""
    LivingDocument.objects.select_for_update().get(pk=document.pk)
    current = LivingDocument.objects.for_pages().get(pk=document.pk)
    if not current.is_with_site or which not in due(current.deadline, now=clock.now()) or was_sent(current, which):
        return False
    Reminder.objects.create(document=current, which=which, deadline=current.deadline)
    missing = [line.prompt.number for section in sections(current) for line in section.lines if line.problems]
    letter = "deadline_passed" if which == AFTER else "deadline_near"
    write_letter(letter, to=people_of(current), document=current, missing=missing)
    when = which if which == AFTER else f"{which} before"
    audit.record("reminded of the deadline", by=None, about=f"{current}, {when}", site=current.site)
    return True
