"""How often signing in, a code or a letter for a new password may be tried, and what the trail says when it was too often.

Limits go by the account first: a whole office shares one address. A stranger waits longer after each failure; from a
device the owner has used before, tries count apart. Per client address only failures count, and many of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest

from accounts.foundations import audit
from accounts.foundations.client_address import place_of
from accounts.models import User
from accounts.sign_in import tries
from accounts.sign_in.known_devices import device_of
from accounts.sign_in.tries import GrowingPause, MostWithin

A_MINUTE, AN_HOUR, A_DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
PASSWORDS = GrowingPause(free=5, first=timedelta(seconds=15), longest=15 * A_MINUTE)
CODES = GrowingPause(free=5, first=timedelta(seconds=15), longest=15 * A_MINUTE)
FAILURES_FROM_A_PLACE = MostWithin(100, 10 * A_MINUTE)
LETTERS_TO_AN_ADDRESS = MostWithin(3, A_DAY)
LETTERS_FROM_A_PLACE = MostWithin(30, AN_HOUR)
TOLD = MostWithin(1, AN_HOUR)  # a limit that stays reached is one event an hour
STRANGERS_NOTED = MostWithin(500, A_DAY)  # failures with unknown addresses: a flood must not fill the trail


def person_with(email: str) -> User | None:
    return User.objects.filter(email=email.strip().lower()).first()


def name_for_trail(email: str) -> str:
    """The person, or a sign by which an unknown address is known again without being kept."""
    if person := person_with(email):
        return str(person)
    return f"an unknown address ({tries.key_of('named', email.strip().lower())[:8]})"


@dataclass(frozen=True)
class SignIn:
    """One try with a password."""

    email: str
    account: str  # the key of its counter: the account's, or the known device's
    place: str  # the key of the client address's; "" where none counts

    def succeeded(self) -> None:
        tries.give_back(self.account)
        tries.give_back(self.place)

    def failed(self) -> None:
        note("failed to sign in", self.email)


def begin_sign_in(request: HttpRequest, email: str) -> SignIn | None:
    """None where it was tried too often; then nobody learns whether the password was right."""
    device = device_of(request, person_with(email))
    place = "" if device or not place_of(request) else tries.key_of("place", place_of(request))
    account = account_key(email, device)
    if place and not tries.take(FAILURES_FROM_A_PLACE, place):
        note_refusal("sign-ins from one network", place)
        return None
    if not tries.take(PASSWORDS, account):
        tries.give_back(place)
        note_refusal(name_for_trail(email), account)
        return None
    return SignIn(email, account, place)


def account_key(email: str, device: str = "") -> str:
    address = email.strip().lower()
    return tries.key_of("device", f"{device} {address}") if device else tries.key_of("account", address)


def note_refusal(about: str, key: str) -> None:
    if tries.take(TOLD, tries.key_of("told", key)):
        audit.record("reached the limit of tries", by=None, about=about)


def note(verb: str, email: str) -> None:
    """What was tried with an address; with unknown ones so many a day, since events are never deleted."""
    if person_with(email) or tries.take(STRANGERS_NOTED, tries.key_of("strangers noted", "")):
        audit.record(verb, by=None, about=name_for_trail(email))


def code_key(user: User, device: str = "") -> str:
    return tries.key_of("code", f"{device} {user.pk}" if device else user.pk)


def take_code(user: User, device: str = "") -> bool:
    """Whether another code of the second step may be tried; from a known device tries count apart."""
    if tries.take(CODES, code_key(user, device)):
        return True
    note_refusal(f"{user}: second step", code_key(user, device))
    return False


def take_letter(email: str) -> bool:
    """Whether one more letter for a new password may go to this address, known or not."""
    address = tries.key_of("letter", email.strip().lower())
    if tries.take(LETTERS_TO_AN_ADDRESS, address):
        note("asked for a new password", email)
        return True
    note_refusal(f"{name_for_trail(email)}: letters for a new password", address)
    return False


def may_ask_for_letters(request: HttpRequest) -> bool:
    place = place_of(request)
    if not place or tries.take(LETTERS_FROM_A_PLACE, tries.key_of("letters from", place)):
        return True
    note_refusal("letters for a new password from one network", tries.key_of("letters from", place))
    return False


def on_sign_in(sender, request: HttpRequest, user: User, **kwargs) -> None:
    """Both steps are done: what failed before, from this device or from none known, is forgotten."""
    device = device_of(request, user)
    tries.forget(account_key(user.email, device), code_key(user, device))
