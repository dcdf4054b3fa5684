"""Who comes in by the command on the machine itself: nobody is there yet to ask or to confirm. The audit says so."""

from django.db import transaction

from accounts.actions.roles import put_in
from accounts.foundations import audit, clock
from accounts.models import INSTALLATION, Invitation, Membership, User
from accounts.roles import Role


def installation() -> User:
    """Stands for whoever ran the command; nobody can sign in as it."""
    named = {"name": "The installation", "is_active": False}
    return User.objects.get_or_create(email=INSTALLATION, defaults=named)[0]


@transaction.atomic
def invite_by_command(*, email: str, name: str, role: Role) -> Invitation:
    invited = {"email": email.lower(), "name": name, "role": role, "invited_by": installation()}
    invitation = Invitation.objects.create(**invited, from_command=True)
    audit.record("invited by command", by=invitation.invited_by, about=f"{invitation.email} as {role.label}")
    return invitation


@transaction.atomic
def give_by_command(person: User, *, role: Role) -> Membership:
    """The same for somebody who has an account already, as in the demo."""
    invitation = invite_by_command(email=person.email, name=person.name, role=role)
    invitation.accepted_at = clock.now()
    invitation.save(update_fields=["accepted_at"])
    return put_in(person, role, invitation=invitation)
