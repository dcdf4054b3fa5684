"""Finds names of a dictionary in a text: folded, as words of their own, in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick

from sites.naming.dictionary import Term
from sites.naming.folding import fold


@dataclass(frozen=True)
class Found:
    """One finding: a span in code points, its kind, and the site it tells, if one."""

    start: int
    end: int
    kind: str
    site: str | None


class Matcher:
    """A dictionary made ready: build it once, look through many texts."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.automaton = ahocorasick.Automaton()
        self.terms: dict[str, Term] = {}
        for term in terms:
            folded = fold(term.text).text.strip()
            if folded and folded not in self.terms:
                self.terms[folded] = term
                self.automaton.add_word(folded, folded)
        self.automaton.make_automaton()

    def find(self, text: str) -> set[Found]:
        """Every name in a text, words broken at a line’s end joined."""
        found = set(self.names(text, join=False))
        return found | set(self.names(text, join=True)) if "\n" in text else found

    def names(self, text: str, *, join: bool) -> Iterator[Found]:
        folded = fold(text, join_broken_words=join)
        if not self.terms or not folded.text:
            return
        for last, word in self.automaton.iter(folded.text):
            start, end = last - len(word) + 1, last + 1
            if stands_alone(folded.text, start, end):
                term = self.terms[word]
                yield Found(*folded.span(start, end), term.kind, term.site)


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
