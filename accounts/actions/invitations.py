"""Invitations: sent, accepted once, withdrawn."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from accounts.actions.links import end, end_open, send
from accounts.actions.locks import lock
from accounts.actions.roles import ask, put_in, tell_managers
from accounts.foundations import audit, clock
from accounts.models import AskedRole, Invitation, User
from accounts.permissions import can_offer_role, can_withdraw_invitation, require
from accounts.role_conflicts import RoleRefused, require_no_conflict
from accounts.roles import GIVEN_BY_TWO, Role

OVER = "This invitation is over."
OWN_ROLE = "Nobody gives themselves a role: you asked for this one, or confirmed it."


@transaction.atomic
def invite(*, email: str, name: str, role: Role, site, by: User) -> Invitation:
    """The letter goes at once, or, for a role that two people give, when the second has confirmed it."""
    require(can_offer_role, by, email.lower())
    if known := User.objects.filter(email=email.lower()).first():
        require_no_conflict(known, role, site)
        require_switched_on(known)
    end_open(email.lower(), role=role, by=by)
    invitation = Invitation.objects.create(email=email.lower(), name=name, role=role, site=site, invited_by=by)
    audit.record("invited", by=by, about=f"{email} as {Role(role).label}", site=site)
    if role in GIVEN_BY_TWO:
        ask(AskedRole(invitation=invitation, role=role, asked_by=by))
    else:
        send(invitation)
        tell_managers(invitation, name=name, email=invitation.email, by=by)
    return invitation


def require_switched_on(person: User) -> None:
    if not person.is_active:
        raise RoleRefused(f"{person}’s account is switched off.")


@transaction.atomic
def accept(invitation: Invitation, *, name: str, job_title: str, password: str) -> User:
    """Make the account of an invited person, or give the role to the account they have."""
    user = User.objects.filter(email=invitation.email).first()
    if user and not lock(user)[0].is_active:
        raise RoleRefused(OVER)
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if not invitation.is_open:
        raise RoleRefused(OVER)
    if user and invitation.was_given_by(user):
        raise RoleRefused(OWN_ROLE)
    if user is None:
        user = new_account(invitation.email, password, name=name, job_title=job_title)
    invitation.accepted_at = clock.now()
    invitation.save(update_fields=["accepted_at"])
    put_in(user, Role(invitation.role), invitation.site, invitation=invitation)
    end_open(user.email, role=invitation.role, by=user)
    audit.record("accepted the invitation", by=user, about=user, site=invitation.site)
    return user


def new_account(email: str, password: str, **fields: str) -> User:
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, password, **fields)
    except IntegrityError as error:  # by another invitation, at the same moment
        raise RoleRefused("You have an account already. Sign in, then follow the link again.") from error
    confirm_address(user)
    return user


def confirm_address(user: User) -> None:
    """The invitation came by this address, so it is confirmed; a second step at sign-in asks for that."""
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: User) -> None:
    """Its link leads nowhere from now on; a second person who was asked about it need not decide."""
    require(can_withdraw_invitation, by, invitation)
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if invitation.is_over:
        raise RoleRefused(OVER)
    end(invitation, by=by)
