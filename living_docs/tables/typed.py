"""Typed cells: what a person typed is kept as typed; here it is understood, or said in words why it is not."""

from datetime import date
from decimal import Decimal

from living_docs import uk_time
from living_docs.tables.days import read_date
from living_docs.tables.figures import Misunderstood, read_integer, read_number, read_pounds
from living_docs.tables.letters import plain

MOST_MONEY = Decimal("100000000")


def read_money(typed: str) -> Decimal:
    """Pounds with at most two decimals, from 0 to 100,000,000."""
    amount = read_pounds(typed)
    if not 0 <= amount <= MOST_MONEY:
        raise Misunderstood("Enter an amount from 0 to 100,000,000 pounds")
    return amount


READERS = {
    "date": read_date,
    "number": read_number,
    "integer": read_integer,
    "money": read_money,
    "balance": read_pounds,
}


def read(kind: str, typed: str) -> object:
    """The value of a cell: text as it is, nothing for an empty cell."""
    typed = typed.strip()
    if not typed:
        return None
    return READERS[kind](typed) if kind in READERS else typed


def read_or_none(kind: str, typed: str) -> object:
    try:
        return read(kind, typed)
    except Misunderstood:
        return None


def printed(kind: str, typed: str) -> str:
    """The cell as it is printed: "12,400" for "12400.00", "3 April 2010" for "3/4/10"; else as it was typed."""
    value = read_or_none(kind, typed)
    if value is None or kind not in READERS:
        return typed
    if isinstance(value, date):
        return uk_time.short_day(value)
    figure = f"{value:,.2f}" if kind in {"money", "balance"} else f"{value:,}"
    return figure.removesuffix(".00")


def read_as(kind: str, typed: str) -> str:
    """How a cell was understood, to stand beside it, where its letters do not say so by themselves."""
    value = read_or_none(kind, typed)
    if value is None or kind not in READERS or says_so_itself(kind, typed):
        return ""
    if isinstance(value, date):
        return f"Read as {uk_time.short_day(value)}"
    if isinstance(value, Decimal) and kind in {"money", "balance"}:
        return f"Read as {'−' if value < 0 else ''}£{abs(value):,.2f}"
    return f"Read as {value:,f}"


def says_so_itself(kind: str, typed: str) -> bool:
    """Plain digits, with or without a pound sign and commas; a day with its month in letters."""
    bare = typed.strip().removeprefix("£")
    value = read_or_none(kind, typed)
    if isinstance(value, date):
        return typed.strip().casefold() == uk_time.short_day(value).casefold()
    digits = bare.replace(",", "")
    return bare == plain(bare) and digits.replace(".", "", 1).isdecimal() and digits.isascii()
