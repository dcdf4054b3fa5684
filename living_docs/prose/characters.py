"""One form for every character of a text."""

import json
import re
import unicodedata
from pathlib import Path

_TABLES = json.loads((Path(__file__).parent / "characters.json").read_text(encoding="utf-8"))
RAISED: dict[str, str] = _TABLES["sup"]
LOWERED: dict[str, str] = _TABLES["sub"]
SET_APART = {"sup": RAISED, "sub": LOWERED}

# Whatever ends a line, Word's soft break among it.
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Control characters, zero-width space and byte order mark, and what turns the reading direction.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u2069\ufeff]")
_HAS_DIGIT = re.compile("[0-9]")
# Figures with which a raised or lowered word begins: of "6[1]" the "6", of "1,2" both.
_FIRST_FIGURES = re.compile("[+−–-]?[0-9]++(?:(?:[,;][+−–-]?|[+−–-])[0-9]++)*")
_FIGURE = re.compile("([+−–-]?[0-9]+)")


def seen(text: str) -> str:
    """LF, nothing unseen, no half characters."""
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))


def tidy(text: str) -> str:
    """One form for every character of plain text: as `seen`, and NFC."""
    return unicodedata.normalize("NFC", seen(text))


def set_apart(word: str, mark: str) -> str | None:
    """A raised or lowered figure in characters of its own ("2" raised is "²"), or None where there are none for it."""
    table = SET_APART[mark]
    if not _HAS_DIGIT.search(word) or any(character not in table for character in word):
        return None
    return "".join(table[character] for character in word)


def parted(word: str, mark: str) -> list[tuple[str, bool]]:
    """A raised or lowered word in parts, each with whether it is now a figure in characters of its own."""
    if (figure := set_apart(word, mark)) is not None:
        return [(figure, True)]
    first = _FIRST_FIGURES.match(word)
    if first is None:
        return [(word, False)]
    found = [(set_apart(part, mark) or part, bool(_HAS_DIGIT.search(part))) for part in _FIGURE.split(first[0]) if part]
    return [*found, (word[first.end() :], False)] if word[first.end() :] else found


def count_words(words: str) -> int:
    """Words as people count them: runs without spaces that hold a letter or a digit."""
    return sum(any(character.isalnum() for character in run) for run in words.split())
