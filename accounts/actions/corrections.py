"""Names and addresses are corrected: the own name by oneself; an address by the office, confirmed from the new one."""

from __future__ import annotations

import secrets

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from accounts.actions.links import end_open
from accounts.actions.locks import lock
from accounts.foundations import audit, clock
from accounts.foundations.letters import write_letter
from accounts.models import AddressChange, User, hash_of
from accounts.permissions import can_ask_for_address, can_confirm_address, require
from accounts.role_conflicts import RoleRefused

TAKEN = "Somebody already uses this address to sign in."
OVER = "This change of address is over. The programme office can ask for it again."


@transaction.atomic
def correct_name(person: User, *, name: str) -> None:
    """One's own name; what was frozen keeps the name it had."""
    before = lock(person)[0].name
    if name == before:
        return
    person.name = name
    person.save(update_fields=["name"])
    audit.record("corrected the name", by=person, about=f"{before}, now {name}")


@transaction.atomic
def ask_for_address(person: User, *, email: str, by: User) -> AddressChange:
    """The old address is told, the new one gets the link; an earlier request for this person is over."""
    require(can_ask_for_address, by, person)
    person = lock(person)[0]
    if User.objects.filter(email=email).exists():
        raise RoleRefused(TAKEN)
    person.address_changes.waiting().update(ended_at=clock.now())
    token = secrets.token_urlsafe(32)
    change = AddressChange.objects.create(person=person, email=email, token_sha256=hash_of(token), asked_by=by)
    audit.record("asked for another address", by=by, about=f"{person}: {email}")
    write_letter("address_asked", to=[person], change=change)
    write_letter("address_offered", to=[email], change=change, token=token)
    return change


@transaction.atomic
def confirm_address_change(change: AddressChange, *, by: User) -> None:
    """Whoever follows the link from the new address has signed in as the person, so it is theirs and their own wish."""
    require(can_confirm_address, by, change)
    person = lock(by)[0]
    change = AddressChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if not person.is_active or not AddressChange.objects.waiting().filter(pk=change.pk).exists():
        raise RoleRefused(OVER)
    if User.objects.filter(email=change.email).exists():
        raise RoleRefused(TAKEN)
    before = person.email
    move(person, to=change.email)
    AddressChange.objects.filter(pk=change.pk).update(done_at=clock.now(), before=before)
    for address in (before, change.email):  # what somebody was invited to is not taken by whoever moves there
        end_open(address, by=by)
    audit.record("corrected the address", by=by, about=f"{person}: {before}, now {change.email}")
    write_letter("address_corrected", to=[before, change.email], change=change, before=before)


def move(person: User, *, to: str) -> None:
    person.email = to
    try:
        with transaction.atomic():
            person.save(update_fields=["email"])
    except IntegrityError as error:  # somebody was quicker, at the same moment
        raise RoleRefused(TAKEN) from error
    EmailAddress.objects.filter(user=person).delete()
    EmailAddress.objects.create(user=person, email=to, verified=True, primary=True)
