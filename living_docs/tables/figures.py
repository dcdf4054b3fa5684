"""Figures as people type them: read where they can mean one thing only, else asked about in words."""

import re
from decimal import Decimal

from living_docs.tables.letters import plain

LONGEST = 60
FIGURE = (
    r"[1-9]\d{0,2}(?:(?P<parted>[, '])\d{3})(?:(?P=parted)\d{3})*(?:\.\d{0,10})?|\d{1,15}(?:\.\d{0,10})?|\.\d{1,10}"
)
SHAPE = re.compile(
    rf"(?P<bracket>\()?(?P<sign>[+-](?! ?\(| \d))?(?P<pound>£|GBP)? ?(?P<inner>(?<!\d)-(?=\d))?(?:(?P<figure>{FIGURE})|(?=[¼½¾]))"
    r"(?: ?(?P<part>[¼½¾]))? ?(?P<scale>k|thousand|m|million|p|pence)? ?(?P<behind>GBP|£|pounds?)?(?P<closed>\))?",
    re.IGNORECASE,
)
PARTS = {"¼": Decimal("0.25"), "½": Decimal("0.5"), "¾": Decimal("0.75")}
SCALES = {"k": 1000, "thousand": 1000, "m": 1_000_000, "million": 1_000_000}
PENCE = {"p", "pence"}
TWO_MEANINGS = re.compile(r"(?P<before>[1-9]\d{0,2})\.(?P<after>\d{3})")
COMMA_FOR_POINT = re.compile(r"\d,(?!\d{3}(?!\d))|,\d{3},?\d{1,2}(?!\d)|\d\.\d{3},\d")
RANGE = re.compile(r"\d\s{0,3}(?:-|to|/|or)\s{0,3}£?\s{0,3}\d", re.IGNORECASE)
ABOUT = re.compile(r"(?i:approx|about|circa|around|roughly|up to|over|c\.)|[~<>≈±+]")
NOT_KNOWN = {
    "nk",
    "tbc",
    "tba",
    "tbd",
    "notknown",
    "notyetknown",
    "unknown",
    "dontknow",
    "tobeconfirmed",
    "pending",
    "?",
    "??",
}


class Misunderstood(ValueError):
    """What was typed is not of the column's kind, or may mean two things; the message says what to type."""


def is_not_known(typed: str) -> bool:
    """Whether a cell says in words that its figure is not known yet: "n/k", "TBC"."""
    return re.sub(r"[\s/.'’]", "", typed).casefold() in NOT_KNOWN


def read_number(typed: str) -> Decimal:
    return figure(typed, "Enter a number, like 12 or 12.5", takes=())


def read_integer(typed: str) -> int:
    number = read_number(typed)
    if number != number.to_integral_value():
        raise Misunderstood("Enter a whole number, like 12")
    return int(number)


def read_pounds(typed: str) -> Decimal:
    """Pounds with at most two decimals, less than nothing too."""
    amount = figure(typed, "Enter an amount in pounds, like 1,250 or 1250.50", takes=("pound", "behind"))
    if amount != round(amount, 2):
        raise Misunderstood("Enter an amount with at most two decimals")
    return amount


def figure(typed: str, sentence: str, *, takes: tuple[str, ...]) -> Decimal:
    """The one number that a cell can mean. `takes` names the signs of money that it may have."""
    text = plain(typed)
    found = SHAPE.fullmatch(text) if len(text) <= LONGEST else None
    if found is None or contradicts(found) or not may_have(found, takes):
        raise Misunderstood(f"{sentence}{why_not(text)}")
    if two := TWO_MEANINGS.fullmatch(found["figure"] or ""):
        raise Misunderstood(f"{sentence}. {both_meanings(two, takes)}")
    return value(found)


def contradicts(found: re.Match) -> bool:
    """Two signs, one bracket, a sign of pounds on both sides, pence of pounds, half of a fraction."""
    return (
        bool(found["bracket"]) != bool(found["closed"])
        or sum(bool(found[name]) for name in ("bracket", "sign", "inner")) > 1
        or bool(found["pound"] and found["behind"])
        or bool(found["inner"] and not found["pound"])
        or ((found["scale"] or "").lower() in PENCE and bool(found["pound"] or found["behind"] or found["part"]))
        or bool(found["part"] and not (found["figure"] or "0").isdecimal())
    )


def may_have(found: re.Match, takes: tuple[str, ...]) -> bool:
    if takes:
        return True
    return not found["pound"] and not found["behind"] and (found["scale"] or "k").lower() in {"k", "thousand"}


def value(found: re.Match) -> Decimal:
    digits = re.sub(r"[, ']", "", found["figure"] or "0")
    number = Decimal(digits) + PARTS.get(found["part"], 0)
    scale = (found["scale"] or "").lower()
    number = number / 100 if scale in PENCE else number * SCALES.get(scale, 1)
    less = found["bracket"] or found["sign"] == "-" or found["inner"]
    return -number if less and number else number


def both_meanings(two: re.Match, takes: tuple[str, ...]) -> str:
    """Each as it will be understood: with another number of decimals than three, of money with two."""
    decimal = two[0].removesuffix("0") if two["after"].endswith("0") else f"{two[0]}0"
    if takes and len(decimal) > len(two[0]):
        decimal = f"{Decimal(two[0]):.2f}"
    return f"“{two[0]}” may mean {two['before']},{two['after']} or {decimal}; type the one you mean"


def why_not(text: str) -> str:
    """What makes a figure doubtful, in a sentence, where it is one of the known kinds."""
    digits = any(letter.isdecimal() for letter in text)
    if is_not_known(text):
        return ". If it is not known yet, leave it empty"
    if not digits:
        return ""
    if COMMA_FOR_POINT.search(text):
        return ". Use a comma only between thousands, and a point before pence or decimals"
    if "%" in text:
        return ". Leave out the per cent sign if the column counts in per cent"
    if RANGE.search(text):
        return ". One figure, not two"
    if ABOUT.search(text):
        return ". Leave out words like “about”; a note can say so"
    return ""
