"""Words weighed by how often they stand in one text and in how few others (tf-idf). The only import of scikit-learn."""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterator
from typing import TypeVar

import numpy as np
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer

Key = TypeVar("Key", bound=Hashable)
WORD = r"(?u)\b[^\W\d_]{3,}\b"
MOST_WORDS = 8  # shown of a group
SHORTEST = 12  # words of a passage that can be said to be told twice
NEAR = 0.5  # cosine from there on
ROWS = 1000  # compared with all others at a time


def distinctive(groups: dict[Key, str], *, names: Collection[str] = ()) -> dict[Key, list[str]]:
    """The words that tell each text from the others, the most telling first; names, which do so trivially, left out."""
    told = {key: text for key, text in groups.items() if text.strip()}
    if len(told) < 2:
        return {key: [] for key in told}
    left_out = sorted(ENGLISH_STOP_WORDS | {word for name in names for word in re.findall(WORD, name.lower())})
    vectorizer = TfidfVectorizer(token_pattern=WORD, stop_words=left_out, sublinear_tf=True, max_df=0.5)
    try:
        weights = vectorizer.fit_transform(told.values())
    except ValueError:  # not one word is left
        return {key: [] for key in told}
    words = vectorizer.get_feature_names_out()
    return {key: [words[place] for place in heaviest(weights[row])] for row, key in enumerate(told)}


def heaviest(row) -> list[int]:
    """The places of the heaviest weights; of equal ones the first in the alphabet."""
    order = np.lexsort((row.indices, -row.data))
    return [int(row.indices[place]) for place in order[:MOST_WORDS]]


def told_twice(texts: list[str], owners: list[int], *, most: int = 50) -> list[tuple[int, int, float]]:
    """Pairs of places in `texts`, of different owners, that say nearly the same; the nearest first, at most `most`."""
    long = [place for place, text in enumerate(texts) if len(text.split()) >= SHORTEST]
    if len(long) < 2:
        return []
    weights = TfidfVectorizer(token_pattern=WORD, ngram_range=(1, 2)).fit_transform(texts[place] for place in long)
    found = [(long[a], long[b], score) for a, b, score in near(weights) if owners[long[a]] != owners[long[b]]]
    return sorted(found, key=lambda pair: (-pair[2], pair[0], pair[1]))[:most]


def near(weights) -> Iterator[tuple[int, int, float]]:
    for first in range(0, weights.shape[0], ROWS):
        likeness = (weights[first : first + ROWS] @ weights.T).tocoo()
        for row, column, score in zip(likeness.row, likeness.col, likeness.data, strict=True):
            if score >= NEAR and row + first < column:
                yield int(row) + first, int(column), round(float(score), 2)
