"""Questions to the evaluation team, its answers, and notes of telephone calls. What is written stays as it is."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from accounts.foundations import audit
from accounts.foundations.letters import write_letter
from accounts.models import AuditEvent, User
from accounts.permissions import can_answer_help, can_take_part, require
from accounts.roles import Role
from living_docs.actions.letters_to import people_of
from living_docs.instrument import Prompt
from living_docs.models import HelpMessage, LivingDocument
from sites.clearance import clear_for_site
from sites.exits import CALL_PEOPLE, HELP_ANSWER


@transaction.atomic
def write_message(document: LivingDocument, *, prompt: Prompt, text: str, by: User) -> HelpMessage:
    """A question or a reply; the other side is told by letter that there is one."""
    require(can_take_part, by, document, prompt)
    message = add(HelpMessage(document=document, text=text, by=by), prompt)
    if message.from_team:
        write_letter("question_answered", to=people_of(document), message=message)
    else:
        write_letter("question_asked", to=people_who_answer(prompt), message=message)
    return message


@transaction.atomic
def note_call(
    document: LivingDocument, *, prompt: Prompt, text: str, called_on: date, took_part: str, by: User
) -> HelpMessage:
    """What was said on the telephone, written down by either side."""
    require(can_take_part, by, document, prompt)
    return add(HelpMessage(document=document, text=text, called_on=called_on, took_part=took_part, by=by), prompt)


def add(message: HelpMessage, prompt: Prompt) -> HelpMessage:
    document, by = message.document, message.by
    message.text = clear_for_site(HELP_ANSWER, message.text, site=document.site, by=by)
    message.took_part = message.took_part and clear_for_site(CALL_PEOPLE, message.took_part, site=document.site, by=by)
    message.prompt_number, message.from_team = prompt.number, not by.belongs_to(document.site)
    message.save(force_insert=True)
    verb = f"{AuditEvent.CONFIDENTIAL_VERB}: wrote about a prompt"
    audit.record(verb, by=by, about=f"{prompt.number} of {document}", site=document.site)
    return message


def people_who_answer(prompt: Prompt) -> list[User]:
    answering = User.objects.with_role(Role.LEADER, Role.ECONOMIST)
    return [person for person in answering if can_answer_help(person, prompt)]
