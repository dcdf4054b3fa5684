"""Who is told by letter."""

from __future__ import annotations

from accounts.models import Membership, User
from accounts.roles import SITE_ROLES
from living_docs.models import (
    LivingDocument,
    Round,
)


def people_of_sites(round: Round) -> list[User]:
    """Everyone who gets an e-mail when the round opens."""
    return list(
        User.objects.filter(
            is_active=True, memberships__role__in=SITE_ROLES, memberships__site__programme=round.programme
        )
        .distinct()
        .order_by("email")
    )


def managers_of(document: LivingDocument, *, but: User | None = None) -> list[User]:
    """The project managers of a site, without the one who acts."""
    return [person for person in people_of(document) if person.manages(document.site) and person != but]


def people_of(document: LivingDocument) -> list[User]:
    held = Membership.objects.filter(site=document.site, user__is_active=True).select_related("user")
    return sorted({membership.user for membership in held}, key=lambda user: user.email)
