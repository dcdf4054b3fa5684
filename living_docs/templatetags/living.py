"""What pages say beyond Django's own words."""

from datetime import date, datetime

from django import template

from living_docs import uk_time

register = template.Library()


@register.filter
def in_full(moment: datetime) -> str:
    """5pm on Friday 30 April 2010 (UK time)."""
    return uk_time.in_full(moment)


@register.filter
def short_day(day: date | datetime) -> str:
    """21 May 2010."""
    return uk_time.short_day(day)
