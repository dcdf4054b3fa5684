"""Finds what could tell a site in a text: names of the dictionary, contacts, personal numbers, typed counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reporting.anonymity.counts import NUMBERS, K
from sites.naming.dictionary import Term, programme_terms
from sites.naming.matching import Found, Matcher, longest

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


class Checker(Matcher):
    """A dictionary and the patterns of what may not be published."""

    def __init__(self, terms: Iterable[Term], *, sites: int, k: int = K, any_count: bool = False) -> None:
        super().__init__(terms)
        self.sites, self.k, self.any_count = sites, k, any_count

    def check(self, text: str) -> list[Found]:
        """Findings in the order of the text; of overlapping ones the longest."""
        return longest(self.find(text) | {*self.counts(text), *self.patterns(text)})

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


def checker_for(programme, *, any_count: bool = False) -> Checker:
    """The checker of a programme, from its dictionary and its number of sites."""
    return Checker(
        programme_terms(programme), sites=programme.sites.count(), k=programme.disclosure_k, any_count=any_count
    )
