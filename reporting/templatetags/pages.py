"""What the pages of reports and reviews say beyond Django's own words."""

from django import template

from reporting.charts import PROMPT_STATES

register = template.Library()


@register.filter
def by_state(prompts: list[dict]) -> list[tuple[str, str]]:
    """Which prompts are in which state, in words: ("open", "3.2, 3.6")."""
    numbers = {state: [p["number"] for p in prompts if p["state"] == state] for state in PROMPT_STATES}
    return [(PROMPT_STATES[state], ", ".join(found)) for state, found in numbers.items() if found]


@register.filter
def spaced(name: str) -> str:
    """A kind of finding as words: "small_count" is "Small count"."""
    return name.replace("_", " ").capitalize()
