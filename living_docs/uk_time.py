"""Times as the programme writes them: "5pm on Friday 30 April 2010 (UK time)"."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from accounts.foundations import clock

UK = ZoneInfo("Europe/London")


def clock_words(moment: time | datetime) -> str:
    """3:42pm, 5pm, noon is 12pm."""
    hour = moment.hour % 12 or 12
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{hour}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def day_words(day: date | datetime) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"


def in_full(moment: datetime) -> str:
    local = moment.astimezone(UK)
    return f"{clock_words(local)} on {day_words(local)} (UK time)"


def short_day(day: date | datetime) -> str:
    """21 May 2010."""
    if isinstance(day, datetime):
        day = day.astimezone(UK)
    return f"{day.day} {day:%B %Y}"


def day_and_month(moment: datetime) -> str:
    """21 May, for lists in which the year is clear."""
    local = moment.astimezone(UK)
    return f"{local.day} {local:%b}"


def today() -> date:
    """The day it is in the United Kingdom now."""
    return clock.now().astimezone(UK).date()


def uk_moment(day: date, hour: int, minute: int = 0) -> datetime:
    """That UK clock time on that day, aware; in the hour that is missing in spring, the same minute of the next."""
    return datetime.combine(day, time(hour, minute), tzinfo=UK).astimezone(UTC).astimezone(UK)


def day_typed(day: date | datetime) -> str:
    """14/4/2010, as people type it into a form."""
    if isinstance(day, datetime):
        day = day.astimezone(UK)
    return f"{day.day}/{day.month}/{day.year}"


def local_hour(moment: datetime) -> int:
    return moment.astimezone(UK).hour


def saved_line(moment: datetime) -> str:
    """When something was saved: by the hour on the same day, by its day later."""
    local = moment.astimezone(UK)
    same_day = local.date() == today()
    return f"Saved at {clock_words(local)}" if same_day else f"Saved on {short_day(local)}"
