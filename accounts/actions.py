"""What is done with people: invite, accept, give and take roles, switch off."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from accounts import audit, clock, outbox
from accounts.letters import write_letter
from accounts.models import Interest, Invitation, Membership, User
from accounts.permissions import can_keep_programme, can_note_interests, can_withdraw_interest, require
from accounts.roles import Role


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
    require(can_keep_programme, by)
    invitation = Invitation.objects.create(email=email.lower(), name=name, role=role, site=site, invited_by=by)
    audit.record("invited", by=by, about=f"{email} as {Role(role).label}", site=site)
    write_letter("invitation", to=[invitation.email], invitation=invitation)
    return invitation


@transaction.atomic
def accept(invitation: Invitation, *, name: str, job_title: str, password: str) -> User:
    """Make the account of an invited person, or give the role to the account they have."""
    user = User.objects.filter(email=invitation.email).first()
    if user is None:
        user = User.objects.create_user(invitation.email, password, name=name, job_title=job_title)
        confirm_address(user)
    Membership.objects.get_or_create(user=user, role=invitation.role, site=invitation.site)
    invitation.accepted_at = clock.now()
    invitation.save(update_fields=["accepted_at"])
    audit.record("accepted the invitation", by=user, about=user, site=invitation.site)
    return user


def confirm_address(user: User) -> None:
    """The invitation came by this address, so it is confirmed; a second step at sign-in asks for that."""
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


@transaction.atomic
def give_role(user: User, *, role: Role, site=None, by: User) -> Membership:
    require(can_keep_programme, by)
    membership, _ = Membership.objects.get_or_create(user=user, role=role, site=site)
    audit.record("gave a role", by=by, about=f"{user}: {membership}", site=site)
    return membership


@transaction.atomic
def take_role(membership: Membership, *, by: User) -> None:
    """The work a person did stays; what the role opened closes at once."""
    require(can_keep_programme, by)
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
