"""The ways in which a name is written: with and without "and", in short forms, by its initials, its first word cut."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import cache
from itertools import product

from sites.names.dictionary import Term
from sites.names.english import is_english
from sites.names.folded_words import words_of
from sites.names.ordinary_words import (
    common_abbreviations,
    foreign_places,
    given_names,
    national_words,
    ordinary_words,
    place_surnames,
    surnames,
)

SMALL = {"and", "of", "the", "in", "for", "on", "upon", "at", "to", "by", "le", "with", "s", "over", "under", "next"}
SHORT_FORMS = [
    ("nhs foundation trust", "nhs ft", "ft", "foundation trust"),
    ("primary care trust", "pct"),
    ("care trust", "ct"),
    ("practice based commissioning", "pbc"),
    ("integrated care pilot", "icp", "pilot"),
    ("integrated care organisation", "ico"),
    ("community interest company", "cic"),
    ("general hospital", "gh", "general", "hospital", "hosp"),
    ("community hospital", "comm hosp", "hospital", "cottage hospital"),
    ("hospital", "hosp"),
    ("county council", "cc"),
    ("metropolitan borough council", "mbc", "council"),
    ("borough council", "bc", "council"),
    ("medical practice", "mp", "practice", "surgery", "medical centre", "medical center"),
    ("health centre", "hc", "health center", "health ctr"),
    ("centre", "center", "ctr"),
    ("advisor", "adviser"),
    ("service", "services"),
    ("saint", "st"),
    ("great", "gt"),
    ("st", "saint"),
    ("county durham", "co durham", "durham county"),
]
POINTS = {"north": ("n", "nth"), "south": ("s", "sth"), "east": ("e",), "west": ("w",)}
LEAST_SHORT = 5  # letters that a cut form must keep
LONG_PHRASE = 4  # words from which on ordinary ones need no capitals
MOST_WORDS = 6
KINDS_OF_BODY = set(
    "health centre center surgery practice medical group hospital community general district county city borough council "
    "infirmary clinic house hospice trust care primary university partnership team service pilot street road lane nhs pct "
    "foundation memorial cottage day local locality integrated project programme college social services royal".split()
)  # "A. Health Centre" may be any
LARGE_BODIES = {"hospital", "hospitals", "trust", "pct", "nhs", "university", "council", "infirmary", "commissioning"}


class Case(Enum):
    """How a spelling must stand in a text to count as the name."""

    ANY = "any"
    CAPITALS = "capitals"  # its longer words begin with a capital
    SHOUTED = "shouted"  # capitals throughout: initials
    CUT = "cut"  # its first word cut short, with a full stop
    BESIDE = "beside"  # two initials, beside a word such as Pilot


def spellings(term: Term) -> Iterator[tuple[str, Case]]:
    """Each spelling without its spaces, and how it must be written."""
    words = [word.text for word in words_of(term.text)]
    case = case_of(term, words)
    for form in {tuple(words), *short_forms(words)}:
        written = Case.CAPITALS if len(form) < LONG_PHRASE and all_ordinary(form) else case
        if form == tuple(words) or len("".join(form)) >= LEAST_SHORT:
            yield "".join(form), written
            yield "".join(word for word in form if word not in {"and", "the"}), written
        yield from cut(list(form))
    yield from initials(term, words)
    if term.kind == "organisation" and len(words) > 1 and all(word in KINDS_OF_BODY for word in words[1:]):
        yield from head(words[0])


def head(word: str) -> Iterator[tuple[str, Case]]:
    """Brookfields for Brookfields Hospital, where that stands for nothing else."""
    if len(word) >= LEAST_SHORT and word not in common_words() and not is_english(word):
        yield word, Case.CAPITALS


@cache
def common_words() -> frozenset[str]:
    return ordinary_words() | given_names() | surnames() | place_surnames() | national_words() | foreign_places()


def case_of(term: Term, words: list[str]) -> Case:
    """Names of ordinary words, surnames and short names need their capitals; long phrases do not."""
    if term.kind == "person" and len(words) == 1:
        return Case.CAPITALS
    if len("".join(words)) <= 4:
        return Case.SHOUTED if term.text.isupper() and len(words) == 1 else Case.CAPITALS
    return Case.CAPITALS if len(words) < LONG_PHRASE and all_ordinary(words) else Case.ANY


def all_ordinary(words) -> bool:
    return all(word in SMALL or word in ordinary_words() or len(word) < 3 for word in words)


def short_forms(words: list[str]) -> set[tuple[str, ...]]:
    """Primary Care Trust as PCT and the other way round, a hospital as Hosp."""
    said, found = f" {' '.join(words)} ", set()
    for long, *shorts in SHORT_FORMS:
        for given, others in [(long, shorts), *((short, [long]) for short in shorts if len(short) <= 3)]:
            if f" {given} " in said and len(words) > len(given.split()):
                found |= {tuple(said.replace(f" {given} ", f" {other} ").split()) for other in others}
    return found


def cut(words: list[str]) -> Iterator[tuple[str, Case]]:
    """T. Hamlets, Tow. Hamlets, Nth Tyneside; of longer names the second word cut too."""
    if not 1 < len(words) <= MOST_WORDS:
        return
    heads = [beginnings(words[0])]
    if len(words) > 2 and words[1] not in SMALL:
        heads.append([words[1], words[1][:1]])
    tells = not all(word in SMALL or word in KINDS_OF_BODY for word in words[1:])
    for head in product(*heads):
        is_short = len(head[0]) < 3
        if len("".join(words[1:])) >= (LEAST_SHORT if is_short else LEAST_SHORT - 1) and (tells or not is_short):
            yield "".join([*head, *words[len(head) :]]), Case.CUT


def beginnings(word: str) -> list[str]:
    return [*POINTS.get(word, ()), *(word[:length] for length in range(1, len(word)))]


def initials(term: Term, words: list[str]) -> Iterator[tuple[str, Case]]:
    """SICT for the Specialist Intermediate Care Team, B&P for Bournemouth and Poole; none that everybody uses."""
    letters = "".join(word[0] for word in words if word not in SMALL)
    with_and = "".join("and" if word == "and" else word[0] for word in words if word == "and" or word not in SMALL)
    if term.kind == "person" or len(words) < 2 or len(words) > MOST_WORDS:
        return
    if with_and != letters and 2 <= len(letters) <= 4:
        yield with_and, Case.SHOUTED
    if len(letters) > (3 if is_small_body(term, words) else 2) and letters not in common_abbreviations():
        yield letters, Case.SHOUTED
    elif len(letters) == 2 and term.kind in {"site_name", "site_alias"}:
        yield letters, Case.BESIDE


def is_small_body(term: Term, words: list[str]) -> bool:
    """A practice, a club or a corner of a town: nobody knows it by three letters, which stand for much else."""
    return term.kind in {"organisation", "place"} and not LARGE_BODIES & set(words)
