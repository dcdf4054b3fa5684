"""Names with a letter or two wrong: compared by edit distance, never with words that are words themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import OSA

from sites.names.dictionary import Term
from sites.names.english import is_english
from sites.names.folded_words import Word, words_of
from sites.names.ordinary_words import far_places, foreign_places, given_names, ordinary_words, public_names

SHORTEST, SHORTEST_SURNAME, LONG = 6, 7, 9
SHORTEST_PART, SHORTEST_KNOWN = 4, 3
CONFUSED = (("rn", "m"), ("vv", "w"), ("cl", "d"))


class Misspellings:
    """The names of one word by length, the names of more words by each of their words."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.single: dict[str, Term] = {}
        self.by_word: dict[str, list[tuple[tuple[str, ...], int, Term]]] = defaultdict(list)
        for term in terms:
            words = tuple(word.text for word in words_of(term.text))
            if len(words) == 1:
                self.single.setdefault(words[0], term)
            for place, word in enumerate(words if len(words) > 1 else ()):
                if len(word) >= SHORTEST_KNOWN:
                    self.by_word[word].append((words, place, term))
        self.by_length: dict[int, list[str]] = defaultdict(list)
        for name, term in self.single.items():
            if len(name) >= (SHORTEST_SURNAME if term.kind == "person" else SHORTEST) and name.isalpha():
                self.by_length[len(name)].append(name)
        self.nearest: dict[str, Term | None] = {}

    def find(self, words: Sequence[Word]) -> Iterator[tuple[int, int, Term]]:
        """First and last word of each name that is nearly one."""
        plain = {word.text for word in words if word.raw.islower()}
        for number, word in enumerate(words):
            if word.is_capital and self.is_strange(word, plain):
                if term := self.one(word.text):
                    yield number, number, term
                yield from self.several(words, number, plain)

    def is_strange(self, word: Word, plain: set[str]) -> bool:
        """A word that is no ordinary one, nor stands in small letters elsewhere in the text."""
        return (
            word.text not in self.single
            and word.text.removesuffix("s") not in self.single
            and len(word.text) >= SHORTEST_PART
            and not is_ordinary(word.text)
            and word.text not in plain
        )

    def one(self, word: str) -> Term | None:
        if word not in self.nearest:
            self.nearest[word] = self.closest(word) or self.closest(word.removesuffix("s"))
        return self.nearest[word]

    def closest(self, word: str) -> Term | None:
        best, name = 9, None
        seen = {word} | {word.replace(pair, letter) for pair, letter in CONFUSED if pair in word}
        for variant in seen:
            for length in range(len(variant) - 2, len(variant) + 3):
                for known in self.by_length.get(length, ()):
                    allowed = errors(known, self.single[known])
                    distance = OSA.distance(variant, known, score_cutoff=allowed)
                    if distance <= allowed and distance < best and alike(variant, known):
                        best, name = distance, known
        return self.single[name] if name and (best or word not in self.single) else None

    def several(self, words: Sequence[Word], number: int, plain: set[str]) -> Iterator[tuple[int, int, Term]]:
        """A longer name of which this word is one, a letter or two wrong, and a word beside it is right."""
        for beside in range(max(0, number - 2), min(len(words), number + 3)):
            for known, place, term in self.by_word.get(words[beside].text, ()) if beside != number else ():
                first = beside - place
                if 0 <= first <= number < first + len(known) <= len(words):
                    there = words[first : first + len(known)]
                    if near(words[number].text, known[number - first]) and self.nearly(there, known, plain):
                        yield first, first + len(known) - 1, term

    def nearly(self, there: Sequence[Word], known: tuple[str, ...], plain: set[str]) -> bool:
        wrong = [(word, name) for word, name in zip(there, known, strict=True) if word.text != name]
        if not wrong or len(wrong) > 2:
            return False
        return all(self.is_strange(word, plain) and word.is_capital and near(word.text, name) for word, name in wrong)


def near(word: str, name: str) -> bool:
    if len(name) < SHORTEST_PART:
        return False
    allowed = 2 if len(name) >= LONG else 1
    return OSA.distance(word, name, score_cutoff=allowed) <= allowed


def errors(name: str, term: Term) -> int:
    """One wrong letter from six letters on, two from nine; a surname may have one."""
    return 2 if len(name) >= LONG and term.kind != "person" else 1


def alike(word: str, name: str) -> bool:
    """Nobody mistakes the first letter of a short name, nor its end as well."""
    return word[0] == name[0] or (len(name) >= LONG and word[-1] == name[-1]) or sorted(word) == sorted(name)


def is_ordinary(word: str) -> bool:
    lists = (ordinary_words(), given_names(), public_names(), far_places(), foreign_places())
    return is_english(word) or any(w in words for w in (word, word.removesuffix("s")) for words in lists)
