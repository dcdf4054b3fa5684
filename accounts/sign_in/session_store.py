"""Where sessions are kept: in the database as Django keeps them, each with the person whose it is.

So a person's sessions can be listed and ended one by one, and nothing is written but the session itself.
"""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class SignedInSession(AbstractBaseSession):
    """A session; `user` is nobody until somebody has signed in."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="sessions")

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        return SessionStore


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> type[SignedInSession]:
        return SignedInSession

    def create_model_instance(self, data: dict) -> SignedInSession:
        made = cast(SignedInSession, super().create_model_instance(data))
        made.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        return made
