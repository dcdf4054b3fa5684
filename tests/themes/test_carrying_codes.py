"""Codes from an earlier round: carried where nothing changed, confirmed one by one elsewhere, never shifted in silence."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from living_docs.workflow import Status
from tests.effort import tries
from tests.themes.coded_world import CodedWorld
from themes import actions
from themes.carry_over.fates import Fate, proposal
from themes.carry_over.page import Carrying
from themes.models import Coding, CodingLayer, Theme

BEFORE = "The weekly list began in March. The nurse rings each patient. Money is short.\nNobody reads the letters."


def became(words: str, after: str, before: str = BEFORE) -> tuple[Fate, str]:
    start = before.index(words)
    found = proposal(Coding(start=start, end=start + len(words), quote=words, theme=Theme()), before, after)
    assert after[found.start : found.end] == found.words
    return found.fate, found.words


def test_the_same_text_keeps_the_passage():
    assert became("The nurse rings", BEFORE) == (Fate.SAME, "The nurse rings")


def test_a_passage_that_moved_is_found_word_for_word():
    after = "New words first. " + BEFORE
    assert became("The nurse rings each patient.", after) == (Fate.MOVED, "The nurse rings each patient.")


def test_of_several_places_the_nearest_is_proposed():
    after = "list list " + BEFORE
    start = BEFORE.index("list")
    assert proposal(Coding(start=start, end=start + 4, quote="list"), BEFORE, after).start == 5


def test_a_changed_passage_is_proposed_in_whole_words():
    after = BEFORE.replace("The nurse rings each patient", "The senior nurse rings every patient")
    assert became("The nurse rings each patient.", after) == (Fate.CHANGED, "senior nurse rings every patient.")


def test_a_passage_that_is_gone_is_not_found_elsewhere():
    assert became("Nobody reads the letters.", "Quite other things are said by now.") == (Fate.GONE, "")
    assert became("Nobody reads the letters.", "") == (Fate.GONE, "")


def test_a_coding_of_a_whole_answer_is_proposed_on_the_whole():
    assert became(BEFORE, "Other words.") == (Fate.CHANGED, "Other words.")


WORDS = st.lists(
    st.sampled_from("the nurse rings a list 😀 é meeting money\n trust short March".split(" ")), min_size=1, max_size=40
)
EDIT = st.tuples(st.sampled_from(["drop", "add", "swap", "twice"]), st.integers(0, 39), st.integers(0, 39))


def edited(words: list[str], edits) -> list[str]:
    """Words with random edits: left out, added, exchanged, said twice."""
    found = list(words)
    for what, one, other in edits:
        if not found:
            return found
        one, other = one % len(found), other % len(found)
        if what == "drop":
            del found[one]
        elif what == "add":
            found.insert(one, f"new{other}")
        elif what == "swap":
            found[one], found[other] = found[other], found[one]
        else:
            found[one:one] = found[other : other + 3]
    return found


@tries(125)
@given(WORDS, st.lists(EDIT, max_size=8), st.integers(0, 39), st.integers(1, 12))
def test_random_edits_shift_nothing_in_silence(words, edits, first, size):
    before, after = " ".join(words), " ".join(edited(words, edits))
    first %= len(words)
    quote = " ".join(words[first : first + size])
    start = len(" ".join(words[:first])) + bool(first)
    assert before[start : start + len(quote)] == quote
    found = proposal(Coding(start=start, end=start + len(quote), quote=quote), before, after)
    assert after[found.start : found.end] == found.words
    if found.fate == Fate.SAME:
        assert (before, found.start, found.words) == (after, start, quote)
    elif found.fate == Fate.MOVED:
        assert found.words == quote
    else:
        assert quote not in after


@pytest.fixture
def rounds(coded: CodedWorld) -> tuple[CodingLayer, CodingLayer]:
    """Rae coded 1.1 and 1.5 in round 1; in round 2 the text of 1.1 is another, that of 1.5 the same."""
    first = coded.allot(coded.world.rae)[0]
    coded.code(first, "weekly meeting", coded.trust)
    coded.code(first, "began in round 1", coded.money)
    coded.code(first, "People far", coded.trust, prompt="1.5")
    coded.world.document_at(Status.AGREEING, "a", 2)
    return first, coded.allot(coded.world.rae, number=2)[0]


def waiting(layer: CodingLayer) -> list[tuple[str, str, str]]:
    return [(one.coding.prompt_number, one.fate, one.words) for one in Carrying(layer, layer.coder).waiting]


def there(layer: CodingLayer) -> list[tuple[str, str]]:
    return [(coding.prompt_number, coding.quote) for coding in layer.codings.there().in_text_order()]


def test_nothing_is_carried_unasked(coded, rounds):
    assert there(rounds[1]) == []
    assert waiting(rounds[1]) == [
        ("1.1", "moved", "weekly meeting"),
        ("1.1", "changed", "began in round 2."),
        ("1.5", "same", "People far"),
    ]


def test_unchanged_answers_are_carried_at_once_and_say_from_where(coded, rounds):
    first, second = rounds
    assert actions.carry_unchanged(second, by=coded.world.rae) == 1
    coding = second.codings.get()
    assert (coding.quote, coding.carried_from) == ("People far", first.codings.get(prompt_number="1.5"))
    assert actions.carry_unchanged(second, by=coded.world.rae) == 0


def test_the_rest_is_confirmed_or_left_one_by_one(coded, rounds, sign_in):
    first, second = rounds
    client = sign_in(coded.world.rae)
    moved, changed = Carrying(second, coded.world.rae).to_confirm
    for one, do in ((moved, "take"), (changed, "leave")):
        address = reverse("carry_one", args=[second.pk, one.coding.pk])
        client.post(address, {"do": do, "start": one.start, "end": one.end})
    assert there(second) == [("1.1", "weekly meeting")]
    assert waiting(second) == [("1.5", "same", "People far")]
    page = client.get(reverse("coding", args=[second.pk, 1])).content.decode()
    assert "1 code of an earlier round still to decide on" in page


def test_other_offsets_than_were_shown_carry_nothing(coded, rounds, sign_in):
    second = rounds[1]
    one = Carrying(second, coded.world.rae).to_confirm[1]
    with pytest.raises(actions.OtherWords):
        actions.carry_confirmed(second, one.coding, start=one.start, end=one.end - 1, by=coded.world.rae)
    client = sign_in(coded.world.rae)
    page = client.post(
        reverse("carry_one", args=[second.pk, one.coding.pk]), {"do": "take", "start": "x", "end": ""}, follow=True
    )
    assert ("Nothing was done." in page.content.decode(), there(second)) == (True, [])


def test_a_theme_that_is_no_longer_offered_carries_nothing(coded, rounds):
    actions.retire_theme(coded.trust, base_version=1, by=coded.world.lee)
    assert actions.carry_unchanged(rounds[1], by=coded.world.rae) == 0
    assert [one.can_be_taken for one in Carrying(rounds[1], coded.world.rae).to_confirm] == [False, True, False]


def test_a_merged_theme_is_carried_as_the_one_it_stands_for(coded, rounds):
    actions.merge_theme(coded.trust, into=coded.money, base_version=1, by=coded.world.lee)
    actions.carry_unchanged(rounds[1], by=coded.world.rae)
    assert rounds[1].codings.get().theme == coded.money


def test_a_blind_coder_carries_the_own_codes_alone(coded, rounds):
    world = coded.world
    world.document_at(Status.AGREEING, "a", 3)
    raes, robs = coded.allot(world.rae, world.rob, number=3)
    assert Carrying(robs, world.rob).source is None
    assert Carrying(raes, world.rae).source == rounds[0]
