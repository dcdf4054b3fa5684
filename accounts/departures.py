"""What a person holds when they leave: each app says its part, with who may take it over and how that is done.

An app registers its part when it is ready, so that this one need not know those above it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from accounts.foundations.public_keys import public_key
from accounts.models import AskedRole, User

HandOver = Callable[[User, User], None]  # to whom, and by whom


@dataclass(frozen=True)
class Held:
    """One piece of work in words, and who may take it over; where nobody may, it can only be left."""

    key: str
    words: str
    takers: Sequence[User] = ()
    hand_over: HandOver | None = None


def told_only(to: User, by: User) -> None:
    """For work that a role opens to all who have it: the letter tells this one that it is theirs now."""


Keeper = Callable[[User], Iterable[Held]]


def asked_roles_of(person: User) -> Iterator[Held]:
    """Nobody confirms what somebody asked who has left the office; the office asks again."""
    for asked in AskedRole.objects.waiting().filter(asked_by=person).with_people():
        yield Held(
            public_key(asked),
            f"The role asked for {asked.name}, {asked.get_role_display()}, which must be asked for again",
        )


keepers: list[Keeper] = [asked_roles_of]


def register(keeper: Keeper) -> None:
    if keeper not in keepers:
        keepers.append(keeper)


def held_by(person: User) -> list[Held]:
    return [held for keeper in keepers for held in keeper(person)]


class StillHolds(Exception):  # noqa: N818 no mistake: something has come since
    """A person cannot go while nobody has said what becomes of their work."""
