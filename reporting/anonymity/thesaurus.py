"""What a site works on, where, with whom and under whom, however it is said: a thesaurus of health and social care.

A way of saying something is a run of words in any of their forms, small words between them free; "a + b" are two such
runs close together in either order; "{older}" is any of the words of that row. "?a" is a hint: two different ones near
each other say the concept. A concept that fewer sites than k have tells by itself, unless the sentence speaks of care in
general. Concepts that more have tell together, in a sentence or in two that follow each other.
"""

from __future__ import annotations

import re
from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, islice
from typing import NamedTuple

from reporting.anonymity.pilot_words import TOPIC, is_general
from reporting.anonymity.stems import Token, sentences_with_tokens, stems_of
from reporting.anonymity.unique_focus import is_worked_on, tells_of_one
from sites.names.ordinary_words import harmless_ways, word_groups

WINDOW, WIDER = 9, 15  # words, the small ones aside, within which two runs must stand, and three or more
ALWAYS, WORKED_ON, TOGETHER, HINT, EXACT = "!", "~", "&", "?", "="
MARKS = ALWAYS + WORKED_ON + TOGETHER + HINT
Places = dict[int, list[tuple[int, int]]]  # first and last word of each run, by its number
MANY_CONCEPTS = 3
NEXT = 3  # characters between a sentence and the next one
LONG = 3  # words of a run that may have another word in it
HINTS, HINTS_APART = (HINT, WORKED_ON), 160  # characters between two hints at one concept
TOGETHER_AT_MOST, MOST_TOGETHER = (2, 3), 9  # concepts that are looked at together, of so many in a passage


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


class Exact(NamedTuple):
    """A run that stands as it is written, the numbers that it has as a way or in groups, and its place among these."""

    said: re.Pattern
    numbers: list[int]
    place: int


class Hit(NamedTuple):
    """A concept as it stands in a sentence."""

    concept: Concept
    mark: str
    start: int
    end: int
    way: int = -1


class Said(NamedTuple):
    """A sentence with its place and the concepts that stand in it."""

    sentence: str
    start: int
    hits: list[Hit]


