"""Typed cells: what a person typed is kept as typed; here it is understood, or said in words why it is not."""

import re
from datetime import date, datetime
from decimal import Decimal

DATE_FORMATS = ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d/%m/%y")
MOST_MONEY = Decimal("100000000")
NUMBER = re.compile(r"[+-]?(?:[0-9]{1,15}(?:\.[0-9]{0,10})?|\.[0-9]{1,10})")  # no powers: 1e999999 would take for ever


class Misunderstood(ValueError):
    """What was typed is not of the column's kind; the message says what to type."""


def read_date(typed: str) -> date:
    for form in DATE_FORMATS:
        try:
            return datetime.strptime(" ".join(typed.split()), form).date()
        except ValueError:
            continue
    raise Misunderstood("Enter a date like 14/4/2010")


def read_number(typed: str) -> Decimal:
    digits = re.sub(r"[,\s]", "", typed)
    if not NUMBER.fullmatch(digits):
        raise Misunderstood("Enter a number, like 12 or 12.5")
    return Decimal(digits)


def read_integer(typed: str) -> int:
    number = read_number(typed)
    if number != number.to_integral_value():
        raise Misunderstood("Enter a whole number, like 12")
    return int(number)


def read_money(typed: str) -> Decimal:
    """Pounds with at most two decimals, from 0 to 100,000,000."""
    try:
        amount = read_number(typed.replace("£", ""))
    except Misunderstood:
        raise Misunderstood("Enter an amount in pounds, like 1,250 or 1250.50") from None
    if not 0 <= amount <= MOST_MONEY:
        raise Misunderstood("Enter an amount from 0 to 100,000,000 pounds")
    if amount != round(amount, 2):
        raise Misunderstood("Enter an amount with at most two decimals")
    return amount


READERS = {"date": read_date, "number": read_number, "integer": read_integer, "money": read_money}


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
