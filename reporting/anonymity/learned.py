"""What the submissions themselves teach: names, short forms and figures that one site alone uses, and its words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from feedback.guard.figures import figures
from living_docs.acronyms import known, tokens_in
from living_docs.models import Instrument, Submission
from reporting.anonymity.figures import Known
from reporting.anonymity.named import is_own_name
from reporting.anonymity.overlap import Overlap
from sites.models import Programme
from sites.naming.dictionary import SHORTEST_SURNAME, Term
from sites.naming.folding import key
from sites.naming.ordinary import common_abbreviations, given_names, harmless_phrases
from themes.passages import text_of

# A name inside a sentence: two words or more with capitals, or one
NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z’'-]+(?: (?:of )?[A-Z][a-z’'-]+)*")
NATIONAL = re.compile(
    r".*(?:ish|ese|ian|can|ali|land|ays|shire|side|ia)$"
)  # English, Chinese, Italian, American, Mondays
PLAIN = re.compile(r"\b[a-z][a-z’'-]+\b")
LEAST_USED, SHORTEST_ACRONYM, SHORTEST_NAME = 2, 3, 6
CALENDAR = frozenset(
    "January February March April May June July August September October November December "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
)
PERSON, BODY = "name", "organisation"  # the columns of the tables that hold them


class Learned(NamedTuple):
    """What the submissions of a programme teach the checker."""

    terms: list[Term]
    figures: list[Known]
    overlap: Overlap


class Source(NamedTuple):
    """One site's submissions, all rounds."""

    site: str
    text: str
    rows: list[dict]


def learned(programme: Programme) -> Learned:
    """Learned once for the submissions there are: they never change."""
    sent = Submission.objects.filter(document__round__programme=programme)
    return learned_from(programme.pk, tuple(sent.order_by("pk").values_list("pk", "sha256")))


@lru_cache(maxsize=2)
def learned_from(programme: int, sent: tuple[tuple[int, str], ...]) -> Learned:
    sources = list(sources_of([pk for pk, _ in sent]))
    terms = [*people(sources), *bodies(sources), *acronyms(sources), *names(sources)]
    return Learned(terms, amounts(sources), Overlap((source.text for source in sources), form=form_of(programme)))


def form_of(programme: int) -> Iterator[str]:
    """Every label, option and help text of the form."""
    for instrument in Instrument.objects.filter(programme=programme):
        yield from strings_in(instrument.data)


def strings_in(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for part in data.values() if isinstance(data, dict) else data:
            yield from strings_in(part)


def sources_of(submissions: list[int]) -> Iterator[Source]:
    sent = Submission.objects.filter(pk__in=submissions).select_related("document__site")
    texts: dict[str, list[str]] = defaultdict(list)
    rows: dict[str, list[dict]] = defaultdict(list)
    for submission in sent.order_by("document__site__name", "pk"):
        site = submission.document.site.name
        for entry in submission.entries().values():
            texts[site].append(text_of(entry))
            rows[site] += entry["value"].get("rows", [])
    for site in texts:
        yield Source(site, "\n".join(texts[site]), rows[site])


def people(sources: list[Source]) -> list[Term]:
    """Everyone named in a table, by full name and surname."""
    found: set[Term] = set()
    for source in sources:
        for name in {row[PERSON] for row in source.rows if row.get(PERSON)}:
            surname = name.split()[-1]
            found |= {Term(said, "person", source.site) for said in (name, surname) if len(said) >= SHORTEST_SURNAME}
    return sorted(found, key=lambda term: term.text)


def bodies(sources: list[Source]) -> list[Term]:
    """Organisations that one site alone names in its tables."""
    return of_one_site(
        sources,
        lambda source: {row[BODY] for row in source.rows if row.get(BODY) and has_own_name(row[BODY])},
        "organisation",
    )


def acronyms(sources: list[Source]) -> list[Term]:
    """Short forms that one site alone uses, more than once, and that not everybody knows."""

    def used(source: Source) -> set[str]:
        counted = Counter(acronym for acronym, _ in tokens_in(source.text))
        return {
            acronym
            for acronym, times in counted.items()
            if times >= LEAST_USED
            and len(acronym) >= SHORTEST_ACRONYM
            and acronym.isalpha()
            and acronym.upper() not in known()
            and acronym.lower() not in common_abbreviations()
        }

    return of_one_site(sources, used, "distinctive_term")


def names(sources: list[Source]) -> list[Term]:
    """Proper names that one site alone uses, more than once, none of them an ordinary word anywhere."""
    plain = {word for source in sources for word in PLAIN.findall(source.text)}

    def used(source: Source) -> set[str]:
        counted = Counter(NAME.findall(source.text))
        return {name for name, times in counted.items() if times >= LEAST_USED and is_proper(name, plain)}

    return of_one_site(sources, used, "distinctive_term")


def is_proper(name: str, plain: set[str]) -> bool:
    """A name of which some word stands for nothing else anywhere."""
    words = name.split()
    if len(words) == 1 and (len(name) < SHORTEST_NAME or name.lower() in given_names() or NATIONAL.match(name)):
        return False
    if key(name) in harmless_keys() or words[0] in CALENDAR:
        return False
    return any(w.lower() not in plain and is_own_name(w) and not NATIONAL.match(w) for w in words)


@cache
def harmless_keys() -> frozenset[str]:
    return frozenset(map(key, harmless_phrases()))


def has_own_name(name: str) -> bool:
    return any(is_own_name(word) for word in name.split() if word[:1].isupper())


def of_one_site(sources: list[Source], used: Callable[[Source], Iterable[str]], kind: str) -> list[Term]:
    users: dict[str, set[str]] = defaultdict(set)
    for source in sources:
        for said in used(source):
            users[said].add(source.site)
    return [Term(said, kind, next(iter(sites))) for said, sites in sorted(users.items()) if len(sites) == 1]


def amounts(sources: list[Source]) -> list[Known]:
    """Figures and amounts of money that one site alone gives."""
    one = of_one_site(sources, lambda source: {bare for _, _, bare in figures(source.text)}, "unique_figure")
    return [Known(term.text, term.site or "", ()) for term in one]
