"""Codes of the second step: limited by our own counters, each taken once."""

from __future__ import annotations

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.core import context
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import (
    SECRET_SESSION_KEY,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.utils import decrypt
from crispy_forms_gds.helper import FormHelper
from django import forms
from django.db import transaction

from accounts.models import User
from accounts.sign_in import limits
from accounts.sign_in.known_devices import device_of


def require_try(user: User) -> None:
    if not limits.take_code(user, device_of(context.request, user)):
        raise get_account_adapter().validation_error("too_many_login_attempts")


class LimitedCode:
    """For forms that ask for a code at sign-in, or again later."""

    user: User

    def clean_code(self) -> str:
        require_try(self.user)
        code = super().clean_code()  # type: ignore[misc]
        authenticator: Authenticator = self.authenticator  # type: ignore[attr-defined]
        if authenticator.type == Authenticator.Type.TOTP and not is_first_use(authenticator, code):
            raise get_adapter().validation_error("incorrect_code")
        return code


@transaction.atomic
def is_first_use(authenticator: Authenticator, code: str) -> bool:
    """A code, and those before it, are taken once, also within the half minute for which they stay valid longer."""
    kept = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    counter = counter_of(decrypt(kept.data["secret"]), code)
    if counter <= kept.data.get("last_counter", -1):
        return False
    kept.data["last_counter"] = counter
    kept.save(update_fields=["data"])
    return True


def counter_of(secret: str, code: str) -> int:
    """The half minute, counted from 1970, to which a code belongs; -1 for none near now."""
    near = yield_hotp_counters_from_time()
    return max(
        (n for n in near if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, n)))),
        default=-1,
    )


class SignInCode(LimitedCode, AuthenticateForm):
    pass


class CodeAgain(LimitedCode, ReauthenticateForm):
    pass


class AppForm(ActivateTOTPForm):
    """The secret stays the same until it is used: a second tab, or the page opened again, shows the same picture."""

    def __init__(self, *args, **kwargs) -> None:
        shown = context.request.session.get(SECRET_SESSION_KEY)
        super().__init__(*args, **kwargs)
        if shown:
            self.secret = context.request.session[SECRET_SESSION_KEY] = shown

    def clean_code(self) -> str:
        require_try(self.user)
        return super().clean_code()


class ReasonForm(forms.Form):
    """Why a second step is to be reset, or why not."""

    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": "Give the reason"},
    )

    def __init__(self, *args, label: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = label
        self.helper = FormHelper()
