"""Roles: asked for by one and decided by another, given alone where that is enough, taken."""

from __future__ import annotations

from django.db import transaction

from accounts.actions.interests import note_former_site
from accounts.actions.links import end, end_open, send
from accounts.actions.locks import lock, lock_with_all_who_must_stay, require_successor
from accounts.foundations import audit, clock
from accounts.foundations.letters import write_letter
from accounts.models import AskedRole, Invitation, Membership, User
from accounts.permissions import (
    can_decide_role,
    can_give_alone,
    can_keep_programme,
    can_offer_role,
    can_take_back_asked_role,
    is_office,
    require,
)
from accounts.role_conflicts import RoleRefused, conflict_with, require_no_conflict
from accounts.roles import SITE_ROLES, Role

DECIDED = "Somebody has already decided about this role."


@transaction.atomic
def give_role(user: User, *, role: Role, site=None, by: User) -> Membership:
    """A role that needs no second person."""
    require(can_give_alone, by, user, role)
    membership = put_in(user, role, site)
    end_open(user.email, role=role, by=by)
    audit.record("gave a role", by=by, about=f"{user}: {membership}", site=site)
    write_letter("role_given", to=[user], role=membership)
    tell_managers(membership, name=user.name, email=user.email, by=by)
    return membership


def tell_managers(given: Membership | Invitation, *, name: str, email: str, by: User) -> None:
    """The people of a site hear of everyone who is let in: they know who belongs to it. Where there is no manager to
    hear of it, the others of the office and the task leader do."""
    if given.site:
        own = User.objects.with_role(*SITE_ROLES).filter(memberships__site=given.site).exclude(email=email)
        watch = User.objects.with_role(Role.OFFICE, Role.LEADER).exclude(pk=by.pk)
        to = list(own) if any(person.manages(given.site) for person in own) else [*own, *watch]
        write_letter("site_role_given", to=to, given=given, name=name, by=by)


def put_in(
    user: User, role: Role, site=None, *, asked: AskedRole | None = None, invitation: Invitation | None = None
) -> Membership:
    """Two roles given at the same moment are given one after the other, so that each is asked about the other."""
    lock(user)
    require_no_conflict(user, role, site)
    if invitation:
        asked = invitation.asked
    given = {"asked": asked, "by_command": invitation if invitation and invitation.from_command else None}
    return Membership.objects.get_or_create(user=user, role=role, site=site, defaults=given)[0]


@transaction.atomic
def ask_for_role(person: User, *, role: Role, by: User) -> AskedRole:
    """The first of the two people who give a role that is not a site's."""
    require(can_offer_role, by, person.email)
    lock(person)
    require_no_conflict(person, role, None)
    if reason := why_not_ask(person, role):
        raise RoleRefused(reason)
    return ask(AskedRole(person=person, role=role, asked_by=by))


def why_not_ask(person: User, role: str) -> str:
    label = Role(role).label
    if person.memberships.filter(role=role).exists():
        return f"{person} already has the role “{label}”."
    if person.asked_roles.waiting().filter(role=role).exists():
        return f"{person} already waits for a second person to confirm the role “{label}”."
    return ""


def ask(asked: AskedRole) -> AskedRole:
    require(can_offer_role, asked.asked_by, asked.email)
    asked.save(force_insert=True)
    audit.record("asked for a role", by=asked.asked_by, about=asked)
    write_letter("role_asked", to=[one for one in deciders() if can_decide_role(one, asked)], asked=asked)
    return asked


def deciders() -> list[User]:
    return list(User.objects.with_role(Role.OFFICE, Role.LEADER))


@transaction.atomic
def confirm_role(asked: AskedRole, *, by: User) -> AskedRole:
    """The second of the two: the person has the role, or is sent the invitation."""
    asked = to_decide(asked, by)
    if reason := why_not_confirm(asked):
        raise RoleRefused(reason)
    asked.decide(confirmed=True, by=by)
    if asked.person:
        membership = put_in(asked.person, Role(asked.role), asked=asked)
        end_open(asked.person.email, role=asked.role, by=by)
        write_letter("role_given", to=[asked.person], role=membership)
    elif asked.invitation:
        send(asked.invitation)
    audit.record("confirmed a role", by=by, about=asked)
    write_letter("role_confirmed", to=list(User.objects.with_role(Role.OFFICE)), asked=asked)
    return asked


@transaction.atomic
def refuse_role(asked: AskedRole, *, reason: str, by: User) -> AskedRole:
    asked = to_decide(asked, by)
    asked.decide(confirmed=False, by=by, refusal=reason)
    audit.record("refused a role", by=by, about=asked, why=reason)
    write_letter("role_refused", to=[asked.asked_by], asked=asked)
    return asked


@transaction.atomic
def take_back_asked_role(asked: AskedRole, *, by: User) -> AskedRole:
    """Who asked no longer asks; an invitation that waited for it is withdrawn too."""
    asked = AskedRole.objects.select_for_update(of=("self",)).with_people().get(pk=asked.pk)
    require(can_take_back_asked_role, by, asked)
    if not asked.is_waiting:
        raise RoleRefused(DECIDED)
    asked.end()
    if asked.invitation:
        end(asked.invitation, by=by)
    audit.record("took back an asked role", by=by, about=asked)
    return asked


def to_decide(asked: AskedRole, by: User) -> AskedRole:
    """What was asked as it stands now, if it waits and this person, as they are now, may decide about it."""
    asked = AskedRole.objects.select_for_update(of=("self",)).with_people().get(pk=asked.pk)
    people = lock(by, asked.asked_by, *([asked.person] if asked.person else []))
    now = next(one for one in people if one.pk == by.pk)
    if asked.invitation:
        asked.invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=asked.invitation_id)
    require(can_decide_role, now, asked)
    if not now.is_active or not asked.is_waiting:
        raise RoleRefused(DECIDED)
    return asked


def why_not_confirm(asked: AskedRole) -> str:
    """What has changed since it was asked for, so that it can only be refused; "" where nothing has."""
    asker = User.objects.get(pk=asked.asked_by_id)
    if not asker.is_active or not is_office(asker):
        return f"{asker} has left the programme office since asking for this. Refuse it; the office can ask again."
    known = asked.person or User.objects.filter(email=asked.email).first()
    if known and not known.is_active:
        return f"{known}’s account is switched off."
    return conflict_with(known.memberships.select_related("user", "site"), asked.role, None) if known else ""


@transaction.atomic
def take_role(membership: Membership, *, by: User) -> None:
    """The work a person did stays; what the role opened closes at once, and so do invitations to it."""
    require(can_keep_programme, by)
    end_request(membership)
    lock_with_all_who_must_stay(membership.user)
    require_successor(membership.user, membership.role)
    audit.record("took a role", by=by, about=f"{membership.user}: {membership}", site=membership.site)
    if membership.site:
        note_former_site(membership, by=by)
    end_open(membership.user.email, role=membership.role, by=by)
    others = User.objects.with_role(Role.OFFICE).exclude(pk__in=[by.pk, membership.user.pk])
    write_letter("role_taken", to=[membership.user, *others], membership=membership, by=by)
    membership.delete()


def end_request(membership: Membership) -> None:
    """What two people, or the command, said once gives the role once: it is asked for anew another time."""
    if membership.asked_id:
        AskedRole.objects.select_for_update(of=("self",)).get(pk=membership.asked_id).end()
    if membership.by_command_id:
        Invitation.objects.filter(pk=membership.by_command_id).update(withdrawn_at=clock.now())
