"""Names that do not belong into a site’s feedback: those of other sites, and of the people who read."""

from __future__ import annotations

from accounts.models import User
from accounts.roles import TEAM_ROLES
from living_docs.models import LivingDocument
from sites.naming.dictionary import Term, programme_terms, surname_of
from sites.naming.folding import key
from sites.naming.matching import Matcher

READER = "reader"


def names_for(document: LivingDocument) -> Matcher:
    """Finds the team’s names and what tells another site; what also tells this site is its own."""
    site = document.site.name
    terms = programme_terms(document.round.programme)
    own = {key(term.text) for term in terms if term.site == site}
    others = [term for term in terms if term.site not in {None, site} and key(term.text) not in own]
    return Matcher([*team_names(), *others])


def team_names() -> list[Term]:
    names = {name for user in User.objects.with_role(*TEAM_ROLES) for name in (user.name, surname_of(user)) if name}
    return [Term(name, READER, None) for name in sorted(names)]
