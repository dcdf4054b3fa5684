"""Two texts set beside one another: an ordered list of changes, each with its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from living_docs.changes.block_pairs import Block, paired
from living_docs.changes.words import NEW, REMOVED, SAME, Run, longest_rising, word_runs
from living_docs.prose import count_words

UNCHANGED, EDITED, MOVED = "unchanged", "edited", "moved"


class WordChanges(NamedTuple):
    """Words of the later text by whether their block stood before, is an edit of one that did, or is new."""

    unchanged: int
    edited: int
    new: int

    def __add__(self, other):
        return WordChanges(*(a + b for a, b in zip(self, other, strict=True)))


@dataclass(frozen=True)
class Change:
    """One block: unchanged, edited, moved (perhaps edited too), new or removed; with its place in each text."""

    kind: str
    runs: tuple[Run, ...]
    before: int | None
    after: int | None

    @property
    def is_edited(self) -> bool:
        return self.before is not None and self.after is not None and any(run.mark != SAME for run in self.runs)

    def text(self, *marks: str) -> str:
        return " ".join(run.text for run in self.runs if run.mark in marks)

    @property
    def words_after(self) -> int:
        return count_words(self.text(SAME, NEW))


@dataclass(frozen=True)
class Changes:
    """The blocks of the later text in order, the removed ones where they stood."""

    blocks: tuple[Change, ...]

    def __iter__(self) -> Iterator[Change]:
        return iter(self.blocks)

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return any(change.kind != UNCHANGED for change in self.blocks)

    def of_kind(self, kind: str) -> list[Change]:
        return [change for change in self.blocks if change.kind == kind]

    @cached_property
    def words(self) -> WordChanges:
        edited = sum(change.words_after for change in self.blocks if change.is_edited)
        new = sum(change.words_after for change in self.of_kind(NEW))
        return WordChanges(sum(change.words_after for change in self.blocks) - edited - new, edited, new)

    @cached_property
    def share_marked(self) -> float:
        """Words marked as new, over all words of the later text."""
        words = sum(self.words)
        return sum(count_words(change.text(NEW)) for change in self.blocks) / words if words else 0.0


def compare(before: list[str], after: list[str]) -> Changes:
    """What became of the blocks of `before` in `after`. Blocks without words are left out."""
    old, new = ([tuple(words) for text in side if (words := text.split())] for side in (before, after))
    pairs = paired(old, new)
    places = sorted(pairs)
    in_order = {places[n] for n in longest_rising([pairs[j] for j in places])}
    gone = removed_after(old, pairs, in_order)
    blocks = gone[None]
    for j, block in enumerate(new):
        blocks += [change_of(block, j, old, pairs.get(j), moved=j in pairs and j not in in_order), *gone[j]]
    return Changes(tuple(blocks))


def change_of(block: Block, j: int, old: list[Block], i: int | None, *, moved: bool) -> Change:
    if i is None:
        return Change(NEW, (Run(" ".join(block), NEW),), None, j)
    if old[i] == block:
        return Change(MOVED if moved else UNCHANGED, (Run(" ".join(block), SAME),), i, j)
    return Change(MOVED if moved else EDITED, tuple(word_runs(list(old[i]), list(block))), i, j)


def removed_after(old: list[Block], pairs: dict[int, int], in_order: set[int]) -> dict[int | None, list[Change]]:
    """The removed blocks, by the block of the later text after which they stood (None: at the beginning)."""
    stayed = {i: j for j, i in pairs.items()}
    found: dict[int | None, list[Change]] = defaultdict(list)
    anchor = None
    for i, block in enumerate(old):
        if i not in stayed:
            found[anchor].append(Change(REMOVED, (Run(" ".join(block), REMOVED),), i, None))
        elif stayed[i] in in_order:
            anchor = stayed[i]
    return found


def word_changes(before: list[str], after: list[str]) -> WordChanges:
    return compare(before, after).words