class Thesaurus:
    """Concepts made ready to be found in a text."""

    def __init__(self, concepts: Iterable[Concept], *, k: int) -> None:
        self.k = k
        self.exact: dict[str, Exact] = {}  # runs that stand with their small words, as they are written
        self.numbers: dict[str, int] = {}  # of each run of words or group, as it is written
        self.single: dict[str, list[int]] = defaultdict(list)  # runs of one word
        self.runs: dict[str, list[tuple[list[str], int]]] = defaultdict(list)  # by their first word
        self.ways: dict[int, list[Way]] = defaultdict(list)  # by their first run
        for concept in concepts:
            for way in concept.ways:
                mark = way[0] if way[0] in MARKS else ""
                parts = tuple(self.number(part.strip()) for part in way.lstrip(MARKS).split(" + "))
                self.ways[parts[0]].append(Way(concept, mark, parts))
        self.exactly, self.harmless = list(self.exact.values()), any_of(harmless_ways())

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
            number = self.perhaps(plain_said, number)
        if len(stems) == 1:
            self.single[stems[0]].append(number)
        elif stems:
            self.runs[stems[0]].append((list(stems), number))

    def perhaps(self, plain_said: str, number: int) -> int:
        """Below nought, the place of a run among those that are looked for as written, once their words are there."""
        exact = self.exact.setdefault(plain_said, Exact(any_of([plain_said]), [], -1 - len(self.exact)))
        exact.numbers.append(number)
        return exact.place

    def find(self, text: str) -> Iterator[tuple[int, int, str | None]]:
        """Start, end and the site, where it is one."""
        before = Said("", 0, [])
        for start, sentence, tokens in sentences_with_tokens(text):
            said = Said(sentence, start, list(self.hits(sentence, start, tokens)) if tokens else [])
            for hit in self.telling(said, before if follows(text, said, before) else None) if said.hits else ():
                yield hit.start, hit.end, next(iter(hit.concept.sites)) if len(hit.concept.sites) == 1 else None
            before = said

    def hits(self, sentence: str, start: int, tokens: Sequence[Token]) -> Iterator[Hit]:
        standing = list(self.standing(tokens))
        starts = [token.start - start for token in tokens]
        places = self.places(standing, sentence, starts)
        found = list(self.complete(places))
        if found and (
            aside := {word for match in self.harmless.finditer(sentence) for word in words_in(match, starts)}
        ):
            clear = {
                number: [at for at in stand if aside.isdisjoint(range(at[0], at[1] + 1))]
                for number, stand in places.items()
            }
            found = list(self.complete({number: stand for number, stand in clear.items() if stand}))
        for way, first, last in found:
            yield Hit(way.concept, way.mark, tokens[first].start, tokens[last].end, way.parts[0])

    def complete(self, places: Places) -> Iterator[tuple[Way, int, int]]:
        """Ways of which every run stands there, with their first and last word."""
        for part, found in places.items():
            for way in self.ways.get(part, ()):
                if len(way.parts) == 1:
                    yield from ((way, first, last) for first, last in found)
                elif all(other in places for other in way.parts[1:]):
                    near = together(found, [places[other] for other in way.parts[1:]])
                    yield from ((way, first, last) for first, last in near)

    def places(self, standing: list[tuple[int, int, int]], sentence: str, starts: list[int]) -> Places:
        """First and last word of each run that stands there, by its number."""
        found: Places = defaultdict(list)
        for first, last, number in standing:
            if number >= 0:
                found[number].append((first, last))
        for place in {number for _, _, number in standing if number < 0}:
            exact = self.exactly[-1 - place]
            for match in exact.said.finditer(sentence):
                if words := words_in(match, starts):
                    for number in exact.numbers:
                        insort(found[number], (words[0], words[-1]))
        return found

    def standing(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int, int]]:
        """First and last word and number of every run that stands there."""
        stems = [token.stem for token in tokens]
        for first, stem in enumerate(stems):
            for number in self.single.get(stem, ()):
                yield first, first, number
            after = stems[first + 1 : first + 3]
            for run, number in self.runs.get(stem, ()):
                if run[1] in after and (last := last_of(run, stems, first)):
                    yield first, last, number

    def telling(self, said: Said, before: Said | None) -> Iterator[Hit]:
        """Of what stands in a sentence what could tell a site, the one before it heard as well."""
        if not TOPIC.search(said.sentence):
            yield from (hit for hit in said.hits if hit.mark == ALWAYS and self.is_few(hit.concept.sites))
        if is_general(said.sentence, loosely=not self.is_told_twice(said.hits)):
            return
        heard = [] if before is None or is_general(before.sentence) else before.hits
        if is_list(said):
            return
        of_one = tells_of_one(said.sentence)
        hits = [
            hit for hit in said.hits if hit.mark != HINT and (hit.mark != WORKED_ON or (of_one and works_on(said, hit)))
        ]
        known = [*hits, *hinted_at(heard, said)]
        for hit in known:
            if (
                hit.mark != TOGETHER
                and self.is_few(hit.concept.sites)
                and not is_of_a_kind(hit, said.sentence, said.start)
            ):
                yield hit
        if known:
            yield from self.combined([hit for hit in heard if hit.mark not in HINTS], known, said.start)

    def is_told_twice(self, hits: list[Hit]) -> bool:
        """Whether two things at least, apart from one another, are of the same few sites."""
        ends: dict[str, int] = {}
        for hit in sorted(
            (one for one in hits if one.mark != TOGETHER and self.is_few(one.concept.sites)), key=lambda one: one.end
        ):
            for site in hit.concept.sites:
                if hit.start >= ends.get(site, hit.start + 1):
                    return True
                ends.setdefault(site, hit.end)
        return False

    def is_few(self, sites: frozenset[str]) -> bool:
        return len(sites) < self.k

    def combined(self, heard: list[Hit], hits: list[Hit], start: int) -> Iterator[Hit]:
        """Concepts that many have and that few have together, one of them at least from a place on."""
        by_concept = {hit.concept.name: hit for hit in [*heard, *hits]}
        for number in TOGETHER_AT_MOST:
            for several in combinations(islice(by_concept.values(), MOST_TOGETHER), number):
                left = frozenset.intersection(*(hit.concept.sites for hit in several))
                here = [hit for hit in several if hit.start >= start]
                if here and 0 < len(left) < self.k:
                    yield Hit(Concept("", left, ()), "", min(h.start for h in here), max(h.end for h in here))


