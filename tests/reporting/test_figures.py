"""Figures of a review: plain data from the evidence, numbers through `published_count` alone, none by subtraction."""

import pytest

from reporting import figure_charts
from reporting.anonymity.counts import published_overlap
from reporting.figures import words
from reporting.figures.costs import middle_half, rounded
from reporting.figures.tables import table_of
from reporting.figures.trends import since
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


def test_no_amount_of_one_site_is_printed():
    from decimal import Decimal

    sums = [Decimal(n) for n in (41_237, 68_751, 121_409, 9_999, 30_303)]
    printed = middle_half(sums)
    assert [Decimal(text.replace(",", "")) in sums for text in printed] == [False, False]
    assert middle_half(sums[:4]) == []


@pytest.mark.parametrize(("amount", "text"), [("68750", "69,000"), ("1449", "1,400"), ("95", "95"), ("7", "7")])
def test_amounts_are_rounded_to_two_digits(amount, text):
    from decimal import Decimal

    assert rounded(Decimal(amount)) == text


@pytest.mark.parametrize(
    ("before", "now", "word"), [(5, 8, "more"), (8, 5, "fewer"), (5, 5, "as before"), ("few", 5, ""), (None, 5, "")]
)
def test_more_and_fewer_only_where_both_numbers_may_be_known(before, now, word):
    assert since([count(before) if before is not None else None, count(now)]) == word


def test_the_words_of_a_figure_hold_its_labels_and_no_count():
    found = list(words(PYRAMID))
    assert "Patient outcomes" in found
    assert [text for text in found if text in {"Six", "Thirteen", "Few or no Pilots"}] == []


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
        ["Set-up: Professional fees", "Six", "7,100 to 15,000", "Few or no Pilots"],
        ["Running: Travel of staff", "Four", "Too few to show", "Three"],
    ]
