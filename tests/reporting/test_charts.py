"""The figures' geometry: exact numbers, in points."""

import pytest

from reporting.printing import charts
from tests.reporting.sample_reports import count


def fills(published, of=16):
    return [square["fill"] for square in charts.strip(count(published, of))["squares"]]


def test_lines_of_hatching_rise_at_45_degrees_and_stay_inside():
    assert charts.hatching(10, 20, 6, 4, 2.5) == [
        {"x1": 10, "y1": 21.25, "x2": 11.25, "y2": 20},
        {"x1": 10, "y1": 23.75, "x2": 13.75, "y2": 20},
        {"x1": 12.25, "y1": 24, "x2": 16, "y2": 20.25},
        {"x1": 14.75, "y1": 24, "x2": 16, "y2": 22.75},
    ]


def test_squares_stand_in_groups_of_eight():
    squares = charts.strip(count(3))["squares"]
    assert [square["x"] for square in squares[:2]] == [0, 6.7]
    assert [square["x"] for square in squares[7:9]] == [46.9, 55.8]
    assert charts.strip(count(3))["width"] == 107.9


def test_an_exact_count_fills_as_many_squares():
    assert fills(13) == ["full"] * 13 + ["empty"] * 3


def test_few_hatches_the_first_two_squares():
    assert fills("few") == ["hatched"] * 2 + ["empty"] * 14


def test_many_hatches_the_last_two_squares():
    assert fills("many") == ["full"] * 14 + ["hatched"] * 2


def test_some_fills_no_square():
    assert fills("some", of=5) == ["hatched"] * 5


def test_an_unknown_band_is_refused():
    with pytest.raises(ValueError, match="No such band: several"):
        charts.square_fills({"words": "Several", "exact": None, "band": "several", "of": 16})


@pytest.mark.parametrize("of", [1, 2, 9, 24])
def test_a_strip_has_a_square_for_every_document(of):
    assert len(charts.strip(count("few", of))["squares"]) == of


def test_a_strip_of_none_is_empty():
    assert charts.strip(count("some", of=0))["squares"] == []


def test_only_hatched_squares_have_lines():
    drawn = [bool(square["lines"]) for square in charts.strip(count("few"))["squares"]]
    assert drawn == [True] * 2 + [False] * 14


@pytest.mark.parametrize(
    ("published", "said"),
    [(13, "Thirteen of 16"), ("few", "Few or none, of 16"), ("many", "Nearly all or all, of 16")],
)
def test_the_alternative_text_tells_no_more_than_the_count(published, said):
    assert charts.strip(count(published))["alt"] == said


def test_every_banded_count_is_drawn_alike():
    assert (
        charts.strip(count("few"))
        == charts.strip(count("few") | {"exact": 0})
        == charts.strip(count("few") | {"exact": 2})
    )


def test_a_strip_shrinks_to_its_column():
    assert charts.strip_to_fit(count(3), 54)["width"] == pytest.approx(54, abs=0.2)
    assert charts.strip_to_fit(count(3), 200) == charts.strip(count(3))


def test_strands_merge_into_four_bundles_at_seven_tenths_of_the_page():
    lines = charts.strands()
    assert [line["y1"] for line in lines] == [127.5 + 27.5 * index for index in range(16)]
    assert {line["x2"] for line in lines} == {416.7}
    assert [line["y2"] for line in lines[:5]] == [299.65, 303.05, 306.45, 309.85, 333.65]


CHANGE = {
    "question": 4,
    "title": "Outcomes",
    "unchanged": 600,
    "edited": 300,
    "new": 100,
    "prompts": [
        {"number": "4.1", "state": "met"},
        {"number": "4.2", "state": "too_early"},
        {"number": "4.3", "state": "open"},
    ],
}


def test_a_bar_of_words_shares_its_width():
    bar = charts.word_bar(CHANGE, 180, longest=2000)
    assert bar["segments"] == [
        {"kind": "unchanged", "x": 0, "width": 54},
        {"kind": "edited", "x": 54, "width": 27},
        {"kind": "new", "x": 81, "width": 9},
    ]
    assert bar["alt"] == "Words: 600 unchanged, 300 edited, 100 new"
    assert (bar["box_width"], bar["end"]) == (181.4, 91.4)


def test_kinds_without_words_have_no_segment():
    new = CHANGE | {"unchanged": 0, "edited": 0}
    assert charts.word_bar(new, 180, longest=100)["segments"] == [{"kind": "new", "x": 0, "width": 180}]
    assert charts.word_bar(new | {"new": 0}, 180, longest=0)["segments"] == []


def test_prompts_are_squares_in_the_order_of_the_form():
    row = charts.prompt_squares(CHANGE["prompts"])
    assert [(square["x"], square["state"]) for square in row["squares"]] == [
        (0, "met"),
        (11.6, "too_early"),
        (23.2, "open"),
    ]
    assert row["alt"] == "Prompts: 4.1 met, 4.2 too early to say, 4.3 open"
    assert (row["width"], row["box_height"]) == (32.2, 10.4)


def test_the_figure_of_changes_has_a_row_a_question():
    figure = charts.what_changed([CHANGE, CHANGE | {"question": 5, "new": 1100}])
    assert [(row["number"], row["words"], row["bar"]["end"]) for row in figure["rows"]] == [
        (4, "1,000", 91.4),
        (5, "2,000", 181.4),
    ]


def test_many_prompts_are_drawn_smaller():
    crowded = CHANGE | {"prompts": CHANGE["prompts"] * 6}
    assert charts.what_changed([crowded])["rows"][0]["prompts"]["width"] < 92


def test_the_key_names_the_states_that_occur():
    assert charts.key([CHANGE])["alt"] == "Key. Words: unchanged, edited, new; Prompts: met, too early, open"


def test_no_changes_make_an_empty_figure():
    assert charts.what_changed([])["rows"] == []
    assert charts.change_totals([]) == {"unchanged": 0, "edited": 0, "new": 0, "words": 0, "prompts": 0, "open": 0}


def test_totals_count_words_and_open_prompts():
    assert charts.change_totals([CHANGE, CHANGE]) == {
        "unchanged": 1200,
        "edited": 600,
        "new": 200,
        "words": 2000,
        "prompts": 6,
        "open": 2,
    }


def test_a_question_without_prompts_still_has_its_bar():
    beside = charts.change_beside_question(CHANGE | {"prompts": []})
    assert (beside["bar"]["end"], beside["prompts"]["squares"]) == (111.4, [])


def test_coverage_says_each_count_as_it_is_published():
    figure = charts.coverage(
        {"columns": ["All", "Some left"], "rows": [{"label": "1", "cells": [count(13), count("few")]}]}
    )
    assert [(cell["text"], cell["banded"]) for cell in figure["rows"][0]["cells"]] == [
        ("13", False),
        ("few or none", True),
    ]
    assert figure["banded"] is True


def test_columns_share_a_table_by_what_they_hold():
    columns = [{"label": "No."}, {"label": "What was done"}]
    shares = charts.column_shares(
        columns, [["1", "A long account of a meeting that took place on a Tuesday in spring"]]
    )
    assert sum(shares) == pytest.approx(100, abs=0.02)
    assert shares[1] > 4 * shares[0]


def test_a_word_without_end_does_not_take_the_table():
    shares = charts.column_shares([{"label": "A"}, {"label": "B"}], [["x" * 900, "short"]])
    assert shares == [84.98, 15.02]
    assert charts.column_weight("A", []) == 3
