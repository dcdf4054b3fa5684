"""A text as the search reads it: words of a to z and 0 to 9 alone, so that no engine can part them its own way."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

LONGEST = 60  # letters of a word that count
_RUN = re.compile(r"[^\W_]+")


class Word(NamedTuple):
    """One word: where it stands (code points), and its one form."""

    start: int
    end: int
    form: str


def words_of(text: str) -> Iterator[Word]:
    """The words of a text in their order; hyphens, apostrophes and all other marks part them."""
    for run in _RUN.finditer(text):
        if form := form_of(run[0]):
            yield Word(run.start(), run.end(), form)


def form_of(word: str) -> str:
    """One form for a word however it is written: no case, no accents; a number begins with a letter of ours."""
    folded = "".join(map(_plain, unicodedata.normalize("NFKD", word.casefold())))[:LONGEST]
    return f"zz{folded}" if folded[:1].isdigit() else folded


def _plain(character: str) -> str:
    if character.isascii():
        return character if character.isalnum() else ""
    return "" if unicodedata.combining(character) else f"u{ord(character):x}"


def for_index(text: str) -> str:
    """What the search indexes of a text."""
    return " ".join(word.form for word in words_of(text))
