"""The sentences of a text with their places: what is found in one is shown in it and decided for it."""

from __future__ import annotations

import re
from functools import lru_cache

SENTENCE = re.compile(r"[^\n]*?(?:(?<![.!?])[.!?]++[”’\"')\]]*+(?=\s|$)|\n|$)")  # a full stop in an address ends none


@lru_cache(maxsize=4)
def sentences_of(text: str) -> tuple[tuple[int, str], ...]:
    """Where each begins, and its words; kept, since one finder after the other asks for those of the same text."""
    return tuple((match.start(), match[0]) for match in SENTENCE.finditer(text) if match[0].strip())


def sentence_at(text: str, start: int, end: int) -> str:
    """The sentence around a finding (two, if it runs over)."""
    touched = [match for match in SENTENCE.finditer(text) if match.start() < end and match.end() > start]
    return text[touched[0].start() : touched[-1].end()].strip() if touched else text
