"""How long a person stays signed in: an hour without activity, twelve in all. Both limits stand in the settings.

Opening a page and saving count as activity; what a page asks by itself in the background does not.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils.crypto import salted_hmac

from accounts.foundations import clock
from accounts.models import SignedInSession, User
from accounts.sign_in import browsers

SINCE = "signed_in_since"
BROWSER = "browser"


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
    request.session[BROWSER] = browsers.in_words(request.headers.get("User-Agent", ""))


def is_fresh(request: HttpRequest) -> bool:
    """Whether the person signed in so lately that there is no need to ask again who they are."""
    return clock.now().timestamp() - request.session.get(SINCE, 0) < settings.FRESH_SECONDS


def seconds_left(request: HttpRequest) -> int:
    """Until the person is signed out, if nothing more is done; 0 for strangers."""
    stored = SignedInSession.objects.filter(session_key=request.session.session_key).first()
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


# Where a person is signed in


@dataclass(frozen=True)
class Place:
    """One session as its person sees it. `key` says which; it is not the key that opens it."""

    key: str
    browser: str
    since: datetime
    last_used: datetime
    is_this: bool


def places_of(request: HttpRequest) -> list[Place]:
    """The person's sessions, this one first, then the last used."""
    running = SignedInSession.objects.filter(user=request.user, expire_date__gt=clock.now()).order_by("-expire_date")
    places = [place_in(session, request) for session in running if is_within_limit(session)]
    return sorted(places, key=lambda place: not place.is_this)


def place_in(session: SignedInSession, request: HttpRequest) -> Place:
    data = session.get_decoded()
    return Place(
        key=public_key(session.session_key),
        browser=data.get(BROWSER, browsers.UNKNOWN),
        since=datetime.fromtimestamp(data[SINCE], UTC),
        last_used=session.expire_date - timedelta(seconds=settings.SESSION_COOKIE_AGE),
        is_this=session.session_key == request.session.session_key,
    )


def is_within_limit(session: SignedInSession) -> bool:
    since = session.get_decoded().get(SINCE)
    return since is not None and clock.now().timestamp() - since <= settings.SESSION_LIMIT_SECONDS


def public_key(session_key: str) -> str:
    return salted_hmac("session", session_key, algorithm="sha256").hexdigest()[:32]


def end_one(user: User, key: str) -> bool:
    """End the person's session that `key` names. False where there is none any more."""
    keys = SignedInSession.objects.filter(user=user).values_list("session_key", flat=True)
    meant = [session_key for session_key in keys if public_key(session_key) == key]
    return bool(SignedInSession.objects.filter(session_key__in=meant).delete()[0])


def end_all(user: User, *, but: HttpRequest | None = None) -> int:
    """End every session of a person, save the one they are using."""
    kept = but.session.session_key if but is not None else None
    return SignedInSession.objects.filter(user=user).exclude(session_key=kept).delete()[0]
