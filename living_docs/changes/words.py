"""Where two lists of words differ. Short ones go to difflib; long ones are first cut at phrases that each holds once."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

SAME, NEW, REMOVED = "same", "new", "removed"
PHRASES = (6, 3, 1)  # words of a phrase to cut at, the surest first
FEW_MATCHES = 10_000  # equal pairs of words up to which difflib is quick


class Run(NamedTuple):
    """Words in a row that stand in both texts (same), or in one only (new, removed)."""

    text: str
    mark: str


class Stretch(NamedTuple):
    """Equal words in both lists: where they begin in each, and how many they are."""

    left: int
    right: int
    size: int


def word_runs(before: list[str], after: list[str]) -> list[Run]:
    """The words of both, in order; what was removed stands before what took its place."""
    runs = []
    i = j = 0
    for stretch in [*equal_stretches(before, after), Stretch(len(before), len(after), 0)]:
        runs += [
            Run(" ".join(words), mark)
            for words, mark in [
                (before[i : stretch.left], REMOVED),
                (after[j : stretch.right], NEW),
                (after[stretch.right : stretch.right + stretch.size], SAME),
            ]
            if words
        ]
        i, j = stretch.left + stretch.size, stretch.right + stretch.size
    return runs


def equal_stretches(left: list[str], right: list[str], phrases: tuple[int, ...] = PHRASES) -> Iterator[Stretch]:
    """Equal words in order, each stretch after the one before on both sides."""
    head = common(left, right)
    if head:
        yield Stretch(0, 0, head)
    left, right = left[head:], right[head:]
    tail = common(left[::-1], right[::-1])
    inner_left, inner_right = left[: len(left) - tail], right[: len(right) - tail]
    for stretch in between(inner_left, inner_right, phrases):
        yield Stretch(stretch.left + head, stretch.right + head, stretch.size)
    if tail:
        yield Stretch(head + len(inner_left), head + len(inner_right), tail)


def common(left: list[str], right: list[str]) -> int:
    """How many words the two begin with alike."""
    return next((n for n, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))


def between(left: list[str], right: list[str], phrases: tuple[int, ...]) -> Iterator[Stretch]:
    """The inside of two lists that neither begin nor end alike. What is too large and too alike counts as replaced."""
    if few_matches(left, right):
        matcher = SequenceMatcher(None, left, right, autojunk=False)
        yield from (Stretch(*block) for block in matcher.get_matching_blocks() if block.size)
    elif phrases:
        yield from cut_at_phrases(left, right, phrases)


def few_matches(left: list[str], right: list[str]) -> bool:
    there = Counter(right)
    return sum(count * there[word] for word, count in Counter(left).items()) <= FEW_MATCHES


def cut_at_phrases(left: list[str], right: list[str], phrases: tuple[int, ...]) -> Iterator[Stretch]:
    """Cut both at the phrases that each holds exactly once, and compare what lies between."""
    size, *shorter = phrases
    i = j = 0
    for a, b in [*anchors(left, right, size), (len(left), len(right))]:
        if a < i or b < j:
            continue
        for stretch in equal_stretches(left[i:a], right[j:b], tuple(shorter)):
            yield Stretch(stretch.left + i, stretch.right + j, stretch.size)
        run = common(left[a : a + size], right[b : b + size])
        if run:
            yield Stretch(a, b, run)
        i, j = a + run, b + run


def anchors(left: list[str], right: list[str], size: int) -> list[tuple[int, int]]:
    """Where phrases of `size` words that stand once in each begin, in an order that both share."""
    there = once(right, size)
    pairs = [(place, there[phrase]) for phrase, place in once(left, size).items() if phrase in there]
    kept = longest_rising([right_place for _, right_place in pairs])
    return [pairs[n] for n in kept]


def once(words: list[str], size: int) -> dict[tuple[str, ...], int]:
    """The phrases that stand once, with their places, in order."""
    phrases = list(zip(*(words[n:] for n in range(size)), strict=False))
    counts = Counter(phrases)
    return {phrase: place for place, phrase in enumerate(phrases) if counts[phrase] == 1}


def longest_rising(numbers: list[int]) -> list[int]:
    """The places of a longest rising subsequence of different numbers."""
    ends: list[int] = []  # the least number that ends a rising sequence of each length,
    places: list[int] = []  # and where it stands
    earlier: list[int | None] = []
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number)
        earlier.append(places[length - 1] if length else None)
        ends[length : length + 1] = [number]
        places[length : length + 1] = [place]
    found = []
    step = places[-1] if places else None
    while step is not None:
        found.append(step)
        step = earlier[step]
    return found[::-1]
