"""Among the people of one site: giving a prompt to one of them, notes on it, and saying that it is ready."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.actions import require_active
from accounts.foundations import audit, clock
from accounts.foundations.letters import write_letter
from accounts.models import User
from accounts.permissions import (
    can_check_prompt,
    can_give_prompt,
    can_hand_in_prompt,
    can_keep_programme,
    can_talk_among_colleagues,
    require,
)
from living_docs.actions.letters_to import managers_of
from living_docs.instrument import Prompt
from living_docs.models import ColleagueNote, GivenPrompt, LivingDocument, ThreadRead


@transaction.atomic
def give_prompt(document: LivingDocument, *, prompt: Prompt, to: User, due: date | None, by: User) -> GivenPrompt:
    """Give a prompt to a person of the site, who is told by letter; it is given to one person at a time."""
    require(can_give_prompt, by, document)
    require_active(to)
    if not to.belongs_to(document.site):
        raise PermissionDenied(can_talk_among_colleagues.__doc__)
    given, _ = GivenPrompt.objects.update_or_create(
        document=document,
        prompt_number=prompt.number,
        defaults={"to": to, "due": due, "by": by, "at": clock.now(), "state": GivenPrompt.State.GIVEN},
    )
    audit.record("gave a prompt", by=by, about=f"{prompt.number} of {document}, to {to.name}", site=document.site)
    if to != by:
        write_letter("prompt_given", to=[to], given=given)
    return given


@transaction.atomic
def hand_over_prompt(given: GivenPrompt, *, to: User, by: User) -> None:
    """A colleague has in hand now what somebody had who leaves the programme."""
    require(can_keep_programme, by)
    require_active(to)
    given = locked(given)
    if not to.belongs_to(given.document.site):
        raise PermissionDenied(can_talk_among_colleagues.__doc__)
    given.to, given.state = to, GivenPrompt.State.GIVEN
    given.save(update_fields=["to", "state"])
    audit.record(
        "gave a prompt",
        by=by,
        about=f"{given.prompt_number} of {given.document}, to {to.name}",
        site=given.document.site,
    )
    write_letter("prompt_given", to=[to], given=given)


@transaction.atomic
def take_prompt_back(given: GivenPrompt, *, by: User) -> None:
    """Nobody has it in hand any more."""
    require(can_give_prompt, by, given.document)
    document = given.document
    GivenPrompt.objects.filter(pk=given.pk).delete()
    audit.record("took a prompt back", by=by, about=f"{given.prompt_number} of {document}", site=document.site)


@transaction.atomic
def hand_in_prompt(given: GivenPrompt, *, by: User) -> None:
    """Say that it is ready; the managers are told by letter."""
    given = locked(given)
    require(can_hand_in_prompt, by, given)
    become(given, GivenPrompt.State.READY)
    write_letter("prompt_ready", to=managers_of(given.document, but=by), given=given)


@transaction.atomic
def check_prompt(given: GivenPrompt, *, good: bool, by: User) -> None:
    """The manager has checked it, or gives it back to be written further."""
    given = locked(given)
    require(can_check_prompt, by, given)
    become(given, GivenPrompt.State.CHECKED if good else GivenPrompt.State.GIVEN)
    if not good and given.to != by and given.is_held:
        write_letter("prompt_given", to=[given.to], given=given)


def locked(given: GivenPrompt) -> GivenPrompt:
    found = GivenPrompt.objects.select_for_update(of=("self",)).filter(pk=given.pk)
    held = found.select_related("document__site", "document__round__instrument", "to", "by").first()
    if held is None:
        raise PermissionDenied(can_hand_in_prompt.__doc__)
    return held


def become(given: GivenPrompt, state: GivenPrompt.State) -> None:
    given.state = state
    given.save(update_fields=["state"])


@transaction.atomic
def write_to_colleagues(
    document: LivingDocument, *, prompt: Prompt, html: str, for_manager: bool = False, by: User
) -> ColleagueNote:
    """A note on a prompt that only the people of the site read; the managers are told of one that is for them."""
    require(can_talk_among_colleagues, by, document)
    note = ColleagueNote(document=document, prompt_number=prompt.number, html=html, for_manager=for_manager, by=by)
    note.save(force_insert=True)
    if for_manager:
        write_letter("text_for_manager", to=managers_of(document, but=by), note=note)
    return note


@transaction.atomic
def mark_read(
    document: LivingDocument, *, prompt: Prompt, thread: ThreadRead.Thread, until: datetime | None = None, by: User
) -> None:
    """Note that a person of the site has read what was said on a prompt until a moment; nothing read becomes unread."""
    require(can_talk_among_colleagues, by, document)
    read, _ = ThreadRead.objects.select_for_update().get_or_create(
        document=document, prompt_number=prompt.number, thread=thread, user=by, defaults={"at": until or clock.now()}
    )
    read.at = max(read.at, min(until or clock.now(), clock.now()))
    read.save(update_fields=["at"])
