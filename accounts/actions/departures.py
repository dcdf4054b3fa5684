"""Leaving the programme: all that a person holds is handed over or left on purpose, and only then the account ends."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from accounts.actions.links import end_open
from accounts.actions.locks import lock_with_all_who_must_stay, require_successor
from accounts.departures import Held, StillHolds, held_by
from accounts.foundations import audit
from accounts.foundations.letters import write_letter
from accounts.models import User
from accounts.permissions import can_keep_programme, require
from accounts.role_conflicts import RoleRefused


@transaction.atomic
def leave(person: User, *, takers: Mapping[str, User | None], reason: str, by: User) -> None:
    """`takers` says for each thing held, by its key, who has it now; None leaves it, for the reason given."""
    require(can_keep_programme, by)
    person = lock_with_all_who_must_stay(person, *(taker for taker in takers.values() if taker))
    for role in person.memberships.values_list("role", flat=True):
        require_successor(person, role)
    for held in held_by(person):
        settle(held, person, takers=takers, reason=reason, by=by)
    end_account(person, by=by)


def settle(held: Held, person: User, *, takers: Mapping[str, User | None], reason: str, by: User) -> None:
    if held.key not in takers:
        raise StillHolds(f"{person} holds something new: {held.words}. Say what becomes of it.")
    taker = takers[held.key]
    if taker is None:
        if not reason.strip():
            raise StillHolds(f"Say why this is left: {held.words}.")
        audit.record("left work on purpose", by=by, about=f"{person}: {held.words}", why=reason)
        return
    if held.hand_over is None or taker not in held.takers:
        raise StillHolds(f"{taker} can no longer take this over: {held.words}. Choose again.")
    held.hand_over(taker, by)
    audit.record("handed work over", by=by, about=f"{held.words}: from {person} to {taker}")
    write_letter("work_handed_over", to=[taker], leaver=person, words=held.words)


@transaction.atomic
def switch_off(user: User, *, by: User) -> None:
    """End an account whose person holds nothing."""
    leave(user, takers={}, reason="", by=by)


def end_account(person: User, *, by: User) -> None:
    """Its sessions end too (Django's session check refuses an inactive user), and its open invitations."""
    if not person.is_active:
        raise RoleRefused(f"{person}’s account is switched off already.")
    person.is_active = False
    person.save(update_fields=["is_active"])
    end_open(person.email, by=by)
    audit.record("switched off the account", by=by, about=person)
