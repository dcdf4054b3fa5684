"""Figures of a review: plain data from the evidence, numbers through `published_count` alone, none by subtraction."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.anonymity.counts import published_overlap
from reporting.figures import words
from reporting.figures.costs import middle_half, rounded
from reporting.figures.tables import table_of
from reporting.figures.trends import since
from reporting.printing import figure_charts
from tests.effort import tries
from tests.reporting.sample_reports import DRAWN, count

pytestmark = pytest.mark.one_engine

THEMES, PYRAMID, CHAIN, SPREAD = DRAWN


@pytest.mark.parametrize(
    ("both", "first", "second", "exact"),
    [
        (5, 9, 8, 5),  # four, three and four stand alone
        (7, 8, 12, None),  # one has the first alone
        (6, 9, 12, None),  # one has neither
        (3, 6, 6, 3),
    ],
)
def test_an_overlap_is_exact_only_where_no_part_is_small(both, first, second, exact):
    assert published_overlap(both, first, second, of=16).exact == exact


AMOUNTS = st.one_of(
    st.decimals(min_value=-20_000, max_value=900_000, places=2),
    st.sampled_from([Decimal(n) for n in (0, 500, 1_000, 2_500, 10_000, 25_000)]),
    st.integers(0, 120).map(Decimal),
)


@given(st.lists(AMOUNTS, min_size=3, max_size=16))
@tries(1500)
def test_a_range_holds_the_middle_half_and_no_end_of_it_is_the_rounded_amount_of_a_site(sums):
    printed = [Decimal(text.replace(",", "")) for text in middle_half(sums, k=3)]
    if len(sums) < 5:
        assert printed == []
    if printed:
        least, most = printed
        assert sum(least <= amount <= most for amount in sums) * 2 >= len(sums)
        assert {least, most}.isdisjoint({*sums, *(rounded(amount, digits) for amount in sums for digits in (1, 2))})


def test_no_range_is_printed_of_amounts_that_are_alike():
    assert middle_half([Decimal(5_000)] * 4 + [Decimal(7_000)] * 3, k=3) == []


@pytest.mark.parametrize(
    ("amount", "figure"),
    [("68750", 69_000), ("68500", 69_000), ("1449", 1_400), ("95", 95), ("7.5", 8), ("-2550", -2_600)],
)
def test_amounts_are_rounded_to_two_digits_and_halves_away_from_nought(amount, figure):
    assert rounded(Decimal(amount), 2) == figure


@pytest.mark.parametrize(
    ("before", "now", "word"),
    [
        ((5, 16), (8, 16), "larger share"),
        ((8, 16), (5, 16), "smaller share"),
        ((5, 16), (5, 16), "same share"),
        ((10, 16), (9, 12), "larger share"),
        ((6, 12), (8, 16), "same share"),
        (("few", 16), (5, 16), ""),
        (None, (5, 16), ""),
    ],
)
def test_shares_are_compared_only_where_both_numbers_may_be_known(before, now, word):
    assert since([count(*before) if before else None, count(*now)]) == word


def test_the_words_of_a_figure_hold_its_labels_and_no_count():
    found = list(words(PYRAMID))
    assert "Patient outcomes" in found
    assert [text for text in found if text in {"Six", "Thirteen", "Few or none"}] == []


def test_circles_grow_with_the_square_root_and_a_band_is_a_word():
    drawn = figure_charts.themes(THEMES)
    marks = [[mark["kind"] for mark in row["marks"]] for row in drawn["rows"]]
    assert marks == [["exact"] * 3, ["none", "band", "exact"], ["exact"] * 3]
    small, large = drawn["rows"][2]["marks"][:2]
    assert (small["r"], large["r"]) == (4.85, 7.92)
    assert drawn["alt"].startswith(
        "Themes across the rounds. Trust and earlier ties: round 1 eleven of 16, round 2 twelve"
    )


def test_labels_that_are_long_take_two_lines_inside_their_row():
    lines = figure_charts.themes(THEMES)["rows"][1]["lines"]
    assert len(lines) == 2
    assert lines[1]["y"] - lines[0]["y"] < figure_charts.ROW / 2


def test_the_chain_joins_boxes_and_says_so():
    drawn = figure_charts.chain(CHAIN)
    assert [(curve["x1"], curve["x2"], curve["thick"]) for curve in drawn["curves"]] == [(101, 123, 3), (224, 246, 1)]
    assert "Joined by lines: Problem to Operational; Operational to Care seen to change." in drawn["alt"]


def test_the_levels_of_the_pyramid_touch_and_narrow():
    levels = figure_charts.pyramid(PYRAMID)["levels"]
    widths = [[float(point.split(",")[0]) for point in level["points"].split()] for level in levels]
    assert [round(xs[1] - xs[0]) for xs in widths] == [0, 92, 188]
    assert [round(xs[2] - xs[3]) for xs in widths] == [90, 186, 278]


def test_a_spread_of_too_few_is_told_in_words():
    assert table_of(SPREAD).rows == [
        ["Set-up: Professional fees", "Six", "7,100 to 15,000", "Few or none"],
        ["Running: Travel of staff", "Four", "Too few to show", "Three"],
    ]
