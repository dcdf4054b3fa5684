"""The letter with a link where a new password is chosen. The answer on the page is the same for every address.

Whether somebody has an account by it is looked up by the worker: the request does the same for all, and takes as long.
"""

from __future__ import annotations

from allauth.account.forms import ResetPasswordForm, default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.core import context
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django_tasks import task

from accounts.foundations.letters import write_letter
from accounts.models import User
from accounts.sign_in import limits
from accounts.sign_in.backend import exists_here


class PasswordLetterForm(ResetPasswordForm):
    def clean(self) -> dict | None:
        if not limits.may_ask_for_letters(context.request):
            raise forms.ValidationError("Too many e-mails have been requested from your network. Try again in an hour.")
        return super().clean()

    def save(self, request: HttpRequest, **kwargs: object) -> str:
        email = self.cleaned_data["email"]
        if limits.take_letter(email):
            write_password_letter.enqueue(email=email.strip().lower())
        return email


@task()
def write_password_letter(*, email: str) -> None:
    """To a stranger nothing is written."""
    user = exists_here(User.objects.filter(email=email, is_active=True).first())
    if user:
        write_letter("new_password", to=[user], link=password_link(user))


def password_link(user: User) -> str:
    """At the configured address, whatever the request called us."""
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return settings.SITE_ADDRESS + reverse("account_reset_password_from_key", kwargs=key)
