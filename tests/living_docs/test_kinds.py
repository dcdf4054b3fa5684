"""The six kinds of prompt: their canonical value, what keeps them from being sent, and how two people's edits merge."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from living_docs.instrument import questions
from living_docs.kinds import KINDS, kind_of
from living_docs.kinds.costs import CostTotal, sent_rows, total
from living_docs.versions import Clash
from tests.effort import tries
from tests.factories import REAL

PROMPTS = {prompt.number: prompt for question in questions(REAL) for prompt in question.prompts}
PROSE, CHOICE, SHORT, TABLE, COSTS, FILES = (PROMPTS[n] for n in ("1.1", "1.5", "C.6", "3.2", "8.1", "4.5"))
SEVERAL = next(prompt for prompt in PROMPTS.values() if prompt.kind == "prose" and prompt.repeat > 1)


def clean(prompt, value: dict) -> dict:
    return kind_of(prompt).clean(prompt, value)


def problems(prompt, value: dict) -> list[str]:
    return [problem.text for problem in kind_of(prompt).problems(prompt, clean(prompt, value))]


def merge(prompt, base: dict, theirs: dict, mine: dict) -> dict:
    return kind_of(prompt).merge(*(clean(prompt, value) for value in (base, theirs, mine)))


def test_there_are_six_kinds_and_each_is_asked():
    assert {prompt.kind for prompt in PROMPTS.values()} == set(KINDS)


@pytest.mark.parametrize("prompt", PROMPTS.values(), ids=lambda prompt: prompt.number)
def test_nothing_at_all_is_an_empty_answer_that_merges_with_itself(prompt):
    kind = kind_of(prompt)
    nothing = kind.clean(prompt, {})
    assert (kind.is_empty(nothing), kind.is_empty({})) == (True, True)
    assert kind.blocks(prompt, nothing) == []
    assert kind.clean(prompt, nothing) == nothing
    assert kind.merge(nothing, nothing, nothing) == nothing


# Prose, short text, choice, files


def test_prose_is_cleaned_and_empty_texts_at_the_end_go():
    assert clean(SEVERAL, {"texts": ["a<script>x</script>", "", "<p> </p>"]}) == {"texts": ["<p>a</p>"]}
    assert clean(SEVERAL, {"texts": ["", "b"]}) == {"texts": ["", "<p>b</p>"]}


def test_prose_takes_as_many_texts_as_the_prompt_repeats():
    assert len(clean(SEVERAL, {"texts": ["a"] * (SEVERAL.repeat + 3)})["texts"]) == SEVERAL.repeat
    assert clean(PROSE, {"texts": ["a", "b"]}) == {"texts": ["<p>a</p>"]}


def test_short_text_is_one_line():
    assert clean(SHORT, {"text": " The\r\n board \x00 "}) == {"text": "The board"}


def test_choices_stand_in_the_order_of_the_form_and_unknown_ones_go():
    value = clean(CHOICE, {"choices": ["other", "nonsense", "closer"], "follow_up": "why"})
    assert value == {"choices": ["closer", "other"], "follow_up": "<p>why</p>"}


def test_a_choice_without_its_follow_up_cannot_be_sent():
    assert problems(CHOICE, {"choices": [], "follow_up": "why"}) == ["Choose an answer to 1.5"]
    assert problems(CHOICE, {"choices": ["closer"]}) == [f"Answer “{CHOICE.follow_up.question}” in 1.5"]
    assert problems(CHOICE, {"choices": ["closer"], "follow_up": "why"}) == []


def test_files_are_kept_once_each():
    assert clean(FILES, {"files": [3, "1", 3]}) == {"files": [1, 3]}
    assert merge(FILES, {"files": [1, 2]}, {"files": [2, 3]}, {"files": [1, 2, 4]}) == {"files": [2, 3, 4]}


@pytest.mark.parametrize(
    ("prompt", "base", "theirs", "mine", "merged"),
    [
        (
            PROSE,
            {"texts": ["<p>a</p><p>b</p>"]},
            {"texts": ["<p>A</p><p>b</p>"]},
            {"texts": ["<p>a</p><p>B</p>"]},
            {"texts": ["<p>A</p>\n<p>B</p>"]},
        ),
        (PROSE, {}, {"texts": ["same"]}, {"texts": ["same"]}, {"texts": ["<p>same</p>"]}),
        (SHORT, {"text": "a"}, {"text": "a"}, {"text": "b"}, {"text": "b"}),
        (SHORT, {"text": "a"}, {"text": "b"}, {"text": "a"}, {"text": "b"}),
        (
            CHOICE,
            {"choices": ["closer"]},
            {"choices": ["other"]},
            {"choices": ["closer"], "follow_up": "x"},
            {"choices": ["other"], "follow_up": "<p>x</p>"},
        ),
    ],
)
def test_edits_to_different_places_merge(prompt, base, theirs, mine, merged):
    assert merge(prompt, base, theirs, mine) == merged


@pytest.mark.parametrize(
    ("prompt", "base", "theirs", "mine"),
    [
        (PROSE, {"texts": ["a"]}, {"texts": ["b"]}, {"texts": ["c"]}),
        (PROSE, {}, {"texts": ["b"]}, {"texts": ["c"]}),
        (PROSE, {"texts": ["a"]}, {}, {"texts": ["c"]}),
        (SHORT, {"text": "a"}, {"text": "b"}, {"text": "c"}),
        (CHOICE, {"choices": []}, {"choices": ["closer"]}, {"choices": ["other"]}),
        (
            TABLE,
            {"rows": [{"id": "1", "who": "a"}]},
            {"rows": [{"id": "1", "who": "b"}]},
            {"rows": [{"id": "1", "who": "c"}]},
        ),
    ],
)
def test_edits_to_the_same_place_clash(prompt, base, theirs, mine):
    with pytest.raises(Clash):
        merge(prompt, base, theirs, mine)


# Tables


def row(id: str = "r", **cells: str) -> dict:
    return {"id": id, **cells}


def cells_of(value: dict) -> dict[str, dict]:
    return {r["id"]: {name: cell for name, cell in r.items() if cell and name != "id"} for r in value["rows"]}


def test_rows_without_words_go_and_cells_are_one_line():
    value = clean(TABLE, {"rows": [row("1", who="a\n b"), row("2"), row("3", stray="x")]})
    assert cells_of(value) == {"1": {"who": "a b"}}


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "merged"),
    [
        ([], [row("1", who="a")], [row("2", who="b")], {"1": {"who": "a"}, "2": {"who": "b"}}),
        (
            [row("1", who="a", how="b")],
            [row("1", who="A", how="b")],
            [row("1", who="a", how="B")],
            {"1": {"who": "A", "how": "B"}},
        ),
        ([row("1", who="a")], [], [row("1", who="a")], {}),
        ([row("1", who="a")], [], [row("1", who="b")], {"1": {"who": "b"}}),
        ([row("1", who="a")], [row("1", who="b")], [], {"1": {"who": "b"}}),
        (
            [row("1", who="a"), row("2", who="b")],
            [row("2", who="b"), row("1", who="a")],
            [row("1", who="A"), row("2", who="b")],
            {"2": {"who": "b"}, "1": {"who": "A"}},
        ),
    ],
)
def test_rows_merge_by_row_and_cell(base, theirs, mine, merged):
    assert cells_of(merge(TABLE, {"rows": base}, {"rows": theirs}, {"rows": mine})) == merged


def test_a_row_says_what_is_missing_or_not_understood():
    full = {"category": "governance", "activity": "Board"}
    assert problems(TABLE, {"rows": [row(**full)]}) == []
    assert problems(TABLE, {"rows": []}) == ["Add at least one row to 3.2"]
    assert problems(TABLE, {"rows": [row(category="governance")]}) == ["Activity: fill this in"]
    assert problems(TABLE, {"rows": [row(category="nonsense", activity="x")]}) == [
        "Category: choose one of the options"
    ]
    assert problems(TABLE, {"rows": [row(**full, since="soon")]}) == ["Since: Enter a date like 14/4/2010"]
    assert problems(TABLE, {"rows": [row(**full, reach="-1")]}) == ["People or practices reached: enter 0 or more"]
    many = [row(str(n), **full) for n in range(41)]
    assert problems(TABLE, {"rows": many}) == ["3.2 takes up to 40 rows"]


# Costs


def cost(id: str = "c", **cells: str) -> dict:
    return row(id, **({"category": "it_systems", "item": "Record", "status": "actual"} | cells))


@pytest.mark.parametrize(
    ("quantity", "rate", "typed", "amount"),
    [
        ("12", "3571.67", "", "42860.04"),
        ("2", "£1,000", "", "2000.00"),
        ("2", "£1,000", "7", "7"),
        ("0", "5", "", "0.00"),
        ("", "5", "7", "7"),
        ("two", "5", "7", "7"),
        ("1e999999", "9", "7", "7"),
        ("1,5", "9", "", ""),
    ],
)
def test_an_amount_is_worked_out_where_none_is_typed(quantity, rate, typed, amount):
    value = clean(COSTS, {"rows": [cost(quantity=quantity, unit_rate=rate, amount=typed)]})
    assert value["rows"][0]["amount"] == amount
    assert clean(COSTS, value) == value


def cleaned(**cells: str) -> dict:
    return clean(COSTS, {"rows": [cost(**cells)]})["rows"][0]


def test_a_worked_out_amount_follows_its_quantity_and_a_typed_one_does_not():
    worked_out = cleaned(quantity="12", unit_rate="40")
    assert cleaned(**worked_out | {"quantity": "13"})["amount"] == "520.00"
    typed = cleaned(quantity="12", unit_rate="40", amount="480")
    assert cleaned(**typed | {"quantity": "13"})["amount"] == "480"
    assert cleaned(**worked_out | {"amount": "500"})["amount"] == "500"


def test_a_typed_amount_beside_another_worked_out_one_is_asked_about_with_both_until_it_is_decided():
    kind, row_ = kind_of(COSTS), cleaned(quantity="12", unit_rate="£40", amount="500")
    (asked,) = kind.questions(COSTS, row_)
    assert asked.text == "£500 is typed here, but 12 × £40 is £480. Choose the one that counts"
    assert asked.choices == (
        ("typed:480.00", "Keep £500, as typed"),
        ("worked_out:480.00", "Use £480, as worked out"),
    )
    kept = cleaned(**kind.decide(COSTS, row_, "amount", "typed:480.00"))
    assert (kept["amount"], kind.questions(COSTS, kept)) == ("500", [])
    assert kind.questions(COSTS, cleaned(**kept | {"quantity": "13"})) != []
    assert kind.decide(COSTS, row_ | {"quantity": "13"}, "amount", "worked_out:480.00")["amount"] == "500"
    used = cleaned(**kind.decide(COSTS, row_, "amount", "worked_out:480.00"))
    assert (used["amount"], kind.questions(COSTS, used)) == ("480.00", [])
    assert cleaned(**used | {"quantity": "13"})["amount"] == "520.00"


@pytest.mark.parametrize("words", ["TBC", "n/k", "Not known"])
def test_words_for_an_unknown_amount_offer_the_status_and_stay_beside_it(words):
    kind, row_ = kind_of(COSTS), cleaned(amount=words)
    (asked,) = kind.questions(COSTS, row_)
    assert asked.text == f"“{words}” is no amount. If the cost is not yet known, say so in Status"
    assert problems(COSTS, {"rows": [row_]}) == [f"Amount (GBP): {asked.text}"]
    known = kind.decide(COSTS, row_, "amount", "not_yet_known")
    assert (known["status"], known["amount"], problems(COSTS, {"rows": [known]})) == ("not_yet_known", words, [])
    assert total([row_, known]) == CostTotal(Decimal(0), 0, 2)


@pytest.mark.parametrize("table", ["8.1", "8.2"])
def test_an_end_before_its_start_is_said_in_every_table(table):
    found = problems(PROMPTS[table], {"rows": [cost(period_from="2/6/2010", period_to="1/6/2010", amount="5")]})
    assert "To: this is before the date in From" in found


def test_a_submission_keeps_the_amounts_it_was_sent_with():
    rows = [cleaned(amount=amount) for amount in ("£12,50", "1,250", "TBC", "1.250")]
    sent = {"value": {"rows": rows}, "shown": kind_of(COSTS).shown(COSTS, {"rows": rows})}
    assert total(sent_rows(sent)) == total(rows) == CostTotal(Decimal(1250), 1, 3)
    before = {"value": {"rows": rows}, "shown": {}}
    assert total(sent_rows(before)) == CostTotal(Decimal("2501.25"), 3, 1)


def test_two_lines_of_a_figure_never_become_one_figure():
    row_ = cleaned(amount="500\n250", item="Two\nlines")
    assert (row_["amount"], row_["item"], total([row_]).known_rows) == ("500 / 250", "Two lines", 0)


def test_what_is_not_yet_known_is_not_worked_out():
    value = clean(COSTS, {"rows": [cost(status="not_yet_known", quantity="2", unit_rate="5")]})
    assert value["rows"][0]["amount"] == ""


@pytest.mark.parametrize(
    ("cells", "sentences"),
    [
        ({"amount": "£1,200"}, []),
        ({"amount": "0"}, []),
        ({"amount": "100", "low": "100", "high": "100"}, []),
        ({"amount": "", "status": "not_yet_known"}, []),
        ({"amount": "", "status": "none"}, []),
        ({"amount": ""}, ["enter an amount, or say in Status that it is not yet known"]),
        (
            {"amount": "12", "status": "not_yet_known"},
            ["leave this empty, or change the status: it says “not yet known”"],
        ),
        ({"amount": "12", "status": "none"}, ["leave this empty, or change the status: it says “none”"]),
        ({"amount": "100", "low": "101"}, ["this is more than the amount"]),
        ({"amount": "100", "high": "99"}, ["this is less than the amount"]),
        ({"amount": "twelve"}, ["Enter an amount in pounds, like 1,250 or 1250.50"]),
        ({"amount": "1250.005"}, ["Enter an amount with at most two decimals"]),
        ({"amount": "", "status": "not_yet_known", "low": "5", "high": "4"}, ["this is less than the low estimate"]),
        ({"amount": "999999999"}, ["Enter an amount from 0 to 100,000,000 pounds"]),
    ],
)
def test_a_cost_row_says_what_is_wrong(cells, sentences):
    assert [sentence.partition(": ")[2] for sentence in problems(COSTS, {"rows": [cost(**cells)]})] == sentences


def test_a_variance_may_be_less_than_nothing_and_is_worked_out():
    variance = PROMPTS["8.6"]
    column = next(column for column in variance.columns if column.name == "variance")
    value = clean(variance, {"rows": [row("v", budget="£1,000", forecast="900")]})
    assert value["rows"][0]["variance"] == "-100.00"
    assert kind_of(variance).cell_problem(column, "-100.00") == ""


def test_the_unknown_is_counted_beside_the_sum_and_never_as_nothing():
    rows = [
        cost("1", amount="100.50"),
        cost("2", amount="", status="not_yet_known"),
        cost("3", status="none", amount=""),
        cost("4", amount="twelve"),
        cost("5", amount=""),
    ]
    sums = total(rows)
    assert (sums.known, sums.known_rows, sums.unknown_rows) == (Decimal("100.50"), 1, 3)
    assert sums.in_words == "100.50 (1 known, 3 not yet known)"
    assert total([]).in_words == "0.00 (0 known)"


STATUSES = st.sampled_from(["actual", "estimate", "not_yet_known", "none", ""])
AMOUNTS = st.one_of(st.decimals(0, 1000, places=2).map(str), st.sampled_from(["", "unknown", "-1", "1.234"]))


@tries(80)
@given(st.lists(st.tuples(STATUSES, AMOUNTS), max_size=12))
def test_every_cost_row_is_known_unknown_or_none(typed):
    rows = [cost(str(n), status=status, amount=amount) for n, (status, amount) in enumerate(typed)]
    sums = total(rows)
    none = sum(status == "none" for status, _ in typed)
    assert sums.known_rows + sums.unknown_rows + none == len(rows)
    assert (sums.known == 0) or sums.known_rows > 0


CELL = st.text("ab 1", max_size=3)
ROWS = st.dictionaries(st.sampled_from("1234"), st.fixed_dictionaries({"who": CELL, "how": CELL}), max_size=4)


@tries(150)
@given(ROWS, ROWS, ROWS)
def test_no_cell_that_one_person_wrote_is_dropped_by_a_merge(base, theirs, mine):
    def as_value(rows):
        return clean(TABLE, {"rows": [{"id": id, **cells} for id, cells in rows.items()]})

    before, there, here = (cells_of(as_value(rows)) for rows in (base, theirs, mine))
    try:
        merged = cells_of(kind_of(TABLE).merge(*map(as_value, (base, theirs, mine))))
    except Clash:
        return
    for side in (there, here):
        for id, cells in side.items():
            for name, cell in cells.items():
                written = before.get(id, {}).get(name) != cell
                assert not written or merged[id][name] == cell


def test_a_cost_table_without_a_row_has_no_total():
    """Nothing written is not nought: not on a page, not in a file, not in a report."""
    prompt = PROMPTS["8.1"]
    shown = [kind_of(prompt).shown(prompt, {"rows": rows})["totals"] for rows in ([], [cost(amount="12000")])]
    assert [[total["known"] for total in totals] for totals in shown] == [[], ["12,000.00"]]
