"""What is done with people: invite, accept, give and take roles, switch off."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from accounts import audit, clock, outbox
from accounts.letters import write_letter
from accounts.models import AskedRole, Interest, Invitation, Membership, User, a_fortnight_on
from accounts.permissions import (
    can_decide_role,
    can_give_alone,
    can_keep_programme,
    can_note_interests,
    can_offer_role,
    can_withdraw_interest,
    is_office,
    require,
)
from accounts.role_conflicts import RoleRefused, conflict_with, require_no_conflict
from accounts.roles import GIVEN_BY_TWO, Role


def keep_on_device(user: User, *, keep: bool) -> None:
    """A person's own choice: whether their browser keeps, encrypted, what could not be saved yet."""
    user.keeps_text_on_device = keep
    user.save(update_fields=["keeps_text_on_device"])


def use_single_keys(user: User, *, use: bool) -> None:
    """A person's own choice: whether single keys do something on pages that offer it."""
    user.uses_single_keys = use
    user.save(update_fields=["uses_single_keys"])


@transaction.atomic
def invite(*, email: str, name: str, role: Role, site, by: User) -> Invitation:
    """The letter goes at once, or, for a role that two people give, when the second has confirmed it."""
    require(can_offer_role, by, email.lower())
    if known := User.objects.filter(email=email.lower()).first():
        require_no_conflict(known, role, site)
    invitation = Invitation.objects.create(email=email.lower(), name=name, role=role, site=site, invited_by=by)
    audit.record("invited", by=by, about=f"{email} as {Role(role).label}", site=site)
    if role in GIVEN_BY_TWO:
        ask(AskedRole(invitation=invitation, role=role, asked_by=by))
    else:
        write_letter("invitation", to=[invitation.email], invitation=invitation)
    return invitation


@transaction.atomic
def accept(invitation: Invitation, *, name: str, job_title: str, password: str) -> User:
    """Make the account of an invited person, or give the role to the account they have."""
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if not invitation.is_open:
        raise RoleRefused("This invitation is over.")
    user = User.objects.filter(email=invitation.email).first()
    if user is None:
        user = User.objects.create_user(invitation.email, password, name=name, job_title=job_title)
        confirm_address(user)
    put_in(user, invitation.role, invitation.site)
    invitation.accepted_at = clock.now()
    invitation.save(update_fields=["accepted_at"])
    audit.record("accepted the invitation", by=user, about=user, site=invitation.site)
    return user


def confirm_address(user: User) -> None:
    """The invitation came by this address, so it is confirmed; a second step at sign-in asks for that."""
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


@transaction.atomic
def give_role(user: User, *, role: Role, site=None, by: User) -> Membership:
    """A role that needs no second person."""
    require(can_give_alone, by, user, role)
    membership = put_in(user, role, site)
    audit.record("gave a role", by=by, about=f"{user}: {membership}", site=site)
    write_letter("role_given", to=[user], role=membership)
    return membership


def put_in(user: User, role: Role, site=None) -> Membership:
    """Two roles given at the same moment are given one after the other, so that each is asked about the other."""
    lock(user)
    require_no_conflict(user, role, site)
    return Membership.objects.get_or_create(user=user, role=role, site=site)[0]


def lock(*people: User) -> list[User]:
    """As they are now, and until this is done; always in the same order, so that nobody waits for one another."""
    return list(User.objects.select_for_update().filter(pk__in=[one.pk for one in people]).order_by("pk"))


@transaction.atomic
def ask_for_role(person: User, *, role: Role, by: User) -> AskedRole:
    """The first of the two people who give a role of the team, the office or the steering group."""
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
        membership = put_in(asked.person, Role(asked.role))
        write_letter("role_given", to=[asked.person], role=membership)
    elif asked.invitation:
        asked.invitation.expires_at = a_fortnight_on()
        asked.invitation.save(update_fields=["expires_at"])
        write_letter("invitation", to=[asked.email], invitation=asked.invitation)
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


def to_decide(asked: AskedRole, by: User) -> AskedRole:
    """What was asked as it stands now, if it waits and this person, as they are now, may decide about it."""
    asked = AskedRole.objects.select_for_update(of=("self",)).with_people().get(pk=asked.pk)
    people = lock(by, asked.asked_by, *([asked.person] if asked.person else []))
    now = next(one for one in people if one.pk == by.pk)
    require(can_decide_role, now, asked)
    if not now.is_active or not asked.is_waiting:
        raise RoleRefused("Somebody has already decided about this role.")
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
    """The work a person did stays; what the role opened closes at once."""
    require(can_keep_programme, by)
    lock(membership.user)
    audit.record("took a role", by=by, about=f"{membership.user}: {membership}", site=membership.site)
    if membership.site:
        note_former_site(membership, by=by)
    membership.delete()


def note_former_site(membership: Membership, *, by: User) -> None:
    """Who was of a site reads none of its documents later."""
    noted = {"what": f"Was {membership.get_role_display().lower()}", "noted_by": by}
    Interest.objects.get_or_create(person=membership.user, site=membership.site, defaults=noted)


@transaction.atomic
def note_interest(person: User, *, site, what: str = "", by: User) -> Interest:
    """A researcher declares ties with a site, or the leader notes them."""
    require(can_note_interests, by, person)
    interest, new = Interest.objects.get_or_create(
        person=person, site=site, defaults={"what": what, "noted_by": by}
    )  # fmt: skip
    if new:
        audit.record("noted ties with a site", by=by, about=person, site=site)
    return interest


@transaction.atomic
def withdraw_interest(interest: Interest, *, by: User) -> None:
    """Ties that were noted by mistake; that they were is kept in the audit."""
    require(can_withdraw_interest, by, interest)
    audit.record("withdrew ties with a site", by=by, about=interest.person, site=interest.site, why=interest.what)
    interest.delete()


@transaction.atomic
def switch_off(user: User, *, by: User) -> None:
    """End an account and its sessions: Django's session check refuses an inactive user."""
    require(can_keep_programme, by)
    user.is_active = False
    user.save(update_fields=["is_active"])
    audit.record("switched off the account", by=by, about=user)


@transaction.atomic
def send_letter_again(job: DBTaskResult, *, by: User) -> None:
    """From the start: tried at once, and for days if need be."""
    require(can_keep_programme, by)
    outbox.forget_handover(job.pk)
    fresh = {"status": TaskResultStatus.READY, "enqueued_at": clock.now(), "worker_ids": [], "exception_class_path": ""}
    DBTaskResult.objects.filter(pk=job.pk, status=TaskResultStatus.FAILED).update(**fresh)
    audit.record("sent a letter again", by=by, about=outbox.waiting(job).address)


@transaction.atomic
def put_letter_aside(job: DBTaskResult, *, by: User) -> None:
    """A letter that need not go any more, or that arrived."""
    require(can_keep_programme, by)
    audit.record("put a letter aside", by=by, about=outbox.waiting(job).address)
    outbox.forget_handover(job.pk)
    job.delete()
