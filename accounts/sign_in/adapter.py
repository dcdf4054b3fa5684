"""How allauth behaves here: no self-registration, own limits of tries, no second asking soon after signing in."""

from allauth.account.adapter import DefaultAccountAdapter

from accounts.foundations.client_address import client_address
from accounts.second_step import requirement
from accounts.sign_in import limits, sessions

WAYS = {  # in which a person shows again who they are; the better one first
    "mfa_reauthenticate:webauthn": "Use your passkey",
    "mfa_reauthenticate": "Use a code",
    "reauthenticate": "Use your password",
}


class InvitationOnly(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The e-mail address or the password is not right.",
        "too_many_login_attempts": "There were too many tries. Wait a few minutes, then try again.",
        "enter_current_password": "Enter the password you use now.",
        "incorrect_password": "The password is not right.",
        "incorrect_code": "The code is not right.",
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def get_client_ip(self, request) -> str:
        return client_address(request)

    def authenticate(self, request, **credentials):
        sign_in = limits.begin_sign_in(request, credentials.get("email", ""))
        if sign_in is None:
            raise self.validation_error("too_many_login_attempts")
        user = super().authenticate(request, **credentials)
        sign_in.succeeded() if user else sign_in.failed()
        return user

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        return super().is_reauthentication_required(app=app, **kwargs) and not sessions.is_fresh(self.request)

    def get_reauthentication_methods(self, user) -> list[dict]:
        """Who has a second step shows that one: a password alone changes nothing about it."""
        found = {way["id"]: way for way in super().get_reauthentication_methods(user)}
        if requirement.is_set_up(user):
            del found["reauthenticate"]
        return [found[name] | {"description": words} for name, words in WAYS.items() if name in found]
