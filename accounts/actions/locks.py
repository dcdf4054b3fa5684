"""What must not happen twice at the same moment, or leave the programme without its leader or office.

Rows are locked in one order, so that nobody waits for one another: what was asked, people by number, invitations.
"""

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from accounts.models import User
from accounts.role_conflicts import RoleRefused
from accounts.roles import NEVER_EMPTY, Role


def lock(*people: User) -> list[User]:
    """As they are now, and until this is done."""
    return lock_where(Q(pk__in=[one.pk for one in people]))


def lock_with_all_who_must_stay(person: User, *others: User) -> User:
    """Two of the last leaders or office people do not go at the same moment: the second waits, and is counted anew."""
    must_stay = User.objects.filter(memberships__role__in=NEVER_EMPTY).values("pk")
    concerned = Q(pk__in=[one.pk for one in (person, *others)])
    return next(one for one in lock_where(concerned | Q(pk__in=must_stay)) if one == person)


def require_active(*people: User) -> None:
    """Nobody is given work at the moment in which they leave: who gives it waits, and finds them gone."""
    for one in lock(*people):
        if not one.is_active:
            raise PermissionDenied(f"{one} has left the programme.")


def lock_where(condition: Q) -> list[User]:
    return list(User.objects.select_for_update().filter(condition).order_by("pk"))


def require_successor(person: User, role: str) -> None:
    """The only task leader or the only person of the office keeps the role until somebody else has it too."""
    if reason := why_no_successor(person, role):
        raise RoleRefused(reason)


def why_no_successor(person: User, role: str) -> str:
    if role not in NEVER_EMPTY or not person.is_active:
        return ""
    if User.objects.with_role(Role(role)).exclude(pk=person.pk).exists():
        return ""
    return f"{person} is the only person with the role “{Role(role).label}”. Give the role to somebody else first."
