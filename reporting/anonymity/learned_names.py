"""What the submissions themselves teach: names, short forms and figures that one site alone uses, and its words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from feedback.checks.figures import figures
from living_docs.acronyms import known, tokens_in
from living_docs.answer_text import text_of
from living_docs.models import Instrument, Submission
from reporting.anonymity.likeness import Likeness
from reporting.anonymity.named_people import is_own_name
from reporting.anonymity.overlap import Overlap
from reporting.anonymity.stems import sentences_with_tokens
from reporting.anonymity.unique_facts import ToldOnce
from reporting.anonymity.unique_figures import Known
from sites.models import Programme
from sites.names.dictionary import SHORTEST_SURNAME, Term
from sites.names.english import is_english
from sites.names.folded_words import key
from sites.names.ordinary_words import common_abbreviations, given_names, harmless_phrases, surnames

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
MOST_NAMES = 400  # of a site: no document makes every word a finding
OWN_WORDS = 2  # that the title of a post must have to be told by
EVERY_TITLE = frozenset(
    "manager managers lead leader director head chief executive officer nurse nursing matron therapist therapy physiotherapist "
    "occupational doctor consultant physician psychiatrist psychiatric psychologist pharmacist practitioner specialist senior "
    "junior deputy assistant associate clinical medical health care social worker community district practice business project "
    "programme pilot service services improvement development team coordinator co-ordinator adviser advisor administrator "
    "administration secretary clerk analyst information finance accountant commissioning commissioner primary secondary acute "
    "general joint with special interest patient carer public user representative volunteer trustee chair partner principal "
    "governance quality operations operational integrated integration strategy planning performance human resources for".split()
)
PERSON, BODY, POST = "name", "organisation", "job_title"  # the columns of the tables that hold them


class Learned(NamedTuple):
    """What the submissions of a programme teach the checker."""

    terms: list[Term]
    figures: list[Known]
    overlap: Overlap
    likeness: Likeness
    told_once: ToldOnce


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
    terms = [*people(sources), *bodies(sources), *posts(sources), *acronyms(sources), *names(sources)]
    texts, form = [(source.site, source.text) for source in sources], list(form_of(programme))
    sentences = [(site, sentences_with_tokens("\n".join(dict.fromkeys(text.split("\n"))))) for site, text in texts]
    likeness = Likeness(sentences, form=form)
    overlap = Overlap((text for _, text in texts), form=form)
    return Learned(terms, amounts(sources), overlap, likeness, ToldOnce(sentences, likeness=likeness))


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
    """Everyone named in a table, by full name and by a surname that is no word of any document."""
    plain = plain_words(sources)
    found: set[Term] = set()
    for source in sources:
        for name in {row[PERSON] for row in source.rows if row.get(PERSON)}:
            surname = name.split()[-1]
            said = {name} if len(name.split()) > 1 else set()
            said |= set() if surname.lower() in plain or is_everyday(surname) else {surname}
            found |= {Term(one, "person", source.site) for one in said if len(one) >= SHORTEST_SURNAME}
    return sorted(found, key=lambda term: term.text)


def plain_words(sources: list[Source]) -> set[str]:
    """Every word that stands in small letters somewhere."""
    return {word for source in sources for word in PLAIN.findall(source.text)}


def is_everyday(word: str) -> bool:
    """A word that is nobody’s surname and stands in an English dictionary."""
    return is_english(word) and word.lower() not in surnames()


def bodies(sources: list[Source]) -> list[Term]:
    """Organisations that one site alone names in its tables."""
    return of_one_site(
        sources,
        lambda source: {row[BODY] for row in source.rows if row.get(BODY) and has_own_name(row[BODY])},
        "organisation",
    )


def posts(sources: list[Source]) -> list[Term]:
    """Titles of posts that one site alone has, with two words at least that are not in every title."""

    def is_telling(title: str) -> bool:
        return len({word for word in PLAIN.findall(title.lower()) if len(word) > 3} - EVERY_TITLE) >= OWN_WORDS

    return of_one_site(
        sources,
        lambda source: {row[POST] for row in source.rows if row.get(POST) and is_telling(row[POST])},
        "distinctive_term",
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
            and not is_english(acronym)
        }

    return of_one_site(sources, lambda source: set(sorted(used(source))[:MOST_NAMES]), "distinctive_term")


def names(sources: list[Source]) -> list[Term]:
    """Proper names that one site alone uses, more than once, none of them an ordinary word anywhere."""
    plain = plain_words(sources)

    def used(source: Source) -> set[str]:
        counted = Counter(NAME.findall(source.text)).most_common()
        proper = (name for name, times in counted if times >= LEAST_USED and is_proper(name, plain))
        return set(islice(proper, MOST_NAMES))

    return of_one_site(sources, used, "distinctive_term")


def is_proper(name: str, plain: set[str]) -> bool:
    """A name of which some word stands for nothing else anywhere."""
    words = name.split()
    if len(words) == 1 and (
        len(name) < SHORTEST_NAME or name.lower() in given_names() or NATIONAL.match(name) or is_english(name)
    ):
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
    one = of_one_site(
        sources, lambda source: set(islice((bare for _, _, bare in figures(source.text)), MOST_NAMES)), "unique_figure"
    )
    return [Known(term.text, term.site or "", ()) for term in one]
