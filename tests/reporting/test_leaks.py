"""No name slips through: every name in every way of writing it, leaks planted in clean text, the kept corpus."""

import random

import pytest

from benchmarks.anonymity import CORPUS, GOALS, LEFT_ALONE, measured, passages
from reporting.anonymity.checker import Checker
from sites.facts import load_programme
from sites.names.dictionary import Term, programme_terms
from sites.names.folded_words import key
from sites.names.ordinary_words import harmless_phrases, public_names
from tests.effort import SOAK, repeated
from tests.reporting.writing_names import CLEAN, VARIANTS, leak

pytestmark = [pytest.mark.one_engine, pytest.mark.soak] if SOAK else pytest.mark.one_engine

TERMS_A_SITE, LEAKS = 20, 50
ONE_EXAMPLE = 0.02  # of a file of the corpus
SURE = {"site_name", "site_alias", "place", "organisation", "scheme", "person"}


@pytest.fixture
def terms(db) -> list[Term]:
    """Twenty names of each site; of one site after another, as they come."""
    sites: dict[str, list[Term]] = {}
    for term in programme_terms(load_programme()):
        if term.site and term.kind in SURE and len(term.text) > 4 and term.text.lower() not in public_names():
            sites.setdefault(term.site, []).append(term)
    chance = random.Random(6)  # noqa: S311 (the same names each time)
    return [term for terms in sites.values() for term in chance.sample(terms, TERMS_A_SITE)]


def test_no_name_is_called_harmless_as_well(db):
    harmless = {key(phrase) for phrase in harmless_phrases()}
    assert [term.text for term in programme_terms(load_programme()) if key(term.text) in harmless] == []


def is_found(checker: Checker, text: str, start: int, end: int) -> bool:
    return any(f.start < end and f.end > start and f.kind in SURE for f in checker.check(text))


def test_names_are_found_in_every_way_of_writing_them(pilots_checker, terms):
    assert len(terms) * len(VARIANTS) == 3840
    missed = []
    for number, term in enumerate(terms if SOAK else terms[::10]):
        for way, write in VARIANTS.items():
            written = write(term.text)
            text = f"{CLEAN[number % len(CLEAN)]} As we said, the work in {written} goes on."
            start = text.index(written)
            if not is_found(pilots_checker, text, start, start + len(written)):
                missed.append((way, term.text))
    assert missed == []


@repeated(1, soak=10)
def test_leaks_planted_in_clean_text_are_found(pilots_checker, terms, time):
    chance = random.Random(time)  # noqa: S311
    leaks = [leak(chance.choice(terms).text, chance) for _ in range(LEAKS)]
    assert [text[start:end] for text, start, end in leaks if not is_found(pilots_checker, text, start, end)] == []


def test_clean_text_alone_raises_no_alarm(pilots_checker):
    assert [text for text in CLEAN if pilots_checker.check(text)] == []


@pytest.mark.parametrize("kind", GOALS)
def test_the_kept_corpus_reaches_the_goals(pilots_checker, kind):
    for half in ("dev", "held"):
        share, _ = measured(pilots_checker, passages(CORPUS / f"{kind}.{half}.txt"), clean=kind in LEFT_ALONE)
        assert share >= GOALS[kind] - ONE_EXAMPLE, (kind, half, share)
