"""What changed between two rounds, in words: unchanged, edited and new. Blocks first, then words inside them."""

from collections import Counter
from typing import NamedTuple

from living_docs.prose import count_words

ALIKE = 0.5  # share of common words from which a block counts as an edit of another


class WordChanges(NamedTuple):
    unchanged: int
    edited: int
    new: int

    def __add__(self, other):
        return WordChanges(*(a + b for a, b in zip(self, other, strict=True)))


def word_changes(before: list[str], after: list[str]) -> WordChanges:
    """Words of `after` by whether their block stood before, is an edit of one that did, or is new."""
    left = Counter(before)
    unchanged = edited = new = 0
    rest = []
    for block in after:
        if left[block]:
            left[block] -= 1
            unchanged += count_words(block)
        else:
            rest.append(block)
    candidates = [Counter(block.split()) for block in left.elements()]
    for block in rest:
        words = Counter(block.split())
        match = max(candidates, key=lambda other: likeness(words, other), default=None)
        if match is not None and likeness(words, match) >= ALIKE:
            candidates.remove(match)
            edited += count_words(block)
        else:
            new += count_words(block)
    return WordChanges(unchanged, edited, new)


def likeness(a: Counter, b: Counter) -> float:
    """Twice the common words over all words, from 0 to 1."""
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 0.0
