"""A site's deadline as a calendar file: an instant in UTC, said in UK time, with a UID that stays when it moves."""

from __future__ import annotations

from datetime import UTC, timedelta

from django.conf import settings
from icalendar import Alarm, Calendar, Event

from accounts.foundations import clock
from living_docs.models import LivingDocument

NOTICE = timedelta(days=-1)


def deadline_calendar(document: LivingDocument) -> bytes:
    """One entry: the deadline of this site in this round."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Integrated Care Pilots evaluation//Living Documents//EN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-timezone", "Europe/London")
    calendar.add_component(entry(document))
    return calendar.to_ical()


def entry(document: LivingDocument) -> Event:
    event, number = Event(), document.round.number
    event.add("uid", f"deadline-{document.site.slug}-round-{number}@living-documents")
    event.add("sequence", document.deadline_version)
    event.add("dtstamp", clock.now().astimezone(UTC))
    event.add("dtstart", document.deadline.astimezone(UTC))
    event.add("summary", f"Round {number} closes at {document.deadline_words}")
    event.add("description", f"Submit the Living Document of {document.site.name} by {document.deadline_words}.")
    event.add("url", settings.SITE_ADDRESS + document.get_absolute_url())
    event.add("transp", "TRANSPARENT")
    event.add_component(alarm())
    return event


def alarm() -> Alarm:
    day_before = Alarm()
    day_before.add("action", "DISPLAY")
    day_before.add("description", "The deadline is tomorrow")
    day_before.add("trigger", NOTICE)
    return day_before
