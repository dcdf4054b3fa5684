"""Beside each prompt: the last answer, what the last report said of it, the site's reply, what has changed since."""

import pytest
from django.urls import reverse

from living_docs import actions
from living_docs.feedback_points import Report, report_beside, share_answered
from living_docs.pages.question_page import QuestionPage
from living_docs.workflow import Status
from tests.factories import REAL, World

pytestmark = pytest.mark.one_engine


def answers(document) -> dict:
    return {answer.prompt_number: answer for answer in document.answers.all()}


@pytest.fixture
def with_points(world: World):
    """An instrument that also asks C.4."""
    data = world.instrument.data
    data = data | {"cover": data["cover"] + [p for p in REAL["cover"] if p["number"] == "C.4"]}
    world.instrument = actions.load_instrument(world.programme, data)
    return world


@pytest.fixture
def later(with_points: World):
    with_points.document_at(Status.RELEASED)
    return with_points.document(number=2)


def reply(world: World, document, **cells):
    row = document.answers.get(prompt_number="C.4").value["rows"][0]
    return world.answer(document, "C.4", {"rows": [row | cells]})


def part(world: World, document, number: str = "1.1"):
    page = QuestionPage(document, document.round.instrument.question(1), world.ann)
    return next(part for part in page.parts if part.prompt.number == number)


def test_a_point_stands_beside_its_prompt_with_the_reply(with_points, later):
    (before,) = part(with_points, later).points
    assert (before.text, before.prompts, before.reply) == ("Say who leads, round 1", ("1.1",), "")
    reply(with_points, later, reply="in_this_answer", done="Named in the first line")
    (after,) = part(with_points, later).points
    assert (after.reply, after.said) == ("In this answer", "Named in the first line")


def test_points_stand_beside_no_other_prompt(with_points, later):
    assert part(with_points, later, "1.5").points == []


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("See 1.1.", True),
        ("(1.1), too", True),
        ("11.1 is another", False),
        ("1.12 is another", False),
        ("C.1.1", False),
    ],
)
def test_the_lines_that_name_a_prompt(line, names):
    question = {"number": 1, "more": [line], "evidence": [], "practical": [], "noted": []}
    assert Report(1, {"questions": [question]}, ()).on_prompt("1.1") == ([line] if names else [])


def test_the_question_page_shows_what_the_report_said(later, with_points, sign_in):
    html = sign_in(with_points.abe).get(reverse("question", args=[2, "a", 1])).content.decode()
    assert "Feedback on question 1 in round 1" in html
    assert "“Say who leads, round 1”" in html
    assert "No reply yet." in html


def test_without_a_report_there_is_none(with_points):
    document = with_points.document()
    assert report_beside(document, answers(document)) is None


def test_the_report_is_the_sites_own(with_points, later):
    other = with_points.document("b", 2)
    assert report_beside(other, answers(other)) is None


def test_what_changed_since_stands_beside_the_prompt(with_points, later):
    assert part(with_points, later).last_time.changes == []
    with_points.answer(later, "1.1", {"texts": ["<p>The weekly meeting in Alderbrook ended in round 1.</p>"]})
    (line,) = part(with_points, later).last_time.changes
    assert (line.word, line.text) == ("Edited", "The weekly meeting in Alderbrook began ended in round 1.")
    with_points.answer(later, "1.1", {"texts": []})
    assert part(with_points, later).last_time.changes == []


def test_who_said_no_change_and_when(with_points, later, sign_in):
    answer = later.answers.get(prompt_number="1.1")
    answer.document = later
    actions.confirm_no_change(answer, by=with_points.abe)
    html = sign_in(with_points.ann).get(reverse("question", args=[2, "a", 1])).content.decode()
    assert f"No change, confirmed by {with_points.abe.name} at " in html


# The share of points with a reply


def test_replies_count_once_the_document_is_sent(with_points, later):
    reply(with_points, later, reply="later", done="In May")
    nothing = share_answered(later.round)
    with_points.document_at(Status.SUBMITTED, number=2)
    sent = share_answered(later.round)
    assert (nothing.points, sent.answered, sent.points) == (0, 1, 1)


def test_a_point_without_a_reply_counts_as_a_point(with_points, later):
    with_points.document_at(Status.SUBMITTED, number=2)
    share = share_answered(later.round)
    assert (share.answered, share.points) == (0, 1)


def test_leader_and_readers_see_the_share_and_the_office_does_not(with_points, later, sign_in):
    reply(with_points, later, reply="done", done="In May")
    document = with_points.document_at(Status.SUBMITTED, number=2)
    with_points.allot(document)
    sentence = "replied to <strong>1 of 1</strong> points"

    def says(person, name: str) -> bool:
        return sentence in sign_in(person).get(reverse(name, args=[2])).content.decode()

    assert says(with_points.lee, "round") and says(with_points.rae, "reading_list")
    assert not says(with_points.pat, "round")
