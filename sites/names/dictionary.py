"""The programme's dictionary: every name by which a site could be told, from the database."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from sites.models import IdentifyingTerm, Programme, Site, SiteAlias

SHORTEST_SURNAME = 4


@dataclass(frozen=True)
class Term:
    """One name: its kind as `check_anonymity` prints it, and the site it tells, if one."""

    text: str
    kind: str
    site: str | None


def programme_terms(programme: Programme) -> list[Term]:
    """Names, aliases, identifying terms and people of a programme."""
    sites = Site.objects.filter(programme=programme)
    terms = [Term(name, "site_name", site.name) for site in sites for name in {site.name, site.full_name}]
    aliases = SiteAlias.objects.filter(site__in=sites).values_list("name", "site__name")
    terms += [Term(name, "site_alias", site) for name, site in aliases]
    identifying = IdentifyingTerm.objects.filter(site__in=sites).values_list("term", "kind", "site__name")
    return [*terms, *(Term(*term) for term in identifying), *people_terms()]


def people_terms() -> list[Term]:
    """Everyone with an account, by full name, surname and e-mail address; of a site when they belong to one."""
    terms = []
    for user in User.objects.people().prefetch_related("memberships__site"):
        site = next((m.site.name for m in user.memberships.all() if m.site), None)
        names = {user.name, surname_of(user)}
        terms += [Term(name, "person", site) for name in sorted(names) if name]
        terms.append(Term(user.email, "contact", site))
    return terms


def surname_of(user: User) -> str:
    """The last name, where it is long enough to be no other word."""
    surname = user.name.split()[-1] if user.name else ""
    return surname if len(surname) >= SHORTEST_SURNAME else ""
