"""Carry-forward: what a site finds in the next round's document."""

import pytest

from living_docs import actions
from living_docs.instrument import Prompt
from living_docs.models import AnswerState
from living_docs.workflow import Status
from tests.factories import REAL, World, small_instrument


def answer_to(document, number: str):
    answer = document.answers.get(prompt_number=number)
    answer.document = document
    return answer


def with_prompts(*numbers: str) -> dict:
    """The small instrument with further prompts of the real one."""
    data = small_instrument()
    for question in data["questions"]:
        real = next(q for q in REAL["questions"] if q["number"] == question["number"])
        question["prompts"] += [p for p in real["prompts"] if p["number"] in numbers]
    data["cover"] += [p for p in REAL["cover"] if p["number"] in numbers]
    return data


@pytest.fixture
def later(world: World):
    world.document_at(Status.RELEASED)
    return world.document(number=2)


@pytest.mark.parametrize(("number", "mode"), [(1, "ask"), (2, "update"), (3, "optional"), (4, "none"), (9, "none")])
def test_the_round_plan_of_a_prompt_says_what_is_done_with_it(number, mode):
    data = next(p for q in REAL["questions"] for p in q["prompts"] if p["number"] == "1.1")
    prompt = Prompt.of(data | {"rounds": {"1": "ask", "2": "update", "3": "optional", "4": "none"}})
    assert (prompt.mode(number), prompt.is_asked(number)) == (mode, mode != "none")


def test_an_answer_is_carried_as_it_was_and_says_from_where(world, later):
    carried = answer_to(later, "1.1")
    before = world.document(number=1).answers.get(prompt_number="1.1")
    assert (carried.state, carried.value, carried.version) == ("carried", before.value, 1)
    assert carried.from_words == "From round 1, not yet changed"
    assert (carried.written_by, carried.versions.get().by) == (None, None)


def test_an_optional_prompt_starts_empty(later):
    assert (answer_to(later, "4.5").state, answer_to(later, "4.5").value) == ("open", {})


def test_what_was_accepted_as_too_early_is_asked_anew(world):
    document = world.document()
    world.answer(document, "1.1", {"texts": ["half"]}, state=AnswerState.NOT_ANSWERED, reason="Ask in June")
    assert answer_to(world.document(number=2), "1.1").state == AnswerState.OPEN


def test_a_draft_that_was_never_sent_is_carried_and_says_so(world):
    world.answer(world.document(), "1.1", {"texts": ["Half a text"]})
    actions.close_round(world.rounds[1], by=world.pat)
    carried = answer_to(world.document(number=2), "1.1")
    assert carried.value == {"texts": ["<p>Half a text</p>"]}
    assert carried.from_words == "From round 1, not submitted, not yet changed"


def test_a_carried_answer_is_carried_again(world, later):
    third = answer_to(world.document(number=3), "1.1")
    assert (third.state, third.from_words) == ("carried", "From round 2, not submitted, not yet changed")


def test_one_site_never_finds_another_sites_words(world, later):
    assert answer_to(world.document("b", 2), "1.1").value == {}


def test_points_of_the_last_report_wait_for_a_reply(world):
    world.instrument = actions.load_instrument(world.programme, with_prompts("C.4"))
    world.document_at(Status.RELEASED)
    points = answer_to(world.document(number=2), "C.4")
    assert points.value == {
        "rows": [{"id": "point-1", "point": "Say who leads, round 1", "reply": "", "done": "", "where": ""}],
        "follow_up": "",
    }
    assert (points.state, points.carried_from) == ("open", None)


def test_points_come_from_the_last_report_that_was_released(world):
    actions.load_instrument(world.programme, with_prompts("C.4"))
    world.document_at(Status.RELEASED, number=1)
    world.document_at(Status.PASSED, number=2)
    rows = answer_to(world.document(number=3), "C.4").value["rows"]
    assert [row["point"] for row in rows] == ["Say who leads, round 1"]


def test_without_a_report_there_are_no_points(world):
    actions.load_instrument(world.programme, with_prompts("C.4"))
    world.document_at(Status.SUBMITTED)
    assert answer_to(world.document(number=2), "C.4").value == {}


def test_a_confirmed_answer_is_carried_too(world, later):
    actions.confirm_no_change(answer_to(later, "1.1"), by=world.ann)
    assert answer_to(world.document(number=3), "1.1").state == AnswerState.CARRIED


def test_carried_answers_keep_a_document_from_being_sent_until_they_are_looked_at(world, later):
    with pytest.raises(actions.NotComplete) as incomplete:
        actions.submit(later, by=world.ann)
    assert "Change 1.1 or confirm that there is no change." in [p.text for p in incomplete.value.problems]
