"""Texts brought to one form for finding names in them, with the way back to the original offsets (code points).

Folded away: case, accents of look-alike letters, ligatures, unseen characters, hyphens, line breaks, "&".
"""

import unicodedata
from typing import NamedTuple

UNSEEN = set("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f")
DASHES = set("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212_/")
QUOTES = set("'’‘ʼ`´")
LOOKALIKES = {
    **dict(zip("аеорсухіѕјԁһАЕОРСУХІЅЈКМТВН", "aeopcyxisjdhaeopcyxisjkmtbh", strict=True)),  # Cyrillic
    **dict(zip("αογνρτικΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aoyvptikabezhikmnoptyx", strict=True)),  # Greek
}


class Folded(NamedTuple):
    """The folded text; `origin[i]` is where its i-th character stands in the original."""

    text: str
    origin: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original span of a folded one."""
        return self.origin[start], self.origin[end - 1] + 1


def fold(text: str, *, join_broken_words: bool = False) -> Folded:
    """Fold a text. With `join_broken_words`, a hyphen at a line's end joins the halves instead of parting them."""
    characters: list[str] = []
    origin: list[int] = []
    skip = skipped_hyphens(text) if join_broken_words else set()
    for place, character in enumerate(text):
        if place in skip or character in UNSEEN or character in QUOTES:
            continue
        for folded in folded_character(character):
            if folded == " " and (not characters or characters[-1] == " "):
                continue
            characters.append(folded)
            origin.append(place)
    return Folded("".join(characters), origin)


def folded_character(character: str) -> str:
    if character in DASHES or character.isspace():
        return " "
    if character == "&":
        return " and "
    decomposed = unicodedata.normalize("NFKD", LOOKALIKES.get(character, character))
    kept = "".join(part for part in decomposed if not unicodedata.combining(part))
    return kept.casefold()


def skipped_hyphens(text: str) -> set[int]:
    """Places of "-\\n" (with spaces) inside a word."""
    found: set[int] = set()
    for place, character in enumerate(text):
        if character in DASHES and place + 1 < len(text):
            end = place + 1
            while end < len(text) and text[end].isspace():
                end += 1
            if "\n" in text[place:end]:
                found.update(range(place, end))
    return found
