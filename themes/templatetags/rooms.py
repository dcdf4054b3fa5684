"""The rooms of the themes, as far as they are open to a person."""

from django import template
from django.urls import reverse

from accounts import permissions

register = template.Library()

ROOMS = [
    ("Trees", "themes", permissions.can_see_themes),
    ("Coding", "coding_list", permissions.can_see_themes),
    ("Search", "search", permissions.can_see_themes),
    ("Matrices", "matrices", permissions.can_see_matrices),
    ("Reading help", "reading_helps", permissions.can_use_reading_help),
    ("Exchange", "exchanges", permissions.can_export_codings),
]


@register.inclusion_tag("themes/rooms/_rooms.html", takes_context=True)
def rooms(context, here: str) -> dict:
    """`here` is the URL name of the room at hand."""
    user = context["user"]
    return {"rooms": [(label, reverse(name), name == here) for label, name, rule in ROOMS if rule(user)]}
