"""The words that the guard watches for: loaded from the file beside this module, then the leader’s to keep."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from feedback.models import WatchedWord
from sites.models import Programme

DATA = Path(__file__).parent.parent / "data" / "watched_words.csv"
QUOTES = str.maketrans("’‘", "''")


def load_words(programme: Programme) -> None:
    """The words to begin with. A programme that has some keeps its own."""
    if programme.watched_words.exists():
        return
    with DATA.open(encoding="utf-8", newline="") as file:
        words = [WatchedWord(programme=programme, **row) for row in csv.DictReader(file)]
    WatchedWord.objects.bulk_create(words)


@dataclass(frozen=True)
class Said:
    """A watched word in a text: where, and of which kind."""

    start: int
    end: int
    kind: str


class Words:
    """The watched words made ready; of overlapping ones the longest counts, and an allowed one silences."""

    def __init__(self, words: Iterable[WatchedWord]) -> None:
        self.kinds = {tidy(word.phrase): word.kind for word in words}
        longest_first = sorted(self.kinds, key=lambda phrase: (-len(phrase), phrase))
        phrases = "|".join(re.escape(phrase).replace(r"\ ", r"[\s-]+") for phrase in longest_first)
        self.pattern = re.compile(rf"(?<![\w-])(?:{phrases})(?![\w-])") if phrases else None

    def find(self, text: str) -> Iterator[Said]:
        if self.pattern is None:
            return
        for match in self.pattern.finditer(text.translate(QUOTES).lower()):
            kind = self.kinds[tidy(match[0])]
            if kind != WatchedWord.Kind.ALLOWED:
                yield Said(match.start(), match.end(), kind)


def tidy(phrase: str) -> str:
    return " ".join(phrase.translate(QUOTES).lower().replace("-", " ").split())
