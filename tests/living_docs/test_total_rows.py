"""Rows that look like a total are asked about, and not counted until somebody has said."""

import pytest

from living_docs.kinds import kind_of
from living_docs.kinds.costs import total
from tests.living_docs.test_kinds import COSTS as PROMPT

COSTS = kind_of(PROMPT)


def kept(*lines: tuple[str, str]) -> list[dict]:
    rows = [{"id": f"r{place}", "item": item, "amount": amount} for place, (item, amount) in enumerate(lines)]
    return COSTS.clean(PROMPT, {"rows": rows})["rows"]


def asked(rows: list[dict]) -> list[str]:
    return [
        row["item"] for row in rows if any(one.label == "Is this row a total?" for one in COSTS.questions(PROMPT, row))
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Total",
        "TOTAL:",
        "Totals",
        "Sum",
        "Sum of the above",
        "All items",
        "All costs",
        "Overall",
        "Overall cost",
        "Grand total",
        "Sub-total",
        "Subtotal",
        "Total for 2009/10",
        "Total (GBP)",
        "Total costs",
        "Altogether",
        "In total",
    ],
)
def test_a_row_named_like_a_total_is_asked_about_whatever_its_amount(name):
    rows = kept(("Matron", "1,200"), ("Van", "800"), (name, "2,100"))
    assert (asked(rows), total(rows).known) == ([name], 2000)


@pytest.mark.parametrize(
    "name",
    [
        "Sum paid to the hospice",
        "Overall lead, 2 days",
        "Total bed repair",
        "All staff training",
        "Summer cover",
        "Matron",
    ],
)
def test_a_cost_whose_name_only_begins_so_counts(name):
    rows = kept(("Matron", "1,200"), ("Van", "800"), (name, "2,100"))
    assert (asked(rows), total(rows).known) == ([], 4100)


@pytest.mark.parametrize(
    ("lines", "waiting", "known"),
    [
        ([("A", "100"), ("B", "£250.50"), ("", "350.50")], [""], 350.5),
        (
            [("A", "100"), ("B", "200"), ("C", "300"), ("D", "5"), ("E", "7"), ("F", "12"), ("All", "312")],
            ["C", "F", "All"],
            312,
        ),
        ([("A", "100"), ("B", "100")], [], 200),
        ([("A", "100"), ("B", "TBC"), ("C", "100")], [], 200),
        ([("Total", "100"), ("B", "20")], [], 120),
        ([("A", "0"), ("B", "0"), ("C", "0")], [], 0),
    ],
)
def test_a_row_whose_amount_is_the_sum_of_those_above_is_asked_about(lines, waiting, known):
    rows = kept(*lines)
    assert (asked(rows), float(total(rows).known)) == (waiting, known)


def test_a_row_that_is_a_total_goes_and_one_that_is_none_stays_and_counts():
    rows = kept(("A", "100"), ("B", "200"), ("C", "300"))
    out = COSTS.clean(PROMPT, {"rows": [*rows[:2], COSTS.decide(PROMPT, rows[2], "amount", "total")]})["rows"]
    assert [row["item"] for row in out] == ["A", "B"]
    own = COSTS.clean(PROMPT, {"rows": [*rows[:2], COSTS.decide(PROMPT, rows[2], "amount", "own")]})["rows"]
    assert (asked(own), total(own).known) == ([], 600)
    again = COSTS.clean(PROMPT, {"rows": own})["rows"]
    assert again == own
    own[1]["amount"], own[2]["amount"] = "250", "350"
    assert asked(COSTS.clean(PROMPT, {"rows": own})["rows"]) == ["C"]


def test_it_cannot_be_sent_before_somebody_has_said():
    rows = kept(("A", "100"), ("B", "200"), ("Overall", "300"))
    said = [problem.text for problem in COSTS.row_problems(PROMPT, rows[2]) if "looks like a total" in problem.text]
    assert len(said) == 1 and said[0].endswith("It is not counted until you say what it is")
