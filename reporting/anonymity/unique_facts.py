"""Dates and pairs of figures that one document alone tells: the day something was switched on, "from 12 to 41"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from reporting.anonymity.likeness import Likeness, Sentences
from reporting.anonymity.stems import Token, sentences_with_tokens, telling_stem

_MONTHS = "january february march april may june july august september october november december".split()
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
DAY = re.compile(
    rf"(?i)\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>{'|'.join(_MONTHS)})\b(?:,?\s(?P<year>(?:19|20)\d\d))?"
    rf"|\b(?P<month2>{'|'.join(_MONTHS)})\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s(?P<year2>(?:19|20)\d\d))?"
    r"|\b(?P<day3>\d{1,2})/(?P<month3>\d{1,2})/(?P<year3>(?:19|20)\d\d)\b"
)
FIGURE = re.compile(
    rf"(?i)(?<![\w.,/£-])(?:(?P<figures>\d{{1,5}})(?![\w/]|[.,]\d)|\b(?:(?P<tens>{'|'.join(_TENS)})(?:[\s-](?P<unit>{'|'.join(_SMALL[1:10])}))?|(?P<small>{'|'.join(_SMALL)}))\b)"
)
BETWEEN = re.compile(r"(?i)\b(?:to|from|of|against|instead|rather|than|when|now|before|after|where|once|only)\b|\||–")
MOST_A_SITE = 600  # of each kind, so that no document makes every date or pair a finding
LEAST, ONE_AT_LEAST, APART = 3, 10, 60


class Told(NamedTuple):
    """A fact of a sentence: what it is known by, and where it stands."""

    fact: tuple
    start: int
    end: int


class ToldOnce:
    """The dates and pairs that one site alone tells, each with the words beside it; one of these must stand by it."""

    def __init__(self, told: Iterable[tuple[str, Sentences]] = (), *, likeness: Likeness | None = None) -> None:
        self.likeness = likeness or Likeness()
        self.beside: dict[tuple, set[str]] = defaultdict(set)
        self.sites: dict[tuple, set[str]] = defaultdict(set)
        for site, sentences in told:
            for fact, stems in islice(facts_of(sentences), MOST_A_SITE):
                self.sites[fact.fact].add(site)
                self.beside[fact.fact] |= stems

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and site of each."""
        for told, stems in facts_of(sentences_with_tokens(text)) if self.sites else ():
            sites = self.sites.get(told.fact, ())
            if len(sites) == 1 and self.says_something(stems & self.beside[told.fact]):
                yield told.start, told.end, next(iter(sites))

    def says_something(self, stems: Iterable[str]) -> bool:
        """Whether there is a word that not nearly every document has."""
        return any(self.likeness.weight.get(stem, 0) > self.likeness.usual for stem in stems)


def facts_of(sentences: Sentences) -> Iterator[tuple[Told, set[str]]]:
    """Every date and pair of figures with the stems of its sentence."""
    for start, sentence, tokens in sentences:
        found = (
            [*days(sentence), *pairs(sentence)]
            if any(map(str.isdigit, sentence)) or _NUMBER_WORD.search(sentence)
            else []
        )
        stems = stems_beside(tokens) if found else set()
        for told in found:
            yield Told(told.fact, start + told.start, start + told.end), stems


_NUMBER_WORD = re.compile(rf"(?i)\b(?:{'|'.join([*_SMALL[3:], *_TENS])})")


def stems_beside(tokens: Iterable[Token]) -> set[str]:
    return {token.stem for token in tokens if not token.stem.isdigit()} - OF_FIGURES


OF_FIGURES = frozenset(
    map(telling_stem, [*_SMALL, *_TENS, *_MONTHS, *"from into than over more most per after before up down".split()])
)


def days(sentence: str) -> Iterator[Told]:
    for match in DAY.finditer(sentence):
        month = match["month"] or match["month2"]
        number = _MONTHS.index(month.lower()) + 1 if month else int(match["month3"])
        day = int(match["day"] or match["day2"] or match["day3"])
        yield Told(("day", day, number), match.start(), match.end())


def pairs(sentence: str) -> Iterator[Told]:
    """Two figures with a word between them that sets one against the other."""
    before = None
    for match in FIGURE.finditer(sentence):
        if before and match.start() - before.end() < APART and BETWEEN.search(sentence, before.end(), match.start()):
            numbers = sorted((value(before), value(match)))
            if numbers[0] >= LEAST and numbers[1] >= ONE_AT_LEAST and numbers[0] != numbers[1] and not is_year(numbers):
                yield Told(("pair", *numbers), before.start(), match.end())
        before = match


def is_year(numbers: list[int]) -> bool:
    return any(1900 <= number <= 2100 for number in numbers)


def value(match: re.Match) -> int:
    if match["figures"]:
        return int(match["figures"])
    if match["small"]:
        return _SMALL.index(match["small"].lower())
    return 10 * (_TENS.index(match["tens"].lower()) + 2) + (_SMALL.index(match["unit"].lower()) if match["unit"] else 0)
