"""The comparison of two texts: every word accounted for, moves found, little marked, quick at any size."""

import random
import time
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from living_docs.changes import Run, compare, word_changes, word_runs
from living_docs.changes.words import longest_rising
from tests.effort import tries

WORDS = st.sampled_from("the board met in May and agreed a plan with every practice of our town again".split())
BLOCK = st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
TEXT = st.lists(BLOCK, max_size=12)


def before_again(changes) -> list[str]:
    found = {change.before: change.text("same", "removed") for change in changes if change.before is not None}
    return [found[place] for place in sorted(found)]


def after_again(changes) -> list[str]:
    return [change.text("same", "new") for change in changes if change.after is not None]


def kinds(before: list[str], after: list[str]) -> list[str]:
    return [change.kind for change in compare(before, after)]


@tries(100)
@given(TEXT, TEXT)
def test_both_texts_can_be_read_back(before, after):
    changes = compare(before, after)
    assert (before_again(changes), after_again(changes)) == (before, after)


@tries(50)
@given(TEXT)
def test_what_did_not_change_has_no_change(text):
    changes = compare(text, text)
    assert {change.kind for change in changes} <= {"unchanged"}
    assert not changes


@tries(100)
@given(TEXT, st.randoms(use_true_random=False))
def test_blocks_in_another_order_are_the_same_blocks(text, chance):
    after = chance.sample(text, len(text))
    changes = compare(text, after)
    assert {change.kind for change in changes} <= {"unchanged", "moved"}
    assert changes.words.unchanged == sum(len(block.split()) for block in text)


@tries(100)
@given(st.lists(WORDS, max_size=400), st.lists(WORDS, max_size=400))
def test_words_of_long_and_alike_blocks_are_all_there(before, after):
    runs = word_runs(before, after)
    assert " ".join(run.text for run in runs if run.mark != "new").split() == before
    assert " ".join(run.text for run in runs if run.mark != "removed").split() == after


@tries(50)
@given(st.lists(st.integers(0, 30), unique=True))
def test_a_longest_rising_subsequence(numbers):
    kept = [numbers[place] for place in longest_rising(numbers)]
    lengths = []
    for place, number in enumerate(numbers):
        lengths.append(1 + max((lengths[p] for p in range(place) if numbers[p] < number), default=0))
    assert kept == sorted(kept)
    assert len(kept) == max(lengths, default=0)


def test_words_inside_an_edited_block():
    (change,) = compare(["We met the board in May."], ["We met the whole board in June."])
    assert change.kind == "edited"
    assert list(change.runs) == [
        Run("We met the", "same"),
        Run("whole", "new"),
        Run("board in", "same"),
        Run("May.", "removed"),
        Run("June.", "new"),
    ]


def test_a_block_that_moved_is_not_new():
    before = ["One is here.", "Two follows it.", "Three comes after.", "Four ends it."]
    assert kinds(before, [before[3], *before[:3]]) == ["moved", "unchanged", "unchanged", "unchanged"]


def test_a_block_that_moved_and_was_edited_is_both():
    before = ["One is here first.", "Two follows it now.", "Three comes after all of them."]
    moved = compare(before, ["Three comes after most of them.", *before[:2]]).blocks[0]
    assert (moved.kind, moved.is_edited) == ("moved", True)


def test_a_removed_block_stands_where_it_was():
    before = ["First of all.", "Quite another matter.", "Last of all."]
    assert kinds(before, [before[0], before[2]]) == ["unchanged", "removed", "unchanged"]
    assert kinds(before, before[1:]) == ["removed", "unchanged", "unchanged"]


def test_one_of_two_equal_blocks_went_and_nothing_moved():
    assert kinds(["Same.", "Other words.", "Same."], ["Other words.", "Same."]) == ["removed", "unchanged", "unchanged"]


def test_words_by_what_became_of_their_block():
    before = ["It stays as it was.", "The board met in May."]
    after = ["It stays as it was.", "The board met in June.", "Altogether new."]
    assert word_changes(before, after) == (5, 5, 2)


# At the size of the longest documents


def long_text(chance: random.Random, words: int = 60_000, block: int = 75, vocabulary: int = 4_000) -> list[list[str]]:
    drawn = [f"word{chance.randrange(vocabulary)}" for _ in range(words)]
    return [drawn[n : n + block] for n in range(0, words, block)]


def edited(text: list[list[str]], chance: random.Random, share: float) -> list[list[str]]:
    return [[f"edit{chance.randrange(999)}" if chance.random() < share else word for word in block] for block in text]


def joined(text: list[list[str]]) -> list[str]:
    return [" ".join(block) for block in text]


def test_sixty_thousand_words_with_edits_and_moves():
    chance = random.Random(3)
    before = long_text(chance)
    after = edited(before, chance, 0.02)
    moved = [after.pop(place) for place in (700, 555, 400, 222, 90)]
    for block, place in zip(moved, (5, 650, 111, 500, 333), strict=True):
        after.insert(place, block)
    start = time.process_time()
    changes = compare(joined(before), joined(after))
    assert time.process_time() - start < 2
    assert changes.share_marked <= 0.03
    assert Counter(change.text("same", "new") for change in changes.of_kind("moved")) == Counter(joined(moved))
    assert changes.of_kind("new") == changes.of_kind("removed") == []


def test_no_text_takes_long():
    chance = random.Random(4)
    for block, vocabulary, share in [
        (60_000, 4_000, 0.02),
        (60_000, 2, 0.02),
        (10, 4_000, 1),
        (10, 40, 0.3),
        (10, 2, 0.1),
    ]:
        before = long_text(chance, block=block, vocabulary=vocabulary)
        after = edited(before, chance, share)
        start = time.process_time()
        changes = compare(joined(before), joined(after))
        assert time.process_time() - start < 4, (block, vocabulary, share)
        assert after_again(changes) == joined(after)
