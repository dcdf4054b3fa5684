"""What protects an account has changed: the trail says so, the person is told by letter, and other sessions end.

Whoever took over an account would change these things first; its owner learns of it while the trace is fresh.
"""

from __future__ import annotations

from allauth.account.signals import password_changed, password_reset
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
    authenticator_used,
)
from django.http import HttpRequest

from accounts.foundations import audit, clock
from accounts.foundations.letters import write_letter
from accounts.models import User
from accounts.second_step.forms import is_first_use
from accounts.sign_in import browsers, known_devices, limits, sessions, tries

CODES = Authenticator.Type.RECOVERY_CODES
NAMES = {
    Authenticator.Type.TOTP: "an authenticator app",
    Authenticator.Type.WEBAUTHN: "a passkey",
    CODES: "recovery codes",
}
CODE_USED = "A recovery code was used to sign in to your account"


def tell(user: User, what: str, *, request: HttpRequest | None = None) -> None:
    """A letter without a link: one that imitates it would have to bring its own."""
    browser = browsers.in_words(request.headers.get("User-Agent", "")) if request else ""
    write_letter("protection_changed", to=[user], what=what, at=clock.now(), browser=browser)


def end_others(request: HttpRequest, user: User) -> None:
    """Only this session goes on, under a new key."""
    sessions.end_all(user, but=request)
    request.session.cycle_key()


def on_password_changed(sender, request: HttpRequest, user: User, **kwargs) -> None:
    audit.record("changed the password", by=user, about=user)
    tell(user, "The password of your account was changed", request=request)
    end_others(request, user)


def on_password_reset(sender, request: HttpRequest, user: User, **kwargs) -> None:
    """Who has the letter is the owner: what strangers tried no longer counts, and this device is known."""
    audit.record("chose a new password by letter", by=user, about=user)
    tell(user, "A new password was chosen for your account, with the link from our letter", request=request)
    sessions.end_all(user, but=request)
    tries.forget(limits.account_key(user.email))
    known_devices.make_known(request, user)


def on_step_added(sender, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs) -> None:
    name = NAMES[authenticator.type]
    audit.record(f"set up {name}", by=user, about=user)
    if authenticator.type == Authenticator.Type.TOTP:
        is_first_use(authenticator, request.POST.get("code", ""))  # and so its last
    if authenticator.type != CODES:  # they come with the first app or passkey
        tell(user, f"{name.capitalize()} was set up for signing in to your account", request=request)
        end_others(request, user)


def on_step_removed(sender, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs) -> None:
    name = NAMES[authenticator.type]
    audit.record(f"removed {name}", by=user, about=user)
    if authenticator.type != CODES:
        tell(user, f"{name.capitalize()} was removed from your account", request=request)
        end_others(request, user)


def on_codes_made_anew(sender, request: HttpRequest, user: User, **kwargs) -> None:
    audit.record("made new recovery codes", by=user, about=user)
    tell(user, "New recovery codes were made for your account; the earlier ones no longer work", request=request)
    end_others(request, user)


def on_step_used(sender, request: HttpRequest, user: User, authenticator: Authenticator, **kwargs) -> None:
    if authenticator.type == CODES:
        audit.record("used a recovery code", by=user, about=user)
        tell(user, CODE_USED, request=request)


def on_step_refused(sender, user: User, **kwargs) -> None:
    audit.record("failed the second step", by=None, about=user)


def connect() -> None:
    password_changed.connect(on_password_changed)
    password_reset.connect(on_password_reset)
    authenticator_added.connect(on_step_added)
    authenticator_removed.connect(on_step_removed)
    authenticator_reset.connect(on_codes_made_anew)
    authenticator_used.connect(on_step_used)
    authentication_failed.connect(on_step_refused)
