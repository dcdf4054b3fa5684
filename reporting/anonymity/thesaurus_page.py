"""The thesaurus of the gate as the leader sees it, and how much a new entry would find before it is saved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reporting.anonymity.thesaurus import Concept, Thesaurus
from reporting.models import Publication, Review
from reporting.review.contents import draft_data, texts
from sites.models import Programme
from sites.names.ordinary_words import harmless_phrases

MOST = 0.02  # of the paragraphs that there are: an entry that finds more is saved on a second word only
EXAMPLES = 5


class Reach(NamedTuple):
    """In how many paragraphs of the programme's reviews an entry would find something, and some of these."""

    found: int
    of: int
    examples: tuple[str, ...]

    @property
    def is_wide(self) -> bool:
        return self.found > max(1, MOST * self.of)


def reach_of(programme: Programme, ways: list[str]) -> Reach:
    """As if one site alone had it, which is the most that an entry can find."""
    known = Thesaurus([Concept("", frozenset({""}), tuple(ways))], k=programme.disclosure_k)
    paragraphs = list(dict.fromkeys(paragraphs_of(programme)))
    found = [paragraph for paragraph in paragraphs if any(known.find(paragraph))]
    return Reach(len(found), len(paragraphs), tuple(found[:EXAMPLES]))


def paragraphs_of(programme: Programme) -> Iterator[str]:
    """Everything published or drafted, and phrases that are known to tell nothing."""
    reviews = Review.objects.filter(round__programme=programme)
    published = Publication.objects.filter(round__programme=programme)
    for data in [*(draft_data(review) for review in reviews), *(one.data for one in published)]:
        for _, text in texts(data):
            yield from filter(None, (line.strip() for line in text.split("\n")))
    yield from harmless_phrases()
