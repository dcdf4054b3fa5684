"""What other rows and rounds say to a cost: its period, the other table, a large change without a word."""

import re
from datetime import date, timedelta

import pytest

from living_docs import actions
from living_docs.models import LivingDocument
from living_docs.pages.question_page import QuestionPage
from living_docs.tables import row_checks
from living_docs.tables.cost_summary import CostSummary
from living_docs.uk_time import uk_moment
from tests.factories import DEADLINE, World, cost, small_instrument


def answer_to(document: LivingDocument, number: str):
    answer = document.answers.get(prompt_number=number)
    answer.document = document
    return answer


@pytest.fixture
def second(world: World, monkeypatch) -> LivingDocument:
    """A second round in which both cost tables are asked, after a first with one set-up cost."""
    monkeypatch.setattr("tests.factories.ONE_OF_EACH_KIND", {"C.6", "1.1", "8.1", "8.2"})
    actions.load_instrument(world.programme, small_instrument())
    world.answer(world.document(), "8.1", {"rows": [cost("1000", "actual"), cost("", "not_yet_known", id="c2")]})
    world.open_round(2, deadline=DEADLINE + timedelta(days=91))
    return world.document(number=2)


def running(first: str, last: str, **cells) -> dict:
    return cost("50", "actual", id="r1") | {"category": "training", "period_from": first, "period_to": last} | cells


def sentences(world, document, number: str, *rows: dict) -> list[str]:
    world.answer(document, number, {"rows": list(rows)})
    answer = answer_to(document, number)
    return [problem.text for problem in row_checks.cost_problems(answer, answer.value["rows"])]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("1/5/2010", "30/7/2010", []),
        ("30/4/2010", "30/7/2010", ["From: this round’s costs begin on 1 May 2010, the day after round 1 closed"]),
        ("1/5/2010", "31/7/2010", ["To: this is after the deadline, 30 July 2010"]),
        ("soon", "", []),
    ],
)
def test_running_costs_belong_to_the_time_since_the_last_round(world, second, first, last, said):
    assert row_checks.period(second) == (date(2010, 5, 1), date(2010, 7, 30))
    assert sentences(world, second, "8.2", running(first, last, item="Courses")) == said


def test_a_site_with_more_time_has_a_longer_period(world, second):
    second.own_deadline, second.deadline_reason = uk_moment(date(2010, 8, 6), 17), "Illness"
    assert row_checks.period(second)[1] == date(2010, 8, 6)


def test_a_cost_stands_in_one_of_the_two_tables(world, second):
    same = running("1/5/2010", "2/5/2010", item=" shared  RECORD", amount="1000")
    assert sentences(world, second, "8.2", same) == [
        "What was paid for or used: the same cost is in 8.1 too; keep it in only one"
    ]
    assert sentences(world, second, "8.2", same | {"amount": "12"}) == []


@pytest.mark.parametrize(
    ("amount", "note", "asked"),
    [
        ("1500", "", False),
        ("1500.01", "", True),
        ("499", "", True),
        ("5000", "Two more sites", False),
        ("?", "", False),
    ],
)
def test_a_large_change_asks_for_a_note(world, second, amount, note, asked):
    found = sentences(world, second, "8.1", cost(amount, "actual") | {"note": note})
    sentence = "Note: the amount was 1,000.00 in round 1; say in a few words why it has changed so much"
    assert found == ([sentence] if asked else [])


def test_what_stands_unchanged_from_the_last_round_is_record(world, second):
    carried = answer_to(second, "8.1")
    assert carried.value["rows"][0]["amount"] == "1000"
    assert row_checks.problems(carried) == []


def test_set_up_and_running_costs_stand_side_by_side_with_the_last_round(world, second):
    world.answer(second, "8.2", {"rows": [running("1/5/2010", "2/5/2010", item="Courses")]})
    page = QuestionPage(second, second.round.instrument.question(8), world.ann)
    summary = CostSummary.of(page.parts)
    assert [(t.prompt.number, t.now.in_words, t.before and t.before.in_words) for t in summary.tables] == [
        ("8.1", "1,000.00 (1 known, 1 not yet known)", "1,000.00 (1 known, 1 not yet known)"),
        ("8.2", "50.00 (1 known)", None),
    ]
    setup = summary.tables[0]
    assert [(bar.label, bar.said, bar.hatched, bar.length) for bar in setup.bars] == [
        ("Computer systems and software (purchase, installation)", "£1,000, 1 not yet known", True, 88.0)
    ]
    assert setup.title == (
        "Set-up costs by category. Computer systems and software (purchase, installation): £1,000, 1 not yet known."
    )


def test_the_page_shows_the_totals_and_the_picture(world, second, sign_in):
    page = sign_in(world.ann).get("/rounds/2/sites/a/question/8/").content.decode()
    assert page.count('<figure class="cost-chart">') == 1
    assert '<title id="chart-8-1">Set-up costs by category.' in page
    assert 'fill="url(#hatch-8-1)"' in page
    before = r'<td data-label="Round 1 in £" class="numeric">\s*1,000<span class="cost-table__under">1 not yet known</span></td>'
    assert len(re.findall(before, page)) == 1
