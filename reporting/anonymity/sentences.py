"""The sentences of a text with their places: what is found in one is shown in it and decided for it."""

from __future__ import annotations

import re
from collections.abc import Iterator

SENTENCE = re.compile(r"[^\n]*?(?:[.!?]+[”’\"')\]]*(?=\s|$)|\n|$)")  # a full stop in an address ends none


def sentences_of(text: str) -> Iterator[tuple[int, str]]:
    for match in SENTENCE.finditer(text):
        if match[0].strip():
            yield match.start(), match[0]


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence around a finding (two, if it runs over)."""
    touched = [match for match in SENTENCE.finditer(text) if match.start() < end and match.end() > start]
    return text[touched[0].start() : touched[-1].end()].strip() if touched else text