def last_of(run: list[str], stems: list[str], first: int) -> int:
    """Where a run that begins at a word ends, if it stands there; a long one may have a word more in it."""
    if stems[first : first + len(run)] == run:
        return first + len(run) - 1
    if len(run) < LONG:
        return 0
    for place in range(1, len(run)):
        if stems[first + place : first + place + 1] != run[place : place + 1]:
            return first + len(run) if stems[first + place + 1 : first + len(run) + 1] == run[place:] else 0
    return 0


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


def hinted_at(heard: list[Hit], said: Said) -> Iterator[Hit]:
    """Concepts at which two words of a passage hint that would say too little each, the second in this sentence."""
    last: dict[str, Hit] = {hit.concept.name: hit for hit in heard if hit.mark in HINTS}
    for hit in sorted((hit for hit in said.hits if hit.mark in HINTS), key=lambda one: one.start):
        before = last.get(hit.concept.name)
        if before and before.way != hit.way and before.end <= hit.start and hit.start - before.end < HINTS_APART:
            yield hit._replace(mark="", start=before.start if before.start >= said.start else hit.start)
        last[hit.concept.name] = hit


def follows(text: str, said: Said, before: Said) -> bool:
    """Whether a sentence stands in the same paragraph as the one before, right after it."""
    end = before.start + len(before.sentence)
    return bool(before.sentence) and text[end - 1 : said.start].count("\n") == 0 and said.start - end < NEXT


def is_list(said: Said) -> bool:
    """Whether so many concepts that no site has all of them stand one after another: conditions that are listed."""
    listed: dict[str, frozenset[str]] = {}
    end, either = said.start, False
    for hit in sorted((hit for hit in said.hits if hit.mark != HINT), key=lambda one: (one.start, -one.end)):
        if hit.start < end:
            continue
        between = said.sentence[end - said.start : hit.start - said.start]
        if len(between) > MOST_BETWEEN or not BETWEEN_LISTED.fullmatch(between):
            listed, either = {}, False
        either = bool(listed) and (either or OR.search(between) is not None)
        listed |= {} if hit.mark == TOGETHER else {hit.concept.name: hit.concept.sites}
        end = hit.end
        if len(listed) >= MANY_CONCEPTS - either and not frozenset.intersection(*listed.values()):
            return True
    return False


OR = re.compile(r"\bor\b", re.IGNORECASE)
MOST_BETWEEN = 60  # characters between two parts of a list
# What stands between the parts of a list: commas, "and", "people with"
BETWEEN_LISTED = re.compile(
    r"\W*(?:(?:and|or|nor|to|with|for|of|the|people|those|patients|in|care|problems?|disease|conditions?|as\s+well\s+as|housing|"
    r"debt|failure|attacks?|another|one|for\s+one|a|chronic|older|services?|teams?|nurses?|chiefly|mostly)\W*){0,5}",
    re.IGNORECASE,
)


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


def works_on(said: Said, hit: Hit) -> bool:
    """Whether a concept stands where a sentence says what is worked on."""
    return is_worked_on(said.sentence, hit.start - said.start, hit.end - said.start)


def together(found: list[tuple[int, int]], others: list[list[tuple[int, int]]]) -> Iterator[tuple[int, int]]:
    """First and last word of runs that stand near one another, none over another."""
    window = WINDOW if len(others) == 1 else WIDER
    for first, last in found:
        begin, end = first, last
        for places in others:
            nearest = nearest_to(first, last, places, window)
            if nearest is None:
                break
            begin, end = min(begin, nearest[0]), max(end, nearest[1])
        else:
            if end - begin < window + 2:
                yield begin, end


def nearest_to(first: int, last: int, places: list[tuple[int, int]], window: int) -> tuple[int, int] | None:
    """Of the places in their order the nearest that does not overlap, if it is near."""
    at = bisect_right(places, (first, last))
    clear = [place for place in places[max(0, at - 3) : at + 3] if place[1] < first or place[0] > last]
    near = [place for place in clear if max(last, place[1]) - min(first, place[0]) < window]
    return min(near, key=lambda place: abs(place[0] - first), default=None)
