"""The key of a thing for the pages."""

from django import template
from django.db.models import Model

from accounts.foundations.public_keys import public_key

register = template.Library()


@register.filter
def key(thing: Model) -> str:
    """What tells it from others of its kind, and does not count up."""
    return public_key(thing)
