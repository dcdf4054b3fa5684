"""UK clock times in words, and both changes of the clock."""

from datetime import UTC, date, datetime, timedelta

import pytest

from living_docs.uk_time import UK, clock_words, day_words, in_full, short_day, uk_moment


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [
        (0, 0, "12am"),
        (0, 5, "12:05am"),
        (9, 30, "9:30am"),
        (12, 0, "12pm"),
        (12, 1, "12:01pm"),
        (17, 0, "5pm"),
        (23, 59, "11:59pm"),
    ],
)
def test_clock_times_are_written_as_people_say_them(hour, minute, words):
    assert clock_words(uk_moment(date(2010, 4, 30), hour, minute)) == words


def test_a_deadline_is_written_in_full():
    assert in_full(uk_moment(date(2010, 4, 30), 17)) == "5pm on Friday 30 April 2010 (UK time)"


def test_a_deadline_is_the_same_words_wherever_it_was_computed():
    assert in_full(datetime(2010, 4, 30, 16, tzinfo=UTC)) == "5pm on Friday 30 April 2010 (UK time)"


CHANGES = [  # last Sundays of March and October, 01:00 UTC
    (datetime(2009, 3, 29, 1, tzinfo=UTC), 1),
    (datetime(2009, 10, 25, 1, tzinfo=UTC), -1),
    (datetime(2010, 3, 28, 1, tzinfo=UTC), 1),
    (datetime(2010, 10, 31, 1, tzinfo=UTC), -1),
    (datetime(2011, 3, 27, 1, tzinfo=UTC), 1),
    (datetime(2011, 10, 30, 1, tzinfo=UTC), -1),
    (datetime(2012, 3, 25, 1, tzinfo=UTC), 1),
    (datetime(2012, 10, 28, 1, tzinfo=UTC), -1),
    (datetime(2026, 3, 29, 1, tzinfo=UTC), 1),
    (datetime(2026, 10, 25, 1, tzinfo=UTC), -1),
    (datetime(2027, 3, 28, 1, tzinfo=UTC), 1),
    (datetime(2027, 10, 31, 1, tzinfo=UTC), -1),
]


@pytest.mark.parametrize(("moment", "turn"), CHANGES)
def test_the_clock_turns_at_one_in_the_morning_universal_time(moment, turn):
    before, after = (moment - timedelta(minutes=1)).astimezone(UK), moment.astimezone(UK)
    assert after.utcoffset() - before.utcoffset() == timedelta(hours=turn)
    assert (clock_words(before), clock_words(after)) == (("12:59am", "2am") if turn == 1 else ("1:59am", "1am"))


@pytest.mark.parametrize(("moment", "turn"), CHANGES)
def test_five_in_the_afternoon_stays_five_across_the_change(moment, turn):
    the_day_before, the_day = moment.date() - timedelta(days=1), moment.date()
    apart = uk_moment(the_day, 17).astimezone(UTC) - uk_moment(the_day_before, 17).astimezone(UTC)
    assert apart == timedelta(hours=24 - turn)
    assert in_full(uk_moment(the_day, 17)).startswith("5pm on Sunday ")


def test_the_hour_that_is_missing_in_spring_is_still_a_moment():
    assert in_full(uk_moment(date(2010, 3, 28), 1, 30).astimezone(UTC)) == "2:30am on Sunday 28 March 2010 (UK time)"


def test_of_the_hour_that_comes_twice_in_autumn_the_first_is_meant():
    assert uk_moment(date(2010, 10, 31), 1, 30).astimezone(UTC) == datetime(2010, 10, 31, 0, 30, tzinfo=UTC)


def test_a_leap_day_has_its_name():
    assert day_words(date(2012, 2, 29)) == "Wednesday 29 February 2012"


def test_a_late_summer_evening_in_universal_time_is_the_next_day_in_the_uk():
    assert short_day(datetime(2010, 6, 30, 23, 30, tzinfo=UTC)) == "1 July 2010"
    assert short_day(date(2010, 6, 30)) == "30 June 2010"
