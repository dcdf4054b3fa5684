"""Words that a writer meant to replace and left in the text: "(draft)", "TBC", "[insert the number]"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reporting.review.contents import texts

MARKED = r"draft|to be (?:added|checked|completed|confirmed|decided|written)|to follow|to come|check(?: this)?"
LEFT = re.compile(
    rf"[(\[<]\s*(?:{MARKED})\s*[)\]>]"
    r"|[\[<](?:insert|add|enter|name|number|figure|date|quote|text|placeholder)\b[^\[\]<>]{0,80}[\]>]"
    r"|\blorem ipsum\b"
    r"|\bplaceholder text\b",
    re.IGNORECASE,
)
BEGUN = re.compile(r"(?:^|(?<=[.!?] ))To be (?:added|checked|completed|confirmed|decided|written)\b", re.MULTILINE)
SHOUTED = re.compile(r"\b(?:TBC|TBA|TBD|TODO|FIXME|X{2,}%?)\b|\?{2,}|_{4,}|\bN[.,]N\b")


def placeholders(data: dict) -> Iterator[tuple[str, str]]:
    """Each placeholder of a review's text with the place where it stands, once a place."""
    found = {(place, hit): None for place, text in texts(data) for hit in placeholders_of(text)}
    yield from found


def placeholders_of(text: str) -> Iterator[str]:
    for pattern in (LEFT, BEGUN, SHOUTED):
        yield from (" ".join(match[0].split()) for match in pattern.finditer(text))
