"""Acts that give access away, let something out or take it back ask again who is there, when that was shown long ago."""

from __future__ import annotations

from functools import wraps

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import suspend_request
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from accounts.foundations import clock
from accounts.sign_in.sessions import SINCE


def asks_again(view):
    """Mark a view whose form asks for password or second step first, and is then done as it was sent."""

    @wraps(view)
    def asked(request, *args, **kwargs):
        if request.method == "POST" and not is_lately_shown(request):
            return suspend_request(request, reverse("account_reauthenticate"))
        return view(request, *args, **kwargs)

    asked.asks_again = True
    return asked


def is_lately_shown(request: HttpRequest) -> bool:
    """Whether password or second step were given within the last hour (or as the settings say)."""
    given = [record["at"] for record in get_authentication_records(request, request.user)]
    return clock.now().timestamp() - max([request.session.get(SINCE, 0), *given]) < settings.PROOF_SECONDS
