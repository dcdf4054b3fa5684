"""Periods as people write them in names and first lines of files: months, quarters, rounds."""

from __future__ import annotations

import re
from typing import NamedTuple

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
YEAR = r"(20\d\d)"
FINANCIAL = rf"{YEAR}(?:[ /](?:20)?(\d\d)(?!\d))?"
DAY = r"(?:\d\d?(?:st|nd|rd|th)? )?"
RANGE = re.compile(rf"\b{MONTH}(?: {YEAR})? (?:{MONTH} )?(?:to |until |and )?{DAY}{MONTH} {YEAR}\b")
DATES = re.compile(rf"\b\d\d?/(0?[1-9]|1[0-2])/{YEAR} (?:to |until )?\d\d?/(0?[1-9]|1[0-2])/{YEAR}\b")
QUARTER_TO = re.compile(rf"\bquarter (?:to|until|ending|ended) (?:the )?(?:\d\d? )?{MONTH} {YEAR}\b")
QUARTER = re.compile(rf"\bq(?:uarter)? ?([1-4]) (?:of )?{FINANCIAL}\b")
NAMED_QUARTER = re.compile(rf"\b(first|second|third|fourth|last|1st|2nd|3rd|4th) quarter (?:of )?{FINANCIAL}\b")
QUARTER_AFTER = re.compile(rf"\b{FINANCIAL} q(?:uarter)? ?([1-4])\b")
ONE_MONTH = re.compile(rf"(?<!\d )(?<!\dst )(?<!\dnd )(?<!\drd )(?<!\dth )\b{MONTH} {YEAR}\b")
IN_FIGURES = re.compile(r"\b(20\d\d) (0[1-9]|1[0-2])\b")
ROUND = re.compile(r"\bround ([1-9])\b")
NO_WORD = re.compile(r"[^a-z0-9/]+|(?<![0-9])/|/(?![0-9])")
NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
APRIL = 3  # the first month of a financial year, counted from nought


class Period(NamedTuple):
    """From one month to another, each counted from the year nought; a round has its number alone."""

    last: int
    first: int
    round: int = 0

    def __str__(self) -> str:
        if self.round:
            return f"Round {self.round}"
        ends = month_words(self.last)
        if self.first == self.last:
            return ends
        same_year = self.first // 12 == self.last // 12
        return f"{MONTHS[self.first % 12] if same_year else month_words(self.first)} to {ends}"


def month_words(month: int) -> str:
    return f"{MONTHS[month % 12]} {month // 12}"


def periods_in(text: str) -> list[Period]:
    """The periods that a text names, the surest kind only: spans and quarters, else months, else rounds."""
    words = " ".join(NO_WORD.sub(" ", text.casefold()).split())
    kinds = (spans_in(words), months_in(words), [Period(0, 0, int(number)) for number in ROUND.findall(words)])
    return next((list(dict.fromkeys(found)) for found in kinds if found), [])


def in_sentence(typed: str) -> str:
    """A period inside a sentence; words that are no period are put in quotation marks, as they were typed."""
    found = periods_in(typed)
    return str(found[0]) if len(found) == 1 else f"“{' '.join(typed.split())}”"


def spans_in(words: str) -> list[Period]:
    found = []
    for first, first_year, _, last, year in RANGE.findall(words):
        begins, ends = month_of(first, first_year or year), month_of(last, year)
        found += span(begins - 12 if begins > ends and not first_year else begins, ends)
    for first, first_year, last, year in DATES.findall(words):
        found += span(int(first_year) * 12 + int(first) - 1, int(year) * 12 + int(last) - 1)
    found += [quarter_ending(month_of(month, year)) for month, year in QUARTER_TO.findall(words)]
    for name, year, next_year in NAMED_QUARTER.findall(words):
        found += quarters(NUMBERS[name], int(year), next_year)
    numbered = QUARTER.findall(words) or [(number, *years) for *years, number in QUARTER_AFTER.findall(words)]
    for number, year, next_year in numbered:
        found += quarters(int(number), int(year), next_year)
    return found


def span(begins: int, ends: int) -> list[Period]:
    return [Period(ends, begins)] if begins < ends else []


def months_in(words: str) -> list[Period]:
    """Single months; one with a day before it is the date of something."""
    named = [month_of(month, year) for month, year in ONE_MONTH.findall(words)]
    figures = [
        int(year) * 12 + int(month) - 1
        for year, month in IN_FIGURES.findall(words)
        if int(month) != (int(year) + 1) % 100
    ]
    return [Period(month, month) for month in [*named, *figures]]


def month_of(name: str, year: str) -> int:
    return int(year) * 12 + next(place for place, month in enumerate(MONTHS) if month.casefold().startswith(name[:3]))


def quarter_ending(month: int) -> Period:
    return Period(month, month - 2)


def quarters(number: int, year: int, next_year: str) -> list[Period]:
    """Quarter 4 of 2009/10 ends in March 2010. Of a single year it may be the calendar's or the financial one's."""
    financial = quarter_ending(year * 12 + APRIL + 3 * number - 1)
    if next_year:
        return [financial] if int(next_year) == (year + 1) % 100 else []
    return [quarter_ending(year * 12 + 3 * number - 1), financial]
