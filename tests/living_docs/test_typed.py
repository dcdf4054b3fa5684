"""Typed cells: understood where they can mean one thing only, else asked about in words; no figure becomes another."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from living_docs.tables.typed import READERS, Misunderstood, printed, read, read_as, read_or_none
from tests.effort import tries

POUNDS = "Enter an amount in pounds, like 1,250 or 1250.50"
NUMBER = "Enter a number, like 12 or 12.5"
DAY = "Enter a date like 14/4/2010"
COMMA = ". Use a comma only between thousands, and a point before pence or decimals"


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("text", " as typed ", "as typed"),
        ("date", "14/4/2010", date(2010, 4, 14)),
        ("date", "3/4/2010", date(2010, 4, 3)),
        ("date", "14.04.2010", date(2010, 4, 14)),
        ("date", "14-4-2010", date(2010, 4, 14)),
        ("date", "2010-04-03", date(2010, 4, 3)),
        ("date", "2010/4/3", date(2010, 4, 3)),
        ("date", "2010-04-03 00:00:00", date(2010, 4, 3)),
        ("date", "14/4/2010 15:30", date(2010, 4, 14)),
        ("date", "14 April 2010", date(2010, 4, 14)),
        ("date", "14 Apr 2010", date(2010, 4, 14)),
        ("date", "3 April 10", date(2010, 4, 3)),
        ("date", "14-Apr-10", date(2010, 4, 14)),
        ("date", "1 Sept 1998", date(1998, 9, 1)),
        ("date", "Saturday 3rd April, 2010", date(2010, 4, 3)),
        ("date", "April 3, 2010", date(2010, 4, 3)),
        ("date", "14/4/10", date(2010, 4, 14)),
        ("date", "14/4/98", date(1998, 4, 14)),
        ("date", "29/2/2012", date(2012, 2, 29)),
        ("date", "１４/４/２０１０", date(2010, 4, 14)),
        ("number", "12.5", Decimal("12.5")),
        ("number", "-3", Decimal(-3)),
        ("number", "−3", Decimal(-3)),
        ("number", "(3)", Decimal(-3)),
        ("number", "1,250", Decimal(1250)),
        ("number", ".5", Decimal("0.5")),
        ("number", "½", Decimal("0.5")),
        ("number", "1½", Decimal("1.5")),
        ("number", "2.3750", Decimal("2.375")),
        ("number", "0.125", Decimal("0.125")),
        ("number", "12k", Decimal(12_000)),
        ("number", "١٢٥٠", Decimal(1250)),
        ("integer", "1 250", 1250),
        ("integer", "12.0", 12),
        ("money", "£1,250.50", Decimal("1250.50")),
        ("money", " £ 1,250.5 ", Decimal("1250.50")),
        ("money", "GBP 1,250", Decimal(1250)),
        ("money", "1250 GBP", Decimal(1250)),
        ("money", "500 pounds", Decimal(500)),
        ("money", "1\u00a0250", Decimal(1250)),
        ("money", "1\u2009250\u2009000", Decimal(1_250_000)),
        ("money", "1\u202f250.50", Decimal("1250.50")),
        ("money", "1'250", Decimal(1250)),
        ("money", "1’250’000", Decimal(1_250_000)),
        ("money", "£12k", Decimal(12_000)),
        ("money", "1.2m", Decimal(1_200_000)),
        ("money", "£1.2 million", Decimal(1_200_000)),
        ("money", "50p", Decimal("0.50")),
        ("money", "1,250.500", Decimal("1250.50")),
        ("money", "１，２５０", Decimal(1250)),
        ("money", "0", Decimal(0)),
        ("money", "100,000,000", Decimal(100_000_000)),
        ("balance", "(£1,250.00)", Decimal(-1250)),
        ("balance", "-£500", Decimal(-500)),
        ("balance", "£-500", Decimal(-500)),
        ("balance", "–500", Decimal(-500)),
        ("balance", "-£ 1,250.00", Decimal(-1250)),
    ],
)
def test_what_can_mean_one_thing_only_is_understood(kind, typed, value):
    assert read(kind, typed) == value


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("date", "April 2010", f"{DAY}, with day, month and year"),
        ("date", "Apr-10", f"{DAY}, with day, month and year"),
        ("date", "10 April", f"{DAY}, with day, month and year"),
        (
            "date",
            "4/14/2010",
            f"{DAY}. “4/14/2010” has the month first; if you mean 14/4/2010, look at the other dates of this "
            "column too",
        ),
        ("date", "40282", f"{DAY}. “40282” is how a spreadsheet counts days, perhaps 14/4/2010"),
        ("date", "10-04-03", DAY),
        ("date", "2010", DAY),
        ("date", "Sunday 3 April 2010", DAY),
        ("date", "2010-04-03T23:30:00Z", DAY),
        ("date", "14/4/0210", DAY),
        ("date", "29/2/2010", DAY),
        ("number", "about ten", NUMBER),
        ("number", "NaN", NUMBER),
        ("number", "Infinity", NUMBER),
        ("number", "1e3", NUMBER),
        ("number", "1e999999", NUMBER),
        ("number", "1_000", NUMBER),
        ("number", "12:30", NUMBER),
        ("number", "5m", NUMBER),
        ("number", "£5", NUMBER),
        ("number", "5²", NUMBER),
        ("number", "9" * 400, NUMBER),
        ("number", "1,5", NUMBER + COMMA),
        ("number", "1.250", f"{NUMBER}. “1.250” may mean 1,250 or 1.25; type the one you mean"),
        ("number", "2.375", f"{NUMBER}. “2.375” may mean 2,375 or 2.3750; type the one you mean"),
        ("number", "10%", f"{NUMBER}. Leave out the per cent sign if the column counts in per cent"),
        ("integer", "12.5", "Enter a whole number, like 12"),
        ("integer", "1e9999999", NUMBER),
        ("money", "12.345", f"{POUNDS}. “12.345” may mean 12,345 or 12.34; type the one you mean"),
        ("money", "ten pounds", POUNDS),
        ("money", "£12,50", POUNDS + COMMA),
        ("money", "1.250,00", POUNDS + COMMA),
        ("money", "1,25,000", POUNDS + COMMA),
        ("money", "1.250.000", POUNDS),
        ("money", "0,500", POUNDS),
        ("money", "12 50", POUNDS),
        ("money", "500\n250", POUNDS),
        ("money", "1\u200b250", POUNDS),
        ("money", "£50p", POUNDS),
        ("money", "(500", POUNDS),
        ("money", "-(500)", POUNDS),
        ("money", "-", POUNDS),
        ("money", "500-", POUNDS),
        ("money", "€500", POUNDS),
        ("money", "#REF!", POUNDS),
        ("money", "1.2k5", POUNDS),
        ("money", "n/k", f"{POUNDS}. If it is not known yet, leave it empty"),
        ("money", "TBC", f"{POUNDS}. If it is not known yet, leave it empty"),
        ("money", "Not known", f"{POUNDS}. If it is not known yet, leave it empty"),
        ("money", "approx 500", f"{POUNDS}. Leave out words like “about”; a note can say so"),
        ("money", "500+", f"{POUNDS}. Leave out words like “about”; a note can say so"),
        ("money", "1-2", f"{POUNDS}. One figure, not two"),
        ("money", "£500 to £600", f"{POUNDS}. One figure, not two"),
        ("money", "-5", "Enter an amount from 0 to 100,000,000 pounds"),
        ("money", "(5)", "Enter an amount from 0 to 100,000,000 pounds"),
        ("money", "100000000.01", "Enter an amount from 0 to 100,000,000 pounds"),
        ("money", "1250.505", "Enter an amount with at most two decimals"),
    ],
)
def test_what_may_mean_two_things_or_nothing_is_asked_about(kind, typed, sentence):
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


@pytest.mark.parametrize(
    ("kind", "typed", "said", "on_paper"),
    [
        ("money", "1250", "", "1,250"),
        ("money", "£1,250.50", "", "1,250.50"),
        ("money", "£12k", "Read as £12,000.00", "12,000"),
        ("money", "50p", "Read as £0.50", "0.50"),
        ("balance", "(500)", "Read as −£500.00", "-500"),
        ("number", "1½", "Read as 1.5", "1.5"),
        ("number", "12.50", "", "12.50"),
        ("date", "3/4/10", "Read as 3 April 2010", "3 April 2010"),
        ("date", "3 April 2010", "", "3 April 2010"),
        ("money", "12,50", "", "12,50"),
        ("text", "12,50", "", "12,50"),
    ],
)
def test_a_cell_is_shown_as_it_was_read(kind, typed, said, on_paper):
    assert (read_as(kind, typed), printed(kind, typed)) == (said, on_paper)


# Every way to write an amount that can mean one thing only, and some that cannot

AMOUNTS = st.decimals(0, 100_000_000, places=2)


def parted(amount: Decimal, mark: str) -> str:
    return f"{amount:,.2f}".replace(",", mark)


WAYS = {
    "plain": lambda a: f"{a:.2f}",
    "commas": lambda a: f"{a:,.2f}",
    "pounds": lambda a: f"£{a:,.2f}",
    "after": lambda a: f"{a:,.2f} GBP",
    "before": lambda a: f"GBP {a:.2f}",
    "spaces": lambda a: parted(a, " "),
    "hard spaces": lambda a: parted(a, "\u00a0"),
    "thin spaces": lambda a: parted(a, "\u2009"),
    "apostrophes": lambda a: parted(a, "'"),
    "pence": lambda a: f"{a * 100:,.0f}p",
    "accounting": lambda a: f" £ {a:,.2f} ",
    "full width": lambda a: "".join(chr(ord(letter) + 0xFEE0) for letter in f"{a:,.2f}"),
    "arabic": lambda a: "".join(chr(0x660 + int(letter)) if letter.isdigit() else letter for letter in f"{a:.2f}"),
}
DOUBTFUL = {
    "decimal comma": lambda a: f"{a:.2f}".replace(".", ","),
    "points": lambda a: f"{a:,.2f}".translate({ord(","): ".", ord("."): ","}),
    "percent": lambda a: f"{a:.2f}%",
    "about": lambda a: f"approx {a:,.2f}",
    "range": lambda a: f"{a:.2f}-{a + 1:.2f}",
    "power": lambda a: f"{a:.2f}e3",
    "euros": lambda a: f"€{a:.2f}",
    "pence of pounds": lambda a: f"£{a:.2f}p",
    "two lines": lambda a: f"{a:.2f}\n{a:.2f}",
    "words": lambda a: f"{a:.2f} a month",
}


@tries(300)
@given(AMOUNTS, st.sampled_from(sorted(WAYS)))
def test_an_amount_in_any_clear_form_is_exactly_that_amount(amount, way):
    assert read("money", WAYS[way](amount)) == amount


@tries(150)
@given(AMOUNTS, st.sampled_from(sorted(WAYS)), st.sampled_from(["-{}", "−{}", "–{}", "({})"]))
def test_an_amount_less_than_nothing_in_any_clear_form_is_exactly_that(amount, way, less):
    assert read("balance", less.format(WAYS[way](amount).strip())) == -amount


@tries(200)
@given(AMOUNTS, st.sampled_from(sorted(DOUBTFUL)))
def test_an_amount_in_a_doubtful_form_is_asked_about(amount, way):
    assert read_or_none("money", DOUBTFUL[way](amount)) is None


@tries(150)
@given(st.integers(1, 999), st.integers(0, 999), st.sampled_from(["money", "number", "integer", "balance"]))
def test_a_point_before_three_digits_is_never_read_alone(before, after, kind):
    assert read_or_none(kind, f"{before}.{after:03}") is None


@tries(300)
@given(st.text("0123456789.,' -()£kmp", max_size=12))
def test_no_digit_is_lost_or_made(typed):
    """Whatever is read has the digits that were typed, in their order."""
    amount = read_or_none("number", typed)
    if amount is None or "k" in typed:
        return
    said = "".join(letter for letter in typed if letter.isdigit() or letter == ".")
    assert abs(amount) == Decimal(said)


@tries(200)
@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.sampled_from(
        [
            "{0.day}/{0.month}/{0.year}",
            "{0:%d.%m.%Y}",
            "{0:%Y-%m-%d}",
            "{0.day} {0:%B} {0.year}",
            "{0:%a} {0.day} {0:%b} {0.year}",
            "{0:%B} {0.day}, {0.year}",
        ]
    ),
)
def test_any_day_in_any_clear_form_is_that_day(day, form):
    assert read("date", form.format(day)) == day
