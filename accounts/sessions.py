"""How long a person stays signed in: an hour without activity, twelve in all. Both limits stand in the settings.

Opening a page and saving count as activity; what a page asks by itself in the background does not.
"""

from __future__ import annotations

import base64
from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.crypto import salted_hmac

from accounts import clock
from accounts.models import User

SINCE = "signed_in_since"


def in_background(view):
    """Mark a view that pages ask by themselves: it keeps nobody signed in."""
    view.is_background = True
    return view


class Sessions(SessionMiddleware):
    """Django's sessions with the second limit, and without life from requests in the background."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        since = request.session.get(SINCE)
        if since is not None and clock.now().timestamp() - since > settings.SESSION_LIMIT_SECONDS:
            request.session.flush()

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        found = request.resolver_match
        if found and getattr(found.func, "is_background", False) and not request.session.modified:
            return response
        return super().process_response(request, response)


def on_sign_in(sender, request, user, **kwargs) -> None:
    request.session[SINCE] = clock.now().timestamp()


def seconds_left(request: HttpRequest) -> int:
    """Until the person is signed out, if nothing more is done; 0 for strangers."""
    stored = Session.objects.filter(session_key=request.session.session_key).first()
    if not request.user.is_authenticated or stored is None:
        return 0
    idle = stored.expire_date - clock.now()
    now = clock.now().timestamp()
    whole = timedelta(seconds=settings.SESSION_LIMIT_SECONDS + request.session.get(SINCE, now) - now)
    return max(0, int(min(idle, whole).total_seconds()))


def state(request: HttpRequest) -> dict[str, object]:
    """What an open page has to know: who is signed in, for how long, and the token its forms need now."""
    return {"user": request.user.pk, "token": get_token(request), "seconds": seconds_left(request)}


def device_key(user: User) -> str:
    """The key under which a browser keeps this person's unsaved text (256 bits, base64); "" where it keeps none."""
    if not user.keeps_text_on_device:
        return ""
    return base64.b64encode(salted_hmac("device-key", str(user.pk), algorithm="sha256").digest()).decode()
