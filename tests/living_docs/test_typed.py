"""Typed cells: understood, or said in words why not."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from living_docs.tables.typed import READERS, Misunderstood, read, read_or_none
from tests.effort import tries


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("text", " as typed ", "as typed"),
        ("date", "14/4/2010", date(2010, 4, 14)),
        ("date", "14.04.2010", date(2010, 4, 14)),
        ("date", "2010-04-14", date(2010, 4, 14)),
        ("date", "14 April 2010", date(2010, 4, 14)),
        ("date", "14 Apr 2010", date(2010, 4, 14)),
        ("date", "14/4/10", date(2010, 4, 14)),
        ("date", "29/2/2012", date(2012, 2, 29)),
        ("number", "12.5", Decimal("12.5")),
        ("number", "-3", Decimal(-3)),
        ("number", "1,250", Decimal(1250)),
        ("number", ".5", Decimal("0.5")),
        ("integer", "1 250", 1250),
        ("integer", "12.0", 12),
        ("money", "£1,250.50", Decimal("1250.50")),
        ("money", "0", Decimal(0)),
        ("money", "100,000,000", Decimal(100_000_000)),
    ],
)
def test_what_people_type_is_understood(kind, typed, value):
    assert read(kind, typed) == value


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("date", "April 2010", "Enter a date like 14/4/2010"),
        ("date", "4/14/2010", "Enter a date like 14/4/2010"),
        ("date", "29/2/2010", "Enter a date like 14/4/2010"),
        ("number", "about ten", "Enter a number, like 12 or 12.5"),
        ("number", "NaN", "Enter a number, like 12 or 12.5"),
        ("number", "Infinity", "Enter a number, like 12 or 12.5"),
        ("number", "1e999999", "Enter a number, like 12 or 12.5"),
        ("number", "1_000", "Enter a number, like 12 or 12.5"),
        ("number", "9" * 400, "Enter a number, like 12 or 12.5"),
        ("integer", "12.5", "Enter a whole number, like 12"),
        ("integer", "1e9999999", "Enter a number, like 12 or 12.5"),
        ("money", "ten pounds", "Enter an amount in pounds, like 1,250 or 1250.50"),
        ("money", "-5", "Enter an amount from 0 to 100,000,000 pounds"),
        ("money", "100000000.01", "Enter an amount from 0 to 100,000,000 pounds"),
        ("money", "1.005", "Enter an amount with at most two decimals"),
    ],
)
def test_what_is_not_understood_is_said_in_words(kind, typed, sentence):
    with pytest.raises(Misunderstood) as problem:
        read(kind, typed)
    assert str(problem.value) == sentence
    assert read_or_none(kind, typed) is None


@pytest.mark.parametrize("kind", [*READERS, "text", "choice"])
def test_an_empty_cell_is_nothing(kind):
    assert read(kind, "  ") is None


@tries(100)
@given(st.sampled_from(sorted(READERS)), st.one_of(st.text(max_size=20), st.text("0123456789.,-+eE£_ /", max_size=12)))
def test_whatever_is_typed_is_understood_or_refused_in_words(kind, typed):
    try:
        value = read(kind, typed)
    except Misunderstood as problem:
        assert str(problem).startswith("Enter a")
    else:
        assert isinstance(value, date | int | Decimal | None)


@tries(60)
@given(st.decimals(0, 100_000_000, places=2))
def test_any_amount_comes_back_as_it_was_typed(amount):
    assert read("money", f"£{amount:,.2f}") == amount
