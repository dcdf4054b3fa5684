"""Sign-in. The demo's people exist in demo mode only: elsewhere they neither sign in nor stay signed in."""

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings

DEMO_ADDRESS = "@demo.example"


def exists_here(user):
    """The user, or nobody for a demo account outside demo mode."""
    return None if user and user.email.endswith(DEMO_ADDRESS) and not settings.DEMO else user


class PeopleBackend(AuthenticationBackend):
    def authenticate(self, request, **credentials):
        return exists_here(super().authenticate(request, **credentials))

    def get_user(self, user_id):
        return exists_here(super().get_user(user_id))
