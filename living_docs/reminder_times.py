"""When a site is reminded of its deadline. Days are counted by the UK's clock: "7 days before 5pm" is 5pm too."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from living_docs.uk_time import UK

DAYS = {"14 days": 14, "7 days": 7, "2 days": 2, "1 day": 1}
HOURS = {"4 hours": 4}
AFTER = "day after"  # once, the next day, to a site that has not submitted
TOO_LATE = timedelta(hours=6)  # a reminder that could not be sent for so long is left out


def moments(deadline: datetime) -> dict[str, datetime]:
    """Each reminder with its moment, in UTC."""
    local = deadline.astimezone(UK)
    by_day = {name: (local - timedelta(days=days)).astimezone(UTC) for name, days in DAYS.items()}
    by_day[AFTER] = (local + timedelta(days=1)).astimezone(UTC)
    return by_day | {name: deadline.astimezone(UTC) - timedelta(hours=hours) for name, hours in HOURS.items()}


def due(deadline: datetime, *, now: datetime) -> list[str]:
    """The reminders whose moment has come, and is not long gone; after the deadline only the one that is for then."""
    found = [name for name, moment in moments(deadline).items() if moment <= now < moment + TOO_LATE]
    return [name for name in found if (name == AFTER) == (now >= deadline)]
