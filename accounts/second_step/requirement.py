"""Who needs a second step, and who has one."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import QuerySet

from accounts.models import User
from accounts.roles import TEAM_ROLES, Role

REQUIRED_OF = TEAM_ROLES | {Role.OFFICE, Role.IMPLEMENTATION}


def steps_of(user: User) -> QuerySet[Authenticator]:
    """Apps and passkeys: recovery codes only stand in for one."""
    return Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES)


def is_set_up(user: User) -> bool:
    return steps_of(user).exists()


def is_required_of(user: User) -> bool:
    return settings.SECOND_STEP_REQUIRED and user.has_role(*REQUIRED_OF)


def is_lacking(user: User) -> bool:
    return user.is_authenticated and is_required_of(user) and not is_set_up(user)
