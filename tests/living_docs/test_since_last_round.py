"""What is new since last round: for authors in their draft, for readers in what was sent, and nobody else."""

import re

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.models import AuditEvent
from living_docs import actions
from living_docs.changes.answers import Said, moved_between, row_lines
from living_docs.changes.since_last_round import since_last_round
from living_docs.models import AnswerState
from living_docs.submission_data import document_data
from living_docs.workflow import Status
from tests.factories import World, activity, cost

pytestmark = pytest.mark.one_engine

OLD = "The weekly meeting in Alderbrook began in round 1."


@pytest.fixture
def later(world: World):
    world.document_at(Status.RELEASED)
    return world.document(number=2)


def prompt(document, number: str, data=None, **options):
    sections = since_last_round(document, data or document_data(document), **options)
    return next(p for section in sections for p in section.prompts if p.entry["number"] == number)


def said(found) -> list[tuple[str, list]]:
    return [(line.word, [tuple(run) for run in line.runs]) for line in found.lines]


def test_words_within_a_block_stand_beside_what_was_sent(world, later):
    world.answer(
        later, "1.1", {"texts": ["<p>The weekly meeting in Alderbrook ended in round 2.</p><p>Quite new.</p>"]}
    )
    found = prompt(later, "1.1")
    assert found.earlier.round == 1
    assert said(found) == [
        (
            "Edited",
            [
                ("The weekly meeting in Alderbrook", "same"),
                ("began", "removed"),
                ("ended", "new"),
                ("in round", "same"),
                ("1.", "removed"),
                ("2.", "new"),
            ],
        ),
        ("New", [("Quite new.", "new")]),
    ]


def test_what_was_carried_has_not_changed(later):
    assert not prompt(later, "1.1").has_changed


def test_choices_that_came_and_went(world, later):
    world.answer(later, "1.5", {"choices": ["not_aim"], "follow_up": "<p>People far from Alderbrook.</p>"})
    words = [line.word for line in prompt(later, "1.5").lines]
    assert words == ["New", "Removed", ""]


def test_rows_by_id_and_cell(world, later):
    rows = [activity("Case conference in Alderbrook") | {"reach": "55"}, activity("A plan", id="r2")]
    world.answer(later, "3.2", {"rows": rows})
    first, second = prompt(later, "3.2").rows
    assert (first.word, first.row.cells["reach"].printed_before, second.word) == ("Edited", "40", "New")


def test_a_cost_stands_in_a_few_lines_with_what_it_was(world, later):
    world.answer(later, "8.1", {"rows": [cost("1300", "actual")]})
    line, *_ = prompt(later, "8.1").rows
    page = render_to_string("living_docs/changes/_changed_row.html", {"line": line, "before": 1})
    words = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "Shared record" in words and "£1,300 Actual" in words
    assert re.search(r"Round 1: .*Amount \(GBP\)", words)


def test_a_row_typed_anew_as_it_stood_is_the_same_row():
    columns = [{"name": "name", "label": "Name", "kind": "text", "numeric": False}]
    before = Said({"rows": [{"id": "r1"}, {"id": "r2"}]}, {"columns": columns, "rows": [["Ann"], ["Bob"]]})
    after = Said({"rows": [{"id": "x9"}]}, {"columns": columns, "rows": [["Bob"]]})
    assert [(line.word, line.row.title.text) for line in row_lines(before, after)] == [("", "Bob"), ("Removed", "Ann")]


def test_a_paragraph_that_went_to_another_prompt_has_moved(world, later):
    world.answer(later, "1.1", {"texts": ["<p>Something else altogether stands here now.</p>"]})
    world.answer(later, "1.5", {"choices": ["closer"], "follow_up": f"<p>People far from Alderbrook.</p><p>{OLD}</p>"})
    assert [line.word for line in prompt(later, "1.1").lines] == ["Moved to 1.5", "New"]
    assert prompt(later, "1.5").lines[-1].word == "Moved from 1.1"


def test_too_few_words_do_not_move_between_prompts():
    from living_docs.changes.answers import NOTHING, lines

    short = Said({}, {"lines": ["Not yet."]})
    found = moved_between({"1.1": lines(short, NOTHING), "1.2": lines(NOTHING, short)})
    assert [line.word for each in found.values() for line in each] == ["Removed", "New"]


def test_changes_only_says_how_much_is_left_out(world, later):
    world.answer(later, "1.1", {"texts": [f"<p>{OLD}</p><p>Quite new.</p>"]})
    texts = [line.text for line in prompt(later, "1.1", only_changes=True).lines]
    assert texts == ["1 paragraph unchanged", "Quite new."]


# Who sees it


def page(client, site: str = "a", number: int = 2, **query):
    return client.get(reverse("changes", args=[number, site]), query)


def test_authors_see_their_draft_and_nobody_else_does(world, later, sign_in):
    world.answer(later, "1.1", {"texts": ["<p>Draftword.</p>"]})
    assert "Draftword" in page(sign_in(world.abe)).content.decode()
    for person in (world.bea, world.rae, world.lee, world.hal, world.quinn, world.pat):
        assert page(sign_in(person)).status_code == 404


def test_a_reader_sees_what_changed_but_not_the_earlier_submission(world, sign_in):
    world.document_at(Status.RELEASED)
    document = world.document_at(Status.SUBMITTED, number=2)
    world.allot(document, world.rex, world.rob)
    client = sign_in(world.rex)
    html = page(client).content.decode()
    assert "Compared with round 1" in html
    assert client.get(reverse("submission", args=[1, "a", 1])).status_code == 404
    assert AuditEvent.objects.filter(by=world.rex).last().verb == "as reader: viewed the changes"


def test_the_draft_of_a_reopened_document_stays_the_sites(world, sign_in):
    world.document_at(Status.RELEASED)
    document = world.document_at(Status.SUBMITTED, number=2)
    world.allot(document, world.rae, world.rob)
    actions.reopen(document, why="A table is missing", by=world.lee)
    world.answer(document, "1.1", {"texts": ["<p>Draftword.</p>"]})
    assert "Draftword" not in page(sign_in(world.rae)).content.decode()
    assert "Draftword" in page(sign_in(world.ann)).content.decode()


def test_the_first_round_has_nothing_to_compare_with(world, sign_in):
    world.document()
    assert "There is no earlier round to compare with" in page(sign_in(world.ann), number=1).content.decode()


# "No change"


def answer_to(document, number: str = "1.1"):
    answer = document.answers.get(prompt_number=number)
    answer.document = document
    return answer


def test_no_change_can_be_undone(world, later):
    confirmed = actions.confirm_no_change(answer_to(later), by=world.ann).record
    undone = actions.undo_no_change(confirmed, by=world.abe).record
    assert (undone.state, undone.version, undone.from_words) == ("carried", 3, "From round 1, not yet changed")


def test_no_change_cannot_be_said_of_what_was_changed(world, later):
    changed = world.answer(later, "1.1", {"texts": ["<p>Another text.</p>"]}).record
    assert actions.confirm_no_change(changed, by=world.ann).record.state == AnswerState.ANSWERED
    assert actions.undo_no_change(changed, by=world.ann).record.state == AnswerState.ANSWERED
    assert answer_to(later).version == 2


def test_no_change_and_its_undoing_on_the_page(world, later, sign_in):
    client, address = sign_in(world.ann), reverse("question", args=[2, "a", 1])
    client.post(address, {"do": "confirm:1.1"})
    assert "Undo “no change”" in client.get(address).content.decode()
    client.post(address, {"do": "unconfirm:1.1"})
    assert answer_to(later).state == AnswerState.CARRIED
