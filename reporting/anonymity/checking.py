"""Finds what could tell a site in a text: names of the dictionary, contacts, personal numbers, typed counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick

from reporting.anonymity.counts import NUMBERS, K
from reporting.anonymity.dictionary import Term, programme_terms
from reporting.anonymity.folding import fold

PATTERNS = {
    "contact": [
        re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
        re.compile(r"(?<![\d,.])(?:\+44\s?(?:\(0\)\s?)?|0)(?:\d[\s()-]{0,2}){8,9}\d(?!\d)"),
        re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b"),
        re.compile(r"\b(?:https?://|www\.)\S+"),
    ],
    "personal_id": [re.compile(r"(?<!\d)\d{3}[\s-]\d{3}[\s-]\d{4}(?!\d)"), re.compile(r"(?<!\d)[1-9]\d{9}(?!\d)")],
}
_NUMBER = rf"(?:{'|'.join(NUMBERS[1:])}|\d{{1,2}})"
TYPED_COUNT = re.compile(
    rf"\b(?:(?P<but>all but)\s+)?(?:(?P<single>a single|only one)|(?P<number>{_NUMBER}))"
    r"(?:\s+(?:of\s+the|other|further|more|of\s+our))?\s+(?:\w+\s+)?(?:Pilots?|pilots?|sites?)\b"
    rf"|\b(?P<all_but>all but {_NUMBER})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Found:
    """One finding: a span in code points, its kind, and the site it tells, if one."""

    start: int
    end: int
    kind: str
    site: str | None


class Checker:
    """A dictionary made ready: build it once, check many texts. One pass over each."""

    def __init__(self, terms: Iterable[Term], *, sites: int, k: int = K, any_count: bool = False) -> None:
        self.sites, self.k, self.any_count = sites, k, any_count
        self.automaton = ahocorasick.Automaton()
        self.terms: dict[str, Term] = {}
        for term in terms:
            folded = fold(term.text).text.strip()
            if folded and folded not in self.terms:
                self.terms[folded] = term
                self.automaton.add_word(folded, folded)
        self.automaton.make_automaton()

    def check(self, text: str) -> list[Found]:
        """Findings in the order of the text; of overlapping ones the longest."""
        found = {*self.names(text, join=False), *self.counts(text), *self.patterns(text)}
        if "\n" in text:
            found |= set(self.names(text, join=True))
        return longest(found)

    def names(self, text: str, *, join: bool) -> Iterator[Found]:
        folded = fold(text, join_broken_words=join)
        if not self.terms or not folded.text:
            return
        for last, word in self.automaton.iter(folded.text):
            start, end = last - len(word) + 1, last + 1
            if stands_alone(folded.text, start, end):
                term = self.terms[word]
                yield Found(*folded.span(start, end), term.kind, term.site)

    def patterns(self, text: str) -> Iterator[Found]:
        for kind, patterns in PATTERNS.items():
            for pattern in patterns:
                for match in pattern.finditer(text):
                    yield Found(match.start(), match.end(), kind, None)

    def counts(self, text: str) -> Iterator[Found]:
        """Typed numbers of sites that only `published_count` may print."""
        for match in TYPED_COUNT.finditer(text):
            if self.any_count or self.is_telling(match):
                yield Found(match.start(), match.end(), "small_count", None)

    def is_telling(self, match: re.Match) -> bool:
        if match["all_but"] or match["but"] or match["single"]:
            return True
        typed = match["number"].lower()
        number = NUMBERS.index(typed) if typed in NUMBERS else int(typed)
        return not self.k <= number <= self.sites - self.k


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a match is a word of its own, a possessive or plural "s" at its end allowed."""
    if start and text[start - 1].isalnum():
        return False
    rest = text[end : end + 2]
    return not rest[:1].isalnum() or (rest[0] == "s" and not rest[1:].isalnum())


def longest(found: set[Found]) -> list[Found]:
    kept: list[Found] = []
    for finding in sorted(found, key=lambda f: (f.start - f.end, f.start, f.kind)):
        if all(finding.end <= other.start or finding.start >= other.end for other in kept):
            kept.append(finding)
    return sorted(kept, key=lambda f: f.start)


def checker_for(programme, *, any_count: bool = False) -> Checker:
    """The checker of a programme, from its dictionary and its number of sites."""
    return Checker(
        programme_terms(programme), sites=programme.sites.count(), k=programme.disclosure_k, any_count=any_count
    )
