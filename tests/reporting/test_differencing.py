"""Counts give nothing back: not by subtraction in a figure, not beside an earlier version; quotations are not tied."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.anonymity.counts import published_count, published_part
from reporting.anonymity.differencing import are_told_apart, bounds, by_difference, by_subtraction, given_back
from reporting.anonymity.linked_quotations import follow_one_order, pseudonyms
from tests.effort import tries

pytestmark = pytest.mark.one_engine

K = 3


def cells(*parts: int) -> list[dict]:
    return [published_count(part, sum(parts), K).data() for part in parts]


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ((13, 3), False),
        ((14, 2), False),
        ((9, 5, 2), True),
        ((8, 6, 1, 1), False),
        ((8, 8, 0, 0), True),
        ((6, 6, 2, 2), True),
        ((5, 5, 6), False),
        ((9, 3, 2, 1, 1), False),
    ],
)
def test_a_withheld_part_is_told_when_the_others_leave_no_choice(parts, told):
    assert by_subtraction(cells(*parts), k=K) is told


@tries(100)
@given(st.lists(st.integers(0, 9), min_size=2, max_size=5).filter(lambda parts: 6 <= sum(parts) <= 20))
def test_what_is_not_found_can_be_more_than_one_thing(parts):
    shown = cells(*parts)
    withheld = [place for place, cell in enumerate(shown) if cell["exact"] is None]
    if withheld and not by_subtraction(shown, k=K):
        ranges = [range(bounds(shown[place], k=K)[0], bounds(shown[place], k=K)[1] + 1) for place in withheld]
        left = sum(parts[place] for place in withheld)
        assert sum(sum(choice) == left for choice in product(*ranges)) > 1


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ((5, 15), (6, 16), True),
        ((5, 15), (5, 16), True),
        ((2, 15), (3, 16), True),
        ((5, 12), (9, 16), False),
        ((5, 16), (5, 16), False),
        ((5, 16), (6, 16), True),
        ((1, 16), (2, 16), False),
        ((2, 16), (3, 16), True),
        ((5, 16), (9, 16), False),
    ],
)
def test_two_versions_tell_what_few_documents_say(before, now, told):
    assert by_difference(published_count(*before, K).data(), published_count(*now, K).data(), k=K) is told


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (range(9), range(8), True),
        (range(9), range(6), False),
        (range(9), range(9), False),
        (range(8), range(8, 14), True),
        (range(8), range(8, 13), False),
        (range(8), range(8, 16), False),
        (range(8), range(7, 14), False),
        (range(14), range(13), False),
    ],
)
def test_a_part_beside_its_whole_and_two_that_share_nobody_tell_the_few_that_are_left(one, other, told):
    assert are_told_apart(frozenset(one), frozenset(other), 16, k=K) is told


@pytest.mark.parametrize(("part", "whole", "exact"), [(5, 9, 5), (7, 9, None), (9, 9, None), (5, 14, 5), (1, 9, None)])
def test_a_part_is_exact_only_where_the_rest_may_be_known(part, whole, exact):
    assert published_part(part, whole, 16, K).exact == exact


def data(n: int, of: int, *parts: int, round: int = 2) -> dict:
    figure = {
        "kind": "coverage",
        "title": "How fully",
        "columns": ["Met", "Open"],
        "rows": [{"label": "Costs", "cells": cells(*parts)}],
    }
    row = {"statement": "meet weekly", "count": published_count(n, of, K).data()}
    return {
        "round": round,
        "glance": [row],
        "sections": [{"brief": [], "figure": figure}, {"brief": [row], "figure": None}],
    }


def test_a_review_is_looked_through_alone_and_beside_earlier_versions():
    assert list(given_back(data(5, 16, 13, 3), [], k=K)) == []
    found = [(given.label, given.how) for given in given_back(data(6, 16, 9, 5, 2), [data(5, 16, 13, 3)], k=K)]
    assert sorted(found) == [("Costs: Open", "between"), ("How fully: Costs", "within"), ("meet weekly", "between")]


def trend(*numbers: int) -> dict:
    cells = [published_count(n, 16, K).data() for n in numbers]
    columns = [f"Round {number}" for number in range(1, len(cells) + 1)]
    figure = {"kind": "themes", "title": "Themes", "columns": columns, "rows": [{"label": "Trust", "cells": cells}]}
    section = {"brief": [], "blocks": [{"kind": "figure", "figure": figure}]}
    return {"round": len(cells), "glance": [], "sections": [section]}


def test_what_an_earlier_review_said_of_a_round_is_set_beside_what_is_said_of_it_now():
    assert list(given_back(trend(5, 9), [trend(5)], k=K)) == []
    assert [given.label for given in given_back(trend(6, 9), [trend(5)], k=K)] == ["Trust: Round 1"]
    assert list(given_back(data(6, 16, 13, 3, round=3), [data(5, 16, 13, 3)], k=K)) == []


def test_a_name_that_stands_for_a_site_ties_its_passages():
    text = "Pilot B says so, and Site 4; one Pilot. At this site A&E is near, and in this Pilot I saw it."
    assert [text[start:end] for start, end in pseudonyms(text)] == ["Pilot B", "Site 4"]


def test_a_lasting_order_of_sites_is_found():
    assert follow_one_order([["a", "b", "c"], ["a", "b", "c"]])
    assert not follow_one_order([["a", "b", "c"], ["b", "a", "c"]])
    assert not follow_one_order([["a", "b", "c"], ["d", "e", "f"]])
    assert not follow_one_order([["a", "b"], ["a", "b"]])
