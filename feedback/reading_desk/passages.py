"""Passages: where words stand in the plain text of a frozen answer, and whether they still stand there."""

from __future__ import annotations

import re
from typing import NamedTuple

from living_docs.changes.since_last_round import said_now

AROUND = 40  # characters of the excerpt on either side


class Passage(NamedTuple):
    """From the code point `start` up to `end` of the plain text, with a little of what stands around."""

    start: int
    end: int
    excerpt: str


def blocks_of(entry: dict) -> list[str]:
    """An answer in plain text: choices and files, then its lines and texts block by block, then its table rows."""
    said = said_now(entry)
    rows = [" ".join(filter(None, cells)) for cells in entry["shown"].get("rows", [])]
    return [*said.items, *(text for text, _ in said.styled), *rows]


def plain_text(entry: dict) -> str:
    return "\n".join(blocks_of(entry))


def find(text: str, quoted: str, *, near: int = 0) -> Passage | None:
    """Where the words stand, whatever the spaces between them; of several places the one nearest to `near`."""
    words = quoted.split()
    if not words:
        return None
    places = list(re.finditer(r"\s+".join(map(re.escape, words)), text))
    if not places:
        return None
    found = min(places, key=lambda place: abs(place.start() - near))
    return Passage(found.start(), found.end(), excerpt(text, found.start(), found.end()))


def excerpt(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return " ".join(f"{before}{text[start:end]}{after}".split())


def offset_behind(text: str, letters: int) -> int:
    """The offset in the text behind so many characters that are no spaces: what a browser can count."""
    for place, character in enumerate(text):
        if letters <= 0:
            return place
        letters -= not character.isspace()
    return len(text)
