"""Names that do not belong into a site’s feedback: those of other sites, and of the people who read."""

from __future__ import annotations

from accounts.models import User
from accounts.roles import TEAM_ROLES
from sites.models import Site
from sites.names.dictionary import Term, programme_terms, surname_of
from sites.names.folded_words import key
from sites.names.matcher import Found, matcher_of

READER = "reader"


class OtherNames:
    """Finds the team’s names and what tells another site; what also tells this site is its own."""

    def __init__(self, site: Site) -> None:
        terms = programme_terms(site.programme)
        self.site = site.name
        self.own = {key(term.text) for term in terms if term.site == self.site}
        self.matcher = matcher_of((*team_names(), *terms))

    def find(self, text: str) -> set[Found]:
        return {found for found in self.matcher.find(text) if self.is_other(found, text[found.start : found.end])}

    def is_other(self, found: Found, words: str) -> bool:
        if found.kind == READER:
            return True
        return found.site not in {None, self.site} and key(words) not in self.own


def team_names() -> list[Term]:
    names = {name for user in User.objects.with_role(*TEAM_ROLES) for name in (user.name, surname_of(user)) if name}
    return [Term(name, READER, None) for name in sorted(names)]
