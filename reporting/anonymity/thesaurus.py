"""What a site works on, where, with whom and under whom, however it is said: a thesaurus of health and social care.

A way of saying something is a run of words in any of their forms, small words between them free; "a + b" are two such
runs close together in either order; "{older}" is any of the words of that row. A concept that fewer sites than k have
tells by itself, unless the sentence speaks of care in general. Concepts that more have tell together, said of one Pilot.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from reporting.anonymity.focus import is_worked_on, tells_of_one
from reporting.anonymity.pilot_words import is_general
from reporting.anonymity.stems import Token, sentences_with_tokens, stems_of
from sites.naming.ordinary import harmless_ways, word_groups

WINDOW = 9  # words, the small ones aside, within which two runs must stand
ALWAYS, WORKED_ON, TOGETHER, EXACT = "!", "~", "&", "="
MARKS = ALWAYS + WORKED_ON + TOGETHER
PERHAPS = -1  # the number of all runs that are looked for as they are written, once their words are there
MANY_CONCEPTS = 3
ONE_PILOT = re.compile(
    r"\b(?:the|one|a|an|this|that|another|only|its|our)(?:\s+[\w’-]+){0,5}\s+(?:Pilot|site|scheme|partnership|project|consortium|"
    r"locality|area|team)s?\b|\b(?:here|there)\b|\bit\s+(?:serves|works|helps|runs|has|covers|treats|looks)\b|\bthe\s+(?:lead|leading)\s+(?:body|partner)\b",
    re.IGNORECASE,
)


class Concept(NamedTuple):
    """Something that some sites have, with the ways in which it is said."""

    name: str
    sites: frozenset[str]
    ways: tuple[str, ...]


class Way(NamedTuple):
    """One way of saying a concept: its runs of words by number, and how strongly it tells."""

    concept: Concept
    mark: str
    parts: tuple[int, ...]


class Hit(NamedTuple):
    """A concept as it stands in a sentence."""

    concept: Concept
    mark: str
    start: int
    end: int


class Thesaurus:
    """Concepts made ready to be found in a text."""

    def __init__(self, concepts: Iterable[Concept], *, k: int) -> None:
        self.k = k
        self.exact: dict[str, int] = {}  # runs that stand with their small words, as they are written
        self.numbers: dict[str, int] = {}  # of each run of words or group, as it is written
        self.single: dict[str, list[int]] = defaultdict(list)  # runs of one word
        self.runs: dict[str, list[tuple[list[str], int]]] = defaultdict(list)  # by their first word
        self.ways: dict[int, list[Way]] = defaultdict(list)  # by their first run
        for concept in concepts:
            for way in concept.ways:
                mark = way[0] if way[0] in MARKS else ""
                parts = tuple(self.number(part.strip()) for part in way.lstrip(MARKS).split(" + "))
                self.ways[parts[0]].append(Way(concept, mark, parts))
        self.exactly, self.harmless = any_of(self.exact), any_of(harmless_ways())

    def number(self, part: str) -> int:
        """The number of a run, or of a group of runs."""
        if part not in self.numbers:
            self.numbers[part] = len(self.numbers)
            for said in word_groups().get(part[1:-1], ()) if part.startswith("{") else (part,):
                self.add(said, self.numbers[part])
        return self.numbers[part]

    def add(self, said: str, number: int) -> None:
        """A run by its stems; one of which small words leave a single word stands as it is written."""
        stems, plain_said = stems_of(said), plain(said.lstrip(EXACT))
        if said.startswith(EXACT) or len(stems) < min(2, len(plain_said.split())):
            self.exact[plain_said] = number
            number = PERHAPS
        if len(stems) == 1:
            self.single[stems[0]].append(number)
        elif stems:
            self.runs[stems[0]].append((list(stems), number))

    def find(self, text: str) -> Iterator[tuple[int, int, str | None]]:
        """Start, end and the site, where it is one."""
        for start, sentence, tokens in sentences_with_tokens(text):
            hits = list(self.hits(sentence, start, tokens)) if tokens else []
            for hit in self.telling(sentence, start, hits) if hits else ():
                yield hit.start, hit.end, next(iter(hit.concept.sites)) if len(hit.concept.sites) == 1 else None

    def hits(self, sentence: str, start: int, tokens: Sequence[Token]) -> Iterator[Hit]:
        standing = list(self.standing(tokens))
        if not any(number == PERHAPS for _, _, number in standing) and not any(
            self.complete(self.places(standing, set()))
        ):
            return
        starts = [token.start - start for token in tokens]
        aside = {word for match in self.harmless.finditer(sentence) for word in words_in(match, starts)}
        places = self.places(standing, aside)
        for match in self.exactly.finditer(sentence):
            if words := words_in(match, starts):
                insort(places[self.exact[plain(match[0])]], (words[0], words[-1]))
        for way, first, last in self.complete(places):
            yield Hit(way.concept, way.mark, tokens[first].start, tokens[last].end)

    def complete(self, places: dict[int, list[tuple[int, int]]]) -> Iterator[tuple[Way, int, int]]:
        """Ways of which every run stands there, with their first and last word."""
        for part, found in places.items():
            for way in self.ways.get(part, ()):
                if len(way.parts) == 1:
                    yield from ((way, first, last) for first, last in found)
                elif all(other in places for other in way.parts[1:]):
                    near = together(found, [places[other] for other in way.parts[1:]])
                    yield from ((way, first, last) for first, last in near)

    def places(self, standing: list[tuple[int, int, int]], aside: set[int]) -> dict[int, list[tuple[int, int]]]:
        """First and last word of each run that stands there, by its number."""
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for first, last, number in standing:
            if number != PERHAPS and not aside.intersection(range(first, last + 1)):
                found[number].append((first, last))
        return found

    def standing(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int, int]]:
        """First and last word and number of every run that stands there."""
        stems = [token.stem for token in tokens]
        for first, stem in enumerate(stems):
            for number in self.single.get(stem, ()):
                yield first, first, number
            for run, number in self.runs.get(stem, ()):
                if stems[first : first + len(run)] == run:
                    yield first, first + len(run) - 1, number

    def telling(self, sentence: str, start: int, hits: list[Hit]) -> Iterator[Hit]:
        """Of what stands in a sentence what could tell a site."""
        yield from (hit for hit in hits if hit.mark == ALWAYS and len(hit.concept.sites) < self.k)
        if is_general(sentence):
            return
        if is_list(hits):
            return
        for hit in hits:
            if is_of_a_kind(hit, sentence, start):
                continue
            if (
                hit.mark != TOGETHER
                and len(hit.concept.sites) < self.k
                and (hit.mark != WORKED_ON or works_on(sentence, hit, start))
            ):
                yield hit
        if ONE_PILOT.search(sentence):
            yield from self.combined(hits)

    def combined(self, hits: list[Hit]) -> Iterator[Hit]:
        """Concepts that many have and that few have together."""
        by_concept = {hit.concept.name: hit for hit in hits}
        for one, other in combinations(by_concept.values(), 2):
            left = one.concept.sites & other.concept.sites
            if 0 < len(left) < self.k:
                yield Hit(Concept("", left, ()), "", min(one.start, other.start), max(one.end, other.end))


def any_of(phrases: Iterable[str]) -> re.Pattern:
    """One pattern of phrases as they are written, hyphens and spaces alike."""
    longest_first = sorted(phrases, key=lambda said: (-len(said), said))
    said = "|".join(re.escape(said).replace(r"\ ", r"[\s-]+").replace(r"\-", r"[\s-]+") for said in longest_first)
    return re.compile(rf"\b(?:{said or '(?!)'})\b", re.IGNORECASE)


def plain(said: str) -> str:
    return " ".join(said.lower().replace("-", " ").split())


def words_in(match: re.Match, starts: list[int]) -> range:
    """The words of a sentence that a match of it covers, by where words start."""
    return range(bisect_right(starts, match.start() - 1), bisect_right(starts, match.end() - 1))


def is_list(hits: list[Hit]) -> bool:
    """Whether so many concepts that no site has all of them stand one after another: conditions that are listed."""
    apart: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.start, one.end)):
        if not apart or hit.start >= apart[-1].end:
            apart.append(hit)
    concepts = {hit.concept.name: hit.concept.sites for hit in apart if hit.mark != TOGETHER}
    return len(concepts) >= MANY_CONCEPTS and not frozenset.intersection(*concepts.values())


def is_of_a_kind(hit: Hit, sentence: str, start: int) -> bool:
    """Whether a sentence begins with it, in the plural and alone: "Community hospitals have been promoted"."""
    words = sentence[hit.start - start : hit.end - start]
    begins = not re.search(r"\w", sentence[: hit.start - start])
    return begins and words.endswith("s") and not ITS.search(sentence)


ITS = re.compile(r"\b(?:its|our|here|there|the\s+(?:Pilot|site|scheme|partnership|project|team))\b", re.IGNORECASE)


@lru_cache(maxsize=4)
def thesaurus_of(concepts: tuple[Concept, ...], *, k: int) -> Thesaurus:
    """The thesaurus of these concepts, kept for as long as they are the same."""
    return Thesaurus(concepts, k=k)


def works_on(sentence: str, hit: Hit, start: int) -> bool:
    words = re.compile(re.escape(sentence[hit.start - start : hit.end - start]))
    match = words.search(sentence, hit.start - start)
    return match is not None and tells_of_one(sentence) and is_worked_on(sentence, match)


def together(found: list[tuple[int, int]], others: list[list[tuple[int, int]]]) -> Iterator[tuple[int, int]]:
    """First and last word of runs that stand near one another, none over another."""
    for first, last in found:
        begin, end = first, last
        for places in others:
            nearest = nearest_to(first, last, places)
            if nearest is None:
                break
            begin, end = min(begin, nearest[0]), max(end, nearest[1])
        else:
            if end - begin < WINDOW + 2:
                yield begin, end


def nearest_to(first: int, last: int, places: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Of the places in their order the nearest that does not overlap, if it is near."""
    at = bisect_right(places, (first, last))
    clear = [place for place in places[max(0, at - 3) : at + 3] if place[1] < first or place[0] > last]
    near = [place for place in clear if max(last, place[1]) - min(first, place[0]) < WINDOW]
    return min(near, key=lambda place: abs(place[0] - first), default=None)
