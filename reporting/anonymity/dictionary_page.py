"""The dictionary of the gate as the leader sees it: every name by site, and a text tried against it."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from reporting.anonymity.checker import checker_for
from reporting.anonymity.learned_names import learned
from reporting.anonymity.likeness import VERY_LIKE
from reporting.anonymity.reasons import reason_of
from sites.models import IdentifyingTerm, Programme, Site
from sites.names.dictionary import Term, programme_terms
from sites.names.matcher import Found

NAMES = {
    "site_name": "Site names",
    "site_alias": "Other names",
    "place": "Places",
    "organisation": "Organisations",
    "scheme": "Local schemes",
    "person": "People",
}


class Piece(NamedTuple):
    """A stretch of a text that was tried, with its finding, if it is one."""

    text: str
    finding: Found | None = None
    reason: str = ""


class SiteTerms(NamedTuple):
    """The names of one site: kept by people, and learned from its documents."""

    site: Site
    kept: list[IdentifyingTerm]
    learned: list[Term]


def number_of_terms(programme: Programme) -> list[tuple[str, int]]:
    """How many names of each kind the checker knows, those learned from documents apart."""
    counted = Counter(term.kind for term in programme_terms(programme))
    known = [(name, counted[kind]) for kind, name in NAMES.items()]
    return [*known, ("Learned from documents", len(learned(programme).terms))]


def by_site(programme: Programme) -> list[SiteTerms]:
    from_documents = learned(programme).terms
    sites = programme.sites.by_name().prefetch_related("aliases", "identifying_terms__added_by")
    return [
        SiteTerms(
            site,
            sorted(site.identifying_terms.all(), key=lambda term: (term.kind, term.term)),
            [term for term in from_documents if term.site == site.name and term.kind != "person"],
        )
        for site in sites
    ]


class Alike(NamedTuple):
    """A sentence that is somewhat like one of a site's documents: a help, no finding."""

    text: str
    site: str


def alike(programme: Programme, text: str) -> list[Alike]:
    """Sentences of a text that a reader who knows the documents might tell, and are no findings."""
    likes = checker_for(programme).likeness.find(text)
    return [Alike(text[one.start : one.end], one.site) for one in likes if one.likeness < VERY_LIKE]


def tried(programme: Programme, text: str) -> list[Piece]:
    """A text in pieces, what was found among what was not."""
    pieces, end = [], 0
    for found in checker_for(programme).check(text):
        if found.start < end:
            continue
        hit = text[found.start : found.end]
        pieces += [Piece(text[end : found.start]), Piece(hit, found, reason_of(found.kind, hit))]
        end = found.end
    return [*pieces, Piece(text[end:])]
