"""Roles that must not meet in one person, each with its reason: asked by the forms, the actions and the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from accounts.foundations.frozen_records import Guard
from accounts.roles import SITE_ROLES, TEAM_ROLES, Role

if TYPE_CHECKING:
    from accounts.models import Membership, User
    from sites.models import Site


class RoleRefused(Exception):
    """A role that a person must not have, with the reason in words."""


@dataclass(frozen=True)
class Conflict:
    """Nobody has a role of `one` and a role of `other`; if `only_elsewhere`, this holds for two different sites."""

    one: frozenset[Role]
    other: frozenset[Role]
    reason: str
    only_elsewhere: bool = False

    def is_between(self, held: tuple[str, int | None], wanted: tuple[str, int | None]) -> bool:
        """Whether it keeps two roles apart, each given with the number of its site."""
        meets = any(held[0] in a and wanted[0] in b for a, b in ((self.one, self.other), (self.other, self.one)))
        return meets and (not self.only_elsewhere or held[1] != wanted[1])


CONFLICTS = [
    Conflict(
        SITE_ROLES,
        SITE_ROLES,
        "A site’s document and feedback are confidential to that site, so one person cannot belong to two sites.",
        only_elsewhere=True,
    ),
    Conflict(
        SITE_ROLES,
        TEAM_ROLES,
        "A person from a site cannot be in the evaluation team, which reads and checks what sites write.",
    ),
    Conflict(
        SITE_ROLES,
        frozenset({Role.STEERING}),
        "A person from a site cannot be in the steering group, which must stay independent of the sites.",
    ),
    Conflict(
        SITE_ROLES,
        frozenset({Role.IMPLEMENTATION}),
        "A person from a site cannot be in the implementation team, whose reviews are a cross-check on the sites.",
    ),
    Conflict(
        SITE_ROLES,
        frozenset({Role.OFFICE}),
        "A person from a site cannot be in the programme office, which sets the deadlines for all sites.",
    ),
    Conflict(
        frozenset({Role.OFFICE}),
        TEAM_ROLES,
        "The programme office decides who has access, so it cannot read what sites write or their feedback. "
        "The evaluation team reads both.",
    ),
    Conflict(
        frozenset({Role.OFFICE}),
        frozenset({Role.IMPLEMENTATION}),
        "The programme office decides who has access, so it cannot handle Periodic Reviews, which describe sites.",
    ),
    Conflict(
        frozenset({Role.STEERING}),
        TEAM_ROLES | {Role.OFFICE, Role.IMPLEMENTATION},
        "The steering group sees the published reviews and nothing else, so its members cannot work on the programme.",
    ),
    Conflict(
        frozenset({Role.IMPLEMENTATION}),
        TEAM_ROLES,
        "Periodic Reviews are a cross-check on what sites write, so the implementation team cannot read "
        "the sites’ documents.",
    ),
    Conflict(
        frozenset({Role.LEADER}),
        frozenset({Role.QA}),
        "The task leader agrees the feedback, so a different person must check it.",
    ),
]


def conflict_between(held: tuple[str, int | None], wanted: tuple[str, int | None]) -> Conflict | None:
    return next((conflict for conflict in CONFLICTS if conflict.is_between(held, wanted)), None)


def conflict_with(held: Iterable[Membership], role: str, site: Site | None) -> str:
    """Why a person who holds these roles must not have this one too; "" where nothing speaks against it."""
    wanted = (role, site.pk if site else None)
    for membership in held:
        if found := conflict_between((membership.role, membership.site_id), wanted):
            return f"{membership.user} already has the role “{membership}”. {found.reason}"
    return ""


def conflicts_among(held: Sequence[Membership]) -> list[str]:
    """The reasons against roles that a person got before they were kept apart."""
    found = (conflict_with(held[:place], one.role, one.site) for place, one in enumerate(held))
    return [reason for reason in found if reason]


def require_no_conflict(user: User, role: str, site: Site | None) -> None:
    if reason := conflict_with(user.memberships.select_related("user", "site"), role, site):
        raise RoleRefused(reason)


def guards() -> list[Guard]:
    """The same table for the database."""
    return [
        Guard(event, held_beside(conflict, "h.id <> NEW.id" if event == "UPDATE" else "1 = 1"), conflict.reason)
        for conflict in CONFLICTS
        for event in ("INSERT", "UPDATE")
    ]


def held_beside(conflict: Conflict, another: str) -> str:
    one, other = listed(conflict.one), listed(conflict.other)
    elsewhere = " AND h.site_id <> NEW.site_id" if conflict.only_elsewhere else ""
    return (
        "EXISTS (SELECT 1 FROM accounts_membership h "  # noqa: S608 our own table of roles
        f"WHERE h.user_id = NEW.user_id AND {another}{elsewhere} "
        f"AND ((h.role IN ({one}) AND NEW.role IN ({other})) OR (h.role IN ({other}) AND NEW.role IN ({one}))))"
    )


def listed(roles: Iterable[Role]) -> str:
    return ", ".join(f"'{role.value}'" for role in sorted(roles))
