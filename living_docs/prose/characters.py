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


def count_words(words: str) -> int:
    """Words as people count them: runs without spaces that hold a letter or a digit."""
    return sum(any(character.isalnum() for character in run) for run in words.split())
