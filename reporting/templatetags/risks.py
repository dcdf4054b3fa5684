"""How a re-identification risk is put in words."""

from django import template

register = template.Library()


@register.filter
def by_chance(attacked: dict) -> str:
    """How many would be told by guessing: "0.4 of 7"."""
    return f"{attacked['chance'] * attacked['of']:.1f} of {attacked['of']}"
