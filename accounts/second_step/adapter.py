"""How allauth keeps second steps here: secrets encrypted, passkeys for the configured address."""

from __future__ import annotations

import base64
from ipaddress import ip_address
from urllib.parse import urlsplit

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.utils.crypto import salted_hmac

from accounts.foundations.public_keys import public_key
from accounts.models import User
from accounts.second_step import requirement

ENCRYPTED = "gAAAA"  # how every Fernet token begins, and no secret


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "The code is not right. Codes change every half minute: use the one that shows now.",
        "cannot_delete_authenticator": "Your role needs a second step. Add a passkey before you remove the app.",
        "unverified_email": "Your e-mail address has to be confirmed first.",
        "unreadable": "Your second step can no longer be read. The programme office can reset it.",
    }

    def encrypt(self, text: str) -> str:
        return cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Secrets from before they were encrypted are read as they are."""
        if not encrypted_text.startswith(ENCRYPTED):
            return encrypted_text
        try:
            return cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:  # the service has another key now
            raise self.validation_error("unreadable") from None

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return may_remove(authenticator)

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return f"Passkey {number}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": passkey_host(), "name": settings.MFA_TOTP_ISSUER}

    def get_public_key_credential_user_entity(self, user: User) -> dict:
        """The key of a person, which does not count up."""
        return super().get_public_key_credential_user_entity(user) | {"id": public_key(user).encode()}


def may_remove(authenticator: Authenticator) -> bool:
    """The last one of a person whose role needs one stays."""
    others = requirement.steps_of(authenticator.user).exclude(pk=authenticator.pk)
    return others.exists() or not requirement.is_required_of(authenticator.user)


def cipher() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(salted_hmac("second-step", "", algorithm="sha256").digest()))


def passkey_host() -> str:
    """Passkeys belong to the name of the service, as configured; no request says what it is."""
    return urlsplit(settings.SITE_ADDRESS).hostname or ""


def passkeys_work() -> bool:
    """Browsers make none for a bare number such as 127.0.0.1."""
    try:
        ip_address(passkey_host())
    except ValueError:
        return True
    return False
