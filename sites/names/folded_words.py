"""A text as words brought to one form, each with its place in the original (code points).

Folded away: case, accents, letters that look alike, ligatures, unseen characters, apostrophes.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\U000e0000-\U000e01ef"
)
QUOTES = "'’‘ʼ`´＇"
COMBINING = "\u0300-\u036f\u1ab0-\u1aff\u20d0-\u20ff"
LOOKALIKES = {
    **dict(zip("аеорсухіѕјԁһԛԝѵӏАЕОРСУХІЅЈКМТВН", "aeopcyxisjdhqwvlaeopcyxisjkmtbh", strict=True)),  # Cyrillic
    **dict(zip("αογνρτικΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aoyvptikabezhikmnoptyx", strict=True)),  # Greek
    **dict(zip("օոսցհıɑɡøØłŁđĐðÐ", "onughiagoolldddd", strict=True)),  # Armenian, and what stands in for Latin letters
    "æ": "ae",
    "Æ": "ae",
    "œ": "oe",
    "Œ": "oe",
}
FIGURE_LETTERS = str.maketrans("013457", "oleast")
WORD = re.compile(
    rf"(?<![{UNSEEN}])[{UNSEEN}]*+[^\W_](?:[^\W_{UNSEEN}]|[{UNSEEN}{QUOTES}{COMBINING}]+(?=[^\W_])|[{COMBINING}]+)*|[&＆]"
)
_POSSESSIVE = re.compile(rf"[{QUOTES}]s$|(?<=[A-Z][A-Z])s$")
_DROPPED = re.compile(rf"[{UNSEEN}{QUOTES}{COMBINING}]")


class Word(NamedTuple):
    """A folded word and the span of the original that it stands for."""

    text: str
    start: int
    end: int
    raw: str

    @property
    def is_capital(self) -> bool:
        first = unicodedata.normalize("NFKC", _DROPPED.sub("", self.raw)[:1])
        return first.isupper()

    @property
    def is_shouted(self) -> bool:
        """In capitals throughout, a possessive aside."""
        letters = [letter for letter in _POSSESSIVE.sub("", self.raw) if letter.isalpha()]
        return bool(letters) and all(letter.isupper() for letter in letters)

    def place(self, length: int) -> int:
        """Where the first `length` folded letters end in the original."""
        if length >= len(self.text):
            return self.end
        taken = 0
        for place, character in enumerate(self.raw):
            taken += len(folded_character(character))
            if taken >= length:
                return self.start + place + 1
        return self.end


@lru_cache(maxsize=4)
def words_of(text: str) -> tuple[Word, ...]:
    return tuple(Word(fold_word(m[0]), m.start(), m.end(), m[0]) for m in WORD.finditer(text))


@lru_cache(maxsize=65536)
def fold_word(raw: str) -> str:
    """One word in its plain form; figures that stand in for letters become letters."""
    if raw.isascii() and raw.isalpha():
        return raw.lower()
    word = "".join(map(folded_character, raw))
    return word.translate(FIGURE_LETTERS) if hides_letters(word) else word


def hides_letters(word: str) -> bool:
    """T0rbay and 5underland, but no HbA1c, B12 or 2nd: a figure or two among more letters."""
    figures = sum(character.isdigit() for character in word)
    letters = len(word) - figures
    return 0 < figures <= 2 and letters >= 4 and word[-1].isalpha() and (word[0].isalpha() or letters >= 6)


@lru_cache(maxsize=4096)
def folded_character(character: str) -> str:
    if character in "&＆":
        return "and"
    if _DROPPED.match(character):
        return ""
    decomposed = unicodedata.normalize("NFKD", LOOKALIKES.get(character, character))
    kept = "".join(LOOKALIKES.get(part, part) for part in decomposed if not unicodedata.combining(part))
    return "".join(part for part in kept.casefold() if part.isalnum())


def key(text: str) -> str:
    """A name without its spaces: by it names are compared."""
    return "".join(word.text for word in words_of(text))
