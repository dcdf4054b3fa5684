"""Words in the current published reviews: a search means here what it means in the documents (ADR 20)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from reporting.models import Publication
from reporting.review.contents import CONTACT, IMPRINT, LAST_ISSUES, MESSAGES, texts
from themes.search.query import Query
from themes.search.results import Part, in_context

MOST_HITS = 200
ANCHORS = {
    "Title": "",
    "Reason of the correction": "",
    "Abstract": "glance",
    "At a glance": "glance",
    MESSAGES: "messages",
    LAST_ISSUES: "last-issues",
    "What was withheld": "withheld",
    "Where numbers are withheld": "withheld",
    "Method": "method",
    "Glossary": "glossary",
    "Acronyms": "glossary",
    IMPRINT: "about",
    CONTACT: "about",
}


class Hit(NamedTuple):
    """One paragraph that meets the query, with its place in the review."""

    where: str
    address: str
    parts: list[Part]


class Found(NamedTuple):
    """What one review says, and whether there is more of it."""

    publication: Publication
    hits: list[Hit]
    is_cut: bool


def search_reviews(query: Query, publications: list[Publication]) -> list[Found]:
    """Review by review, in the order given; within each as it stands there."""
    found = []
    for publication in publications:
        hits = list(islice(hits_in(publication, query), MOST_HITS + 1))
        if hits:
            found.append(Found(publication, hits[:MOST_HITS], len(hits) > MOST_HITS))
    return found


def hits_in(publication: Publication, query: Query) -> Iterator[Hit]:
    anchors = ANCHORS | {section["title"]: section["id"] for section in publication.data["sections"]}
    if publication.data.get("messages"):
        anchors["Abstract"] = anchors[MESSAGES]  # which it then opens
    page = publication.get_absolute_url()
    for where, text in texts(publication.data):
        for line in text.splitlines():
            if query.is_met_by(line):
                anchor = anchors.get(where, "")
                yield Hit(where, f"{page}#{anchor}" if anchor else page, in_context(line, query.spans(line)))
