"""The demo's dates: the spacing of the real rounds, moved by whole weeks so that round 3 has just closed."""

from datetime import date, timedelta

FRIDAY = 4

# The last Fridays of the submission months in the instrument's round plan (months of rounds 4 to 6 are ours).
DEADLINES = {
    1: date(2009, 7, 31),
    2: date(2009, 10, 30),
    3: date(2010, 4, 30),
    4: date(2010, 10, 29),
    5: date(2011, 3, 25),
    6: date(2011, 7, 29),
}
CURRENT = 3


def friday_before(day: date, nth: int) -> date:
    """The nth Friday before a day, the day itself not counted."""
    last = day - timedelta(days=(day.weekday() - FRIDAY) % 7 or 7)
    return last - timedelta(weeks=nth - 1)


def friday_after(day: date, nth: int) -> date:
    next_one = day + timedelta(days=(FRIDAY - day.weekday()) % 7 or 7)
    return next_one + timedelta(weeks=nth - 1)


def deadlines(today: date) -> dict[int, date]:
    """Each round's deadline, as seen from the day of the first load."""
    shift = friday_before(today, 2) - DEADLINES[CURRENT]
    return {number: day + shift for number, day in DEADLINES.items()}
