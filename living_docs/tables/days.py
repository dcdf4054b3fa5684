"""Dates as people type them, the day before the month as in Britain; what lacks a part or has it elsewhere is asked."""

import re
from datetime import date, timedelta

from living_docs.tables.figures import Misunderstood
from living_docs.tables.letters import plain

ASKED = "Enter a date like 14/4/2010"
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
MONTH = {name[:length]: place for place, name in enumerate(MONTHS, 1) for length in (3, len(name))} | {"sept": 9}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY_FIRST = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})|(\d{1,2})([/.])(\d{1,2})\6(\d{2})")
YEAR_FIRST = re.compile(r"(\d{4})([/.-])(\d{1,2})\2(\d{1,2})")
TIME = re.compile(r"(?:T| )(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.0{1,6})?)?$")
WORDS = re.compile(r"[ ,./-]+")
ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)", re.IGNORECASE)
FIRST_YEAR, LAST_YEAR = 1900, 2099
SERIAL_DAY_ONE = date(1899, 12, 30)  # how Excel counts days


def read_date(typed: str) -> date:
    """The one day that a cell can mean."""
    text = plain(typed)
    if len(text) > 40:
        raise Misunderstood(ASKED)
    bare = TIME.sub("", text)
    found = in_digits(bare) or in_words(bare)
    if found is None:
        raise Misunderstood(f"{ASKED}{why_not(bare)}")
    return found


def in_digits(text: str) -> date | None:
    if found := YEAR_FIRST.fullmatch(text):
        return day(found[1], int(found[3]), found[4])
    if found := DAY_FIRST.fullmatch(text):
        return day(found[4] or found[8], int(found[3] or found[7]), found[1] or found[5])
    return None


def in_words(text: str) -> date | None:
    """ "3 April 2010", "3rd Apr 10", "April 3, 2010", each with the weekday if it is that day's."""
    words = [ORDINAL.sub(r"\1", word) for word in WORDS.split(text) if word]
    weekday = next((place for place, name in enumerate(WEEKDAYS) if words and is_weekday(words[0], name)), None)
    words = words[weekday is not None :]
    if len(words) != 3:
        return None
    found = day_of(words)
    return found if found is None or weekday in (None, found.weekday()) else None


def is_weekday(word: str, name: str) -> bool:
    return word.isalpha() and word.casefold().startswith(name) and (len(word) == 3 or word.casefold().endswith("day"))


def day_of(words: list[str]) -> date | None:
    first, second, third = words
    month = MONTH.get(second.casefold())
    if month and len(first) == 4:
        return day(first, month, third)
    if month:
        return day(third, month, first)
    month = MONTH.get(first.casefold())
    return day(third, month, second) if month and len(third) == 4 else None


def day(year: str, month: int, number: str) -> date | None:
    """That day, where there is one. Of a year in two digits the century is the one around 2010."""
    if not (year.isdecimal() and number.isdecimal() and len(number) <= 2 and len(year) in (2, 4)):
        return None
    full = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 50 else 1900)
    try:
        return date(full, month, int(number)) if FIRST_YEAR <= full <= LAST_YEAR else None
    except ValueError:
        return None


def why_not(text: str) -> str:
    """What is missing or in another place, in a sentence, where it is one of the known kinds."""
    month_first = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text)
    if month_first and (meant := day(month_first[3], int(month_first[1]), month_first[2])):
        return (
            f". “{text}” has the month first; if you mean {as_typed(meant)}, look at the other dates of this column too"
        )
    if re.fullmatch(r"\d{5}", text):
        meant = SERIAL_DAY_ONE + timedelta(days=int(text))
        return (
            f". “{text}” is how a spreadsheet counts days, perhaps {as_typed(meant)}" if meant.year <= LAST_YEAR else ""
        )
    words = WORDS.split(text.casefold())
    if len(words) <= 2 and any(word in MONTH for word in words):
        return ", with day, month and year"
    return ""


def as_typed(found: date) -> str:
    return f"{found.day}/{found.month}/{found.year}"
