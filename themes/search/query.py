"""What a person looks for: words and “phrases” that must all stand in one paragraph; `nurs*` is a word's beginning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from themes.search.endings import other_endings
from themes.search.words import Word, words_of

MOST_TERMS = 20
MOST_WORDS = 30  # of a phrase; what is typed behind them says no more
_PARTS = re.compile(r'["“”]([^"“”]*)["“”]|([^\s"“”]+)')


@dataclass(frozen=True)
class Phrase:
    """Words that follow one another; of the last perhaps only the beginning is given."""

    words: tuple[str, ...]
    open_ended: bool = False

    def fits(self, words: list[Word], place: int) -> bool:
        """Whether it stands at a place of a text's words."""
        there = [word.form for word in words[place : place + len(self.words)]]
        *whole, last = self.words
        if len(there) < len(self.words) or there[:-1] != whole:
            return False
        return there[-1].startswith(last) if self.open_ended else there[-1] == last


@dataclass(frozen=True)
class Query:
    """Terms that must all be met; a term is met by any of its phrases."""

    terms: tuple[tuple[Phrase, ...], ...]

    @classmethod
    def of(cls, typed: str, *, other_endings: bool = False) -> Query:
        phrases = list(dict.fromkeys(_phrases(typed)))[:MOST_TERMS]
        return cls(tuple(_alternatives(phrase) if other_endings else (phrase,) for phrase in phrases))

    def __bool__(self) -> bool:
        return bool(self.terms)

    @cached_property
    def phrases(self) -> list[Phrase]:
        return [phrase for term in self.terms for phrase in term]

    def is_met_by(self, text: str) -> bool:
        """Whether a text holds one of the phrases of every term, as the index would say."""
        words = list(words_of(text))
        return all(any(p.fits(words, place) for p in term for place in range(len(words))) for term in self.terms)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where a text meets the query, in code points, overlaps joined."""
        words = list(words_of(text))
        found: list[tuple[int, int]] = []
        for place, word in enumerate(words):
            ends = [words[place + len(p.words) - 1].end for p in self.phrases if p.fits(words, place)]
            if ends and found and word.start < found[-1][1]:
                found[-1] = (found[-1][0], max(found[-1][1], *ends))
            elif ends:
                found.append((word.start, max(ends)))
        return found


def _phrases(typed: str) -> Iterator[Phrase]:
    for quoted, single in _PARTS.findall(typed):
        said = quoted or single
        words = tuple(word.form for word in islice(words_of(said), MOST_WORDS))
        if words:
            yield Phrase(words, open_ended=said.rstrip().endswith("*"))


def _alternatives(phrase: Phrase) -> tuple[Phrase, ...]:
    """A single word with other endings; a phrase stays as it is."""
    if len(phrase.words) > 1 or phrase.open_ended:
        return (phrase,)
    return tuple(Phrase((word,)) for word in other_endings(phrase.words[0]))


# As each engine is asked: a word holds only a to z and 0 to 9 and needs no escaping


def for_sqlite(query: Query) -> str:
    """The MATCH expression of FTS5."""
    return " AND ".join("(" + " OR ".join(map(_sqlite_phrase, term)) + ")" for term in query.terms)


def _sqlite_phrase(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.words)}"' + (" *" if phrase.open_ended else "")


def for_postgres(query: Query) -> str:
    """The text of a tsquery."""
    return " & ".join("(" + " | ".join(map(_postgres_phrase, term)) + ")" for term in query.terms)


def _postgres_phrase(phrase: Phrase) -> str:
    *whole, last = (f"'{word}'" for word in phrase.words)
    return "(" + " <-> ".join([*whole, last + (":*" if phrase.open_ended else "")]) + ")"
