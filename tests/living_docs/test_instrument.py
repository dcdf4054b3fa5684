"""The instrument: a change is a new row, earlier rounds keep theirs, and its words are only ever words."""

import copy

import pytest
from django.urls import reverse

from living_docs import actions
from living_docs.instrument import questions
from living_docs.models import Instrument, Round
from tests.factories import REAL, World, small_instrument


def changed(words: str) -> dict:
    data = small_instrument()
    prompt = next(p for q in data["questions"] for p in q["prompts"] if p["number"] == "1.1")
    prompt["question"] = words
    return data


def test_the_real_instrument_has_eight_questions_and_a_cover():
    found = list(questions(REAL))
    assert [question.number for question in found] == list(range(9))
    numbers = [prompt.number for question in found for prompt in question.prompts]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("number", range(1, 7))
def test_each_round_asks_something_of_every_question_of_its_plan(number):
    assert [question.number for question in questions(REAL) if question.asked(number)] == list(range(9))


def test_loading_the_same_instrument_again_changes_nothing(world: World):
    assert actions.load_instrument(world.programme, small_instrument()) == world.instrument
    assert Instrument.objects.count() == 1


def test_a_changed_instrument_is_a_new_row_and_opened_rounds_keep_theirs(world: World):
    first = world.open_round(1)
    newer = actions.load_instrument(world.programme, changed("Why?"))
    second = world.open_round(2)
    assert (newer.number, first.instrument, second.instrument) == (2, world.instrument, newer)
    asked = [Round.objects.get(number=n).instrument.prompts["1.1"].question for n in (1, 2)]
    assert asked == ["What are the aims and objectives of your Pilot?", "Why?"]


def test_an_instrument_that_cannot_be_read_is_refused(world: World):
    broken = copy.deepcopy(small_instrument())
    del broken["questions"][0]["prompts"][0]["kind"]
    with pytest.raises(KeyError):
        actions.load_instrument(world.programme, broken)
    assert Instrument.objects.count() == 1


def test_script_in_a_question_is_shown_as_words(world: World, sign_in):
    hostile = '<script>alert("q")</script><b>bold</b>'
    data = changed(hostile)
    prompt = next(p for q in data["questions"] for p in q["prompts"] if p["number"] == "1.5")
    prompt["question"] = prompt["help"] = prompt["label"] = hostile
    prompt["options"][0]["label"] = hostile
    prompt["follow_up"]["question"] = hostile
    actions.load_instrument(world.programme, data)
    world.document()
    page = sign_in(world.ann).get(reverse("question", args=[1, "a", 1])).content.decode()
    assert (page.count('<script>alert("q")'), page.count("<b>bold</b>")) == (0, 0)
    assert page.count("&lt;script&gt;alert(") >= 5
