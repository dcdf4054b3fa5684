"""How like a sentence is to one of one site's documents: told again in another order, or with words exchanged.

Sentences are compared as sets of stems, each weighed by how few sites use it, so that order says nothing and what every
site writes hardly anything. Words alone find what is nearly verbatim and most of what retells an event; a topic or a
post in other words they do not find, which the thesaurus is for.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import NamedTuple

from reporting.anonymity.stems import Token, sentences_with_tokens

RARE = 8  # sites that may use a stem for it to lead to sentences
MOST_LED_TO = 150  # sentences that a stem may lead to: what one document says on every page leads nowhere
EVEN = 0.7  # what every stem weighs, so that one rare word does not make two sentences alike
USUAL = 0.9  # share of sites that use a stem which says nothing
LEAST_WORDS, LEAST_IN_COMMON = 5, 3
LIKE, VERY_LIKE = 0.3, 0.55  # measured on the kept corpus and on retold sentences: see docs/adr/0027

Sentences = tuple[tuple[int, str, tuple[Token, ...]], ...]


class Like(NamedTuple):
    """A sentence that is like one of a site's."""

    start: int
    end: int
    site: str
    likeness: float


class Likeness:
    """The sentences of all sites' documents as sets of stems; the sentences themselves are not kept."""

    def __init__(self, told: Iterable[tuple[str, Sentences]] = (), *, form: Iterable[str] = ()) -> None:
        nobodys = {stems for said in form for stems in as_stems(sentences_with_tokens(said))}
        as_sets = {(site, stems) for site, sentences in told for stems in as_stems(sentences) if stems not in nobodys}
        self.sentences = sorted(as_sets, key=lambda one: (one[0], sorted(one[1])))
        used: dict[str, set[str]] = defaultdict(set)
        for site, stems in self.sentences:
            for stem in stems:
                used[stem].add(site)
        self.all_sites = {site for site, _ in self.sentences}
        self.unseen = EVEN + math.log(1 + len(self.all_sites))
        self.weight = {stem: EVEN + math.log((1 + len(self.all_sites)) / len(sites)) for stem, sites in used.items()}
        self.usual = EVEN + math.log((1 + len(self.all_sites)) / max(1, USUAL * len(self.all_sites)))
        self.led_to: dict[str, list[int]] = defaultdict(list)
        for number, (_, stems) in enumerate(self.sentences):
            for stem in stems:
                if len(used[stem]) <= RARE:
                    self.led_to[stem].append(number)
        self.weights = [self.weigh(stems) for _, stems in self.sentences]

    def weigh(self, stems: Iterable[str]) -> float:
        return sum(self.weight.get(stem, self.unseen) for stem in stems)

    def find(self, text: str, *, least: float = LIKE) -> Iterator[Like]:
        """Each sentence that is at least so like one of one site's, and less like those of most others."""
        for _, _, tokens in sentences_with_tokens(text) if self.sentences else ():
            site, likeness = self.nearest(tokens)
            if site is not None and likeness >= least:
                yield Like(tokens[0].start, tokens[-1].end, site, likeness)

    def nearest(self, tokens: Sequence[Token]) -> tuple[str | None, float]:
        """The site of the likest sentence, and how much likelier it is than the median of sites."""
        stems = frozenset(token.stem for token in tokens)
        if len(stems) < LEAST_WORDS:
            return None, 0.0
        best: dict[str, float] = defaultdict(float)
        whole = self.weigh(stems)
        for number in self.candidates(stems):
            site, others = self.sentences[number]
            common = stems & others
            if sum(self.weight[stem] > self.usual for stem in common) < LEAST_IN_COMMON:
                continue
            likeness = self.weigh(common) / math.sqrt(whole * self.weights[number])
            best[site] = max(best[site], likeness)
        if not best:
            return None, 0.0
        site = max(best, key=lambda one: best[one])
        return site, best[site] - median([best.get(other, 0.0) for other in self.all_sites])

    def candidates(self, stems: frozenset[str]) -> list[int]:
        """Sentences with two rare stems in common at least."""
        led = Counter(
            number
            for stem in stems
            if len(self.led_to.get(stem, ())) <= MOST_LED_TO
            for number in self.led_to.get(stem, ())
        )
        return [number for number, times in led.items() if times > 1]


def as_stems(sentences: Sentences) -> Iterator[frozenset[str]]:
    for _, _, tokens in sentences:
        stems = frozenset(token.stem for token in tokens)
        if len(stems) >= LEAST_WORDS:
            yield stems
