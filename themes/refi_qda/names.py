"""What an export calls sites and people: by their names, or by pseudonyms with every name taken out of the texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from accounts.models import User
from living_docs.models import Submission
from sites.models import Programme, Site
from sites.names.dictionary import SHORTEST_SURNAME, Term, programme_terms
from sites.names.matcher import Found, Matcher, longest
from themes.refi_qda.guids import hidden, ours

CONTACT = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|(?<!\w)\+?\d[\d ()-]{8,40}\d(?!\w)")
OF_A_SITE = {"site_name", "site_alias"}


@dataclass(frozen=True)
class Worded:
    """A text as it is exported, and where the places of the original have gone."""

    text: str
    moved: tuple[tuple[int, int, int], ...] = ()  # start and end in the original, length of what stands there now

    def place(self, start: int, end: int) -> tuple[int, int]:
        """A passage of the original; one that touches a name takes all that stands for the name."""
        return self._behind(start, at_end=False), self._behind(end, at_end=True)

    def _behind(self, place: int, *, at_end: bool) -> int:
        shift = 0
        for start, end, length in self.moved:
            if place <= start:
                break
            if place < end:
                return start + shift + (length if at_end else 0)
            shift += length - (end - start)
        return place + shift


class Named:
    """For the evaluation team alone: everything by its name."""

    guid: Callable[[str, object], str] = staticmethod(ours)
    keeps_dates = True

    def stored(self, guid: object) -> str:
        return str(guid)

    def site(self, site: Site) -> str:
        return site.name

    def person(self, user: User) -> str:
        return user.name

    def worded(self, text: str) -> Worded:
        return Worded(text)


class Pseudonyms:
    """Sites and people numbered in an order that tells nothing; names in texts and memos replaced."""

    guid: Callable[[str, object], str] = staticmethod(hidden)
    keeps_dates = False

    def __init__(self, programme: Programme, submissions: Iterable[Submission]) -> None:
        sites = sorted(programme.sites.all(), key=lambda site: hidden("site", site.pk))
        people = sorted(User.objects.all(), key=lambda user: hidden("user", user.pk))
        self.sites = {site.name: f"Pilot {place:02}" for place, site in enumerate(sites, 1)}
        self.people = {user.pk: f"Coder {place:02}" for place, user in enumerate(people, 1)}
        self.names = Matcher([*programme_terms(programme), *people_named_in(submissions)])

    def stored(self, guid: object) -> str:
        return hidden("stored", guid)

    def site(self, site: Site) -> str:
        return self.sites[site.name]

    def person(self, user: User) -> str:
        return self.people[user.pk]

    def worded(self, text: str) -> Worded:
        contacts = {Found(match.start(), match.end(), "contact", None) for match in CONTACT.finditer(text)}
        parts, moved, place = [], [], 0
        for name in longest(self.names.find(text) | contacts):
            stand_in = self.stand_in(name)
            parts += [text[place : name.start], stand_in]
            moved.append((name.start, name.end, len(stand_in)))
            place = name.end
        return Worded("".join([*parts, text[place:]]), tuple(moved))

    def stand_in(self, name: Found) -> str:
        return f"[{self.sites[name.site] if name.kind in OF_A_SITE and name.site else name.kind.replace('_', ' ')}]"


def people_named_in(submissions: Iterable[Submission]) -> list[Term]:
    """Whoever stands in a column for names of people: they never leave the team, whatever else does."""
    return [
        Term(name, "person", None)
        for submission in submissions
        for entry in submission.entries().values()
        for cell in personal_cells(submission, entry)
        for name in (cell, cell.split()[-1])
        if len(name) >= SHORTEST_SURNAME
    ]


def personal_cells(submission: Submission, entry: dict) -> list[str]:
    prompt = submission.document.round.instrument.prompts.get(entry["number"])
    names = [column.name for column in prompt.columns if column.personal] if prompt else []
    return [row[name] for row in entry["value"].get("rows", []) for name in names if row.get(name, "").strip()]
