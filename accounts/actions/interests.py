"""Conflicts of interest: what somebody declares, the leader notes, or the service notes when a site role ends."""

from django.db import transaction

from accounts.foundations import audit
from accounts.models import Interest, Membership, User
from accounts.permissions import can_note_interests, can_withdraw_interest, require


@transaction.atomic
def note_interest(person: User, *, site, what: str = "", by: User) -> Interest:
    """A person of the team declares ties with a site, or the leader notes them."""
    require(can_note_interests, by, person)
    noted = {"what": what, "noted_by": by}
    interest, new = Interest.objects.get_or_create(person=person, site=site, defaults=noted)
    person.__dict__.pop("ties", None)
    if new:
        audit.record("noted ties with a site", by=by, about=person, site=site)
    return interest


def note_former_site(membership: Membership, *, by: User) -> None:
    """Who was of a site reads none of its documents later; a tie that was declared before becomes one that stays."""
    noted = {"what": f"Was {membership.get_role_display().lower()}", "noted_by": by, "was_of_site": True}
    Interest.objects.update_or_create(person=membership.user, site=membership.site, defaults=noted)


@transaction.atomic
def withdraw_interest(interest: Interest, *, by: User) -> None:
    """Ties that were noted by mistake; that they were is kept in the audit."""
    require(can_withdraw_interest, by, interest)
    audit.record("withdrew ties with a site", by=by, about=interest.person, site=interest.site, why=interest.what)
    interest.delete()
