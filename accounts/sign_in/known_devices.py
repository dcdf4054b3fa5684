"""Browsers from which a person has signed in before. Their tries count apart: while a stranger tries passwords, the owner
gets in.

A long-lived signed cookie says so. It holds no name, opens nothing by itself, and means nothing once the password has
changed.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from accounts.models import User

SALT = "known-device"
KEPT_FOR = timedelta(days=180)
MOST_PEOPLE = 8  # who share one browser


def marks_in(request: HttpRequest) -> list[tuple[str, str]]:
    """For each person who signed in here: a number drawn then, and the mark of the two."""
    try:
        read = signing.loads(request.COOKIES.get(settings.KNOWN_DEVICE_COOKIE, ""), salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return []
    return [(drawn, mark) for drawn, mark in read]


def mark_of(user: User, drawn: str) -> str:
    return salted_hmac(SALT, f"{drawn} {user.pk} {user.password}", algorithm="sha256").hexdigest()[:32]


def device_of(request: HttpRequest, user: User | None) -> str:
    """What this browser drew when the person first signed in from it; "" for one that we do not know."""
    if user is None:
        return ""
    return next((drawn for drawn, mark in marks_in(request) if mark == mark_of(user, drawn)), "")


def make_known(request: HttpRequest, user: User) -> None:
    """The answer to this request brings the cookie."""
    request.now_known = user  # type: ignore[attr-defined]


def on_sign_in(sender, request: HttpRequest, user: User, **kwargs) -> None:
    make_known(request, user)


class KnownDevices:
    """Gives the cookie with the answer to a sign-in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if user := getattr(request, "now_known", None):
            remember(request, response, user)
        return response


def remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    drawn = device_of(request, user) or secrets.token_urlsafe(12)
    mine = (drawn, mark_of(user, drawn))
    others = [mark for mark in marks_in(request) if mark != mine]
    response.set_cookie(
        settings.KNOWN_DEVICE_COOKIE,
        signing.dumps([mine, *others][:MOST_PEOPLE], salt=SALT),
        max_age=KEPT_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
