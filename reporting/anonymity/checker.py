"""Finds what could tell a site in a text: names, contacts, numbers, what few sites work on or have in common."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from operator import attrgetter

from reporting.anonymity.contacts import contacts
from reporting.anonymity.counts import K
from reporting.anonymity.learned_names import learned
from reporting.anonymity.likeness import VERY_LIKE, Likeness
from reporting.anonymity.linked_quotations import pseudonyms
from reporting.anonymity.named_people import named
from reporting.anonymity.near_figures import NearFigures
from reporting.anonymity.other_wordings import OtherWords
from reporting.anonymity.overlap import Overlap
from reporting.anonymity.site_sets import SiteSets
from reporting.anonymity.strange_names import strange_names
from reporting.anonymity.thesaurus import Concept, thesaurus_of
from reporting.anonymity.typed_counts import TypedCounts
from reporting.anonymity.unique_facts import ToldOnce
from reporting.anonymity.unique_figures import Known, UniqueFigures
from reporting.anonymity.unique_focus import UniqueFocus
from sites.models import FocusTopic, Programme, SiteAttribute, SiteFigure, ThesaurusEntry
from sites.names.dictionary import Term, programme_terms
from sites.names.folded_words import key
from sites.names.matcher import Found, longest, matcher_of


class Checker:
    """A dictionary and everything else of a programme that may not be published."""

    def __init__(
        self,
        terms: Iterable[Term],
        *,
        sites: int,
        k: int = K,
        any_count: bool = False,
        figures=(),
        topics=(),
        attributes=(),
        concepts=(),
        overlap: Overlap | None = None,
        likeness: Likeness | None = None,
        told_once: ToldOnce | None = None,
    ) -> None:
        self.names = matcher_of(tuple(terms))
        self.typed_counts = TypedCounts(sites=sites, k=k, any_count=any_count)
        self.other_words = OtherWords(sites=sites, k=k)
        figures = list(figures)
        self.figures, self.near_figures = UniqueFigures(figures, k=k), NearFigures(figures, k=k)
        self.focus = UniqueFocus(topics, k=k)
        self.site_sets = SiteSets(attributes, k=k)
        self.thesaurus = thesaurus_of(tuple(concepts), k=k)
        self.overlap, self.told_once = overlap or Overlap([]), told_once or ToldOnce()
        self.likeness = likeness or Likeness()

    def check(self, text: str) -> list[Found]:
        """Findings in the order of the text; of overlapping ones the longest. Words taken over hide no name in them."""
        taken = longest({Found(start, end, "source_overlap", None) for start, end in self.overlap.find(text)})
        likes = self.likeness.find(text, least=VERY_LIKE)
        retold = longest({Found(like.start, like.end, "source_overlap", like.site) for like in likes})
        found = longest(self.names.find(text) | set(self.others(text)))
        topics = {Found(start, end, "unique_focus", site) for start, end, site in self.thesaurus.find(text)}
        more = [*beside(taken, retold), *longest(set(beside(found, topics)))]
        return sorted([*found, *taken, *more], key=attrgetter("start", "end"))

    def others(self, text: str) -> Iterator[Found]:
        for kind, finder in (
            ("unique_figure", self.figures),
            ("unique_figure", self.near_figures),
            ("unique_figure", self.told_once),
            ("unique_focus", self.focus),
            ("site_set", self.site_sets),
        ):
            for start, end, site in finder.find(text):
                yield Found(start, end, kind, site)
        for start, end, kind in contacts(text):
            yield Found(start, end, kind, self.names.inside(text[start:end]) if kind == "contact" else None)
        for start, end in self.typed_counts.find(text):
            yield Found(start, end, "small_count", None)
        for start, end, kind in self.other_words.find(text):
            yield Found(start, end, kind, None)
        for start, end in pseudonyms(text):
            yield Found(start, end, "distinctive_term", None)
        yield from self.names.joined(text)
        for start, end, kind in named(text):
            if not self.names.is_harmless(text, start, end):
                yield Found(start, end, kind, self.names.inside(text[start:end]))
        for start, end, kind in strange_names(text):
            if not self.names.is_harmless(text, start, end):
                yield Found(start, end, kind, None)


def beside(found: list[Found], others: Iterable[Found]) -> Iterator[Found]:
    """Those of others that have no part of a finding, which are in the order of the text and none over another."""
    for other in others:
        place = bisect_left(found, other.end, key=attrgetter("start")) - 1
        if place < 0 or found[place].end <= other.start:
            yield other


def checker_for(programme: Programme, *, any_count: bool = False) -> Checker:
    """The checker of a programme, from what the database holds of its sites."""
    known, from_documents = programme_terms(programme), learned(programme)
    held = {key(term.text) for term in known}
    new = [term for term in from_documents.terms if key(term.text) not in held]
    return Checker(
        [*known, *new],
        sites=programme.sites.count(),
        k=programme.disclosure_k,
        any_count=any_count,
        figures=[*figures_of(programme), *from_documents.figures],
        topics=topics_of(programme),
        attributes=attributes_of(programme),
        concepts=concepts_of(programme),
        overlap=from_documents.overlap,
        likeness=from_documents.likeness,
        told_once=from_documents.told_once,
    )


def figures_of(programme: Programme) -> list[Known]:
    figures = SiteFigure.objects.filter(site__programme=programme).select_related("site")
    return [Known(one.figure, one.site.name, tuple(one.words)) for one in figures]


def topics_of(programme: Programme) -> list[tuple[str, str, list[str]]]:
    topics = FocusTopic.objects.filter(site__programme=programme).select_related("site")
    return [(one.site.name, one.topic, one.words) for one in topics]


def attributes_of(programme: Programme) -> list[tuple[str, list[str], set[str]]]:
    """Attributes, and what sites work on, which is one too."""
    attributes = SiteAttribute.objects.filter(programme=programme).prefetch_related("sites")
    return [(one.name, one.words, {site.name for site in one.sites.all()}) for one in attributes]


def concepts_of(programme: Programme) -> list[Concept]:
    """What the thesaurus says of sites; a concept that no site has tells of none."""
    concepts = ThesaurusEntry.objects.filter(programme=programme).prefetch_related("sites")
    told = [(one, frozenset(site.name for site in one.sites.all())) for one in concepts]
    return [Concept(one.concept, sites, tuple(one.ways)) for one, sites in told if sites]
