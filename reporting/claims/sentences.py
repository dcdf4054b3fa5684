"""The sentences of a review in the making that rest on claims, each as it would be printed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.urls import reverse

from living_docs import prose
from reporting.anonymity.sentences import sentences_of
from reporting.models import Review, ReviewSection
from reporting.review.contents import Builder
from reporting.review.key_messages import standing, texts_of
from reporting.review.tokens import COUNT


class Sentence(NamedTuple):
    """Where it stands, its words as printed, and the keys of the claims in it."""

    place: str
    address: str
    words: str
    keys: tuple[str, ...]


def sentences_with(review: Review, key: str) -> list[Sentence]:
    """Every sentence of a review in which a claim stands."""
    builder = Builder(review)
    found = [
        *of_front(review, builder),
        *(one for part in review.sections.printed() for one in of_section(part, builder)),
    ]
    return [sentence for sentence in found if key in sentence.keys]


def of_front(review: Review, builder: Builder) -> Iterator[Sentence]:
    texts = [review.abstract, *(f"[[count:{row['count']}]] {row['statement']}\n{row['text']}" for row in review.glance)]
    yield from sentences(texts, "Title and abstract", review.get_absolute_url(), builder)
    address = reverse("key_messages", args=[review.round.number])
    for message in standing(review):
        rows = [f"[[count:{row['count']}]] {row['statement']}" for row in message["counts"]]
        yield from sentences([*texts_of(message), *rows], "Key messages", address, builder)


def of_section(section: ReviewSection, builder: Builder) -> Iterator[Sentence]:
    rows = [f"[[count:{row['count']}]] {row['statement']}" for row in section.brief]
    address = reverse("draft_section", args=[builder.round.number, section.slug])
    yield from sentences([section.standfirst, *rows, section.html], section.title, address, builder)


def sentences(texts: list[str], place: str, address: str, builder: Builder) -> Iterator[Sentence]:
    for text in texts:
        for _, sentence in sentences_of(prose.text(text)):
            if keys := tuple(dict.fromkeys(COUNT.findall(sentence))):
                yield Sentence(place, address, builder.with_counts(sentence.strip()), keys)
