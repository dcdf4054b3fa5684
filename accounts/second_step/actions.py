"""Resetting a lost second step: asked for by one of the office, confirmed by another of the office or the task leader."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts.actions.locks import lock
from accounts.foundations import audit
from accounts.foundations.letters import write_letter
from accounts.models import SecondStepReset, User
from accounts.permissions import can_ask_for_reset, can_decide_reset, is_office, require
from accounts.roles import Role
from accounts.second_step import requirement
from accounts.sign_in import protection, sessions

ASKED = "The programme office was asked to reset the second step of your account"
RESET = "The second step of your account was reset"


class ResetRefused(Exception):
    """A sentence about why a second step cannot be reset."""


@transaction.atomic
def ask_for_reset(person: User, *, reason: str, by: User) -> SecondStepReset:
    require(can_ask_for_reset, by, person)
    lock(person)
    if why := why_not_ask(person):
        raise ResetRefused(why)
    asked = SecondStepReset.objects.create(person=person, reason=reason, asked_by=by)
    audit.record("asked to reset a second step", by=by, about=person, why=reason)
    write_letter("second_step_asked", to=deciders(asked), asked=asked)
    protection.tell(person, ASKED)
    return asked


def why_not_ask(person: User) -> str:
    if not requirement.is_set_up(person):
        return f"{person} has not set up a second step."
    if person.second_step_resets.waiting().exists():
        return f"A second person has already been asked to reset the second step of {person}."
    return ""


def deciders(asked: SecondStepReset) -> list[User]:
    people = User.objects.with_role(Role.OFFICE, Role.LEADER)
    return [person for person in people if can_decide_reset(person, asked)]


@transaction.atomic
def confirm_reset(asked: SecondStepReset, *, by: User) -> None:
    """The person's password alone opens the account again, and a role that needs a second step has it set up anew."""
    asked = to_decide(asked, by)
    if why := why_not_confirm(asked):
        raise ResetRefused(why)
    asked.decide(confirmed=True, by=by)
    audit.record("confirmed the reset of a second step", by=by, about=asked.person)
    take_off(asked.person)


def take_off(person: User) -> None:
    Authenticator.objects.filter(user=person).delete()
    sessions.end_all(person)
    protection.tell(person, RESET)


@transaction.atomic
def refuse_reset(asked: SecondStepReset, *, reason: str, by: User) -> None:
    asked = to_decide(asked, by)
    asked.decide(confirmed=False, by=by, refusal=reason)
    audit.record("refused to reset a second step", by=by, about=asked.person, why=reason)
    write_letter("second_step_refused", to=[asked.asked_by], asked=asked)


def to_decide(asked: SecondStepReset, by: User) -> SecondStepReset:
    """What was asked as it stands now, if it waits and this person, as they are now, may decide about it."""
    asked = SecondStepReset.objects.select_for_update(of=("self",)).with_people().get(pk=asked.pk)
    now = next(one for one in lock(by, asked.person, asked.asked_by) if one.pk == by.pk)
    require(can_decide_reset, now, asked)
    if not now.is_active or not asked.is_waiting:
        raise ResetRefused("Somebody has already decided about this.")
    return asked


def why_not_confirm(asked: SecondStepReset) -> str:
    """What has changed since it was asked for; "" where nothing has."""
    asker = User.objects.get(pk=asked.asked_by_id)
    if not asker.is_active or not is_office(asker):
        return f"{asker} has left the programme office since asking for this. Refuse it; the office can ask again."
    return "" if asked.person.is_active else f"{asked.person}’s account is switched off."
