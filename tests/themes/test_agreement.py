"""The measures of agreement: hand values, published examples, the package, and what cannot be computed."""

import warnings

import krippendorff
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import tries
from themes.comparison.agreement import Counts

pytestmark = pytest.mark.one_engine

CHECKED = Counts(both=50, only_a=50, only_b=50, none=850)  # 1,000 characters, A codes 0-100, B 50-150


def rounded(counts: Counts) -> dict[str, float | None]:
    measures = {name: getattr(counts, name) for name in ("agreement", "kappa", "alpha", "overlap")}
    return {name: value if value is None else round(value, 4) for name, value in measures.items()}


def test_the_checked_values():
    assert rounded(CHECKED) == {"agreement": 0.9, "kappa": 0.4444, "alpha": 0.4447, "overlap": 0.3333}


def test_the_wrong_formula_is_not_ours():
    assert round(CHECKED.kappa, 4) != 0.2987


@pytest.mark.parametrize(
    ("counts", "measure", "value"),
    [
        (Counts(20, 5, 10, 15), "kappa", 0.4),  # fifty grant proposals, two readers: the textbook table of kappa
        (Counts(45, 15, 25, 15), "kappa", 0.1304),  # the two tables of equal agreement
        (Counts(25, 35, 5, 35), "kappa", 0.2593),  # and unlike margins
        (Counts(1, 1, 3, 5), "alpha", 0.0952),  # Krippendorff 2011, example A: ten units, two observers, binary
    ],
)
def test_published_examples(counts, measure, value):
    assert round(getattr(counts, measure), 4) == value


def test_perfect():
    assert rounded(Counts(both=4, none=6)) == {"agreement": 1, "kappa": 1, "alpha": 1, "overlap": 1}


def test_none_in_common():
    assert rounded(Counts(only_a=5, only_b=5)) == {"agreement": 0, "kappa": -1, "alpha": -0.9, "overlap": 0}


@pytest.mark.parametrize("counts", [Counts(none=10), Counts(both=10)])
def test_where_neither_ever_differs_in_anything_chance_explains_all(counts):
    assert (counts.agreement, counts.kappa, counts.alpha) == (1, None, None)


def test_empty():
    assert rounded(Counts()) == {"agreement": None, "kappa": None, "alpha": None, "overlap": None}


FEW = st.integers(0, 30)


@tries(100)
@given(FEW, FEW, FEW, FEW)
def test_alpha_is_that_of_the_package_on_the_raw_codes(both, only_a, only_b, none):
    counts = Counts(both, only_a, only_b, none)
    a = [1] * both + [1] * only_a + [0] * only_b + [0] * none
    b = [1] * both + [0] * only_a + [1] * only_b + [0] * none
    if len({*a, *b}) < 2:
        assert counts.alpha is None
        return
    with warnings.catch_warnings(action="error"):
        assert counts.alpha == pytest.approx(krippendorff.alpha([a, b], level_of_measurement="nominal"))


@tries(100)
@given(FEW, FEW, FEW, FEW)
def test_who_is_called_a_makes_no_difference(both, only_a, only_b, none):
    assert rounded(Counts(both, only_a, only_b, none)) == rounded(Counts(both, only_b, only_a, none))
