"""What the pages of reports and reviews say beyond Django's own words."""

from django import template

from reporting.printing.charts import PROMPT_STATES

register = template.Library()


@register.filter
def by_state(prompts: list[dict]) -> list[tuple[str, str]]:
    """Which prompts are in which state, in words: ("open", "3.2, 3.6")."""
    numbers = {state: [p["number"] for p in prompts if p["state"] == state] for state in PROMPT_STATES}
    return [(PROMPT_STATES[state], ", ".join(found)) for state, found in numbers.items() if found]


KINDS = {
    "site_name": "Site",
    "site_alias": "Site",
    "unique_focus": "Focus",
    "unique_figure": "Figure",
    "site_set": "Few Pilots",
    "small_count": "Number",
    "source_overlap": "Overlap",
    "distinctive_term": "Distinctive words",
    "personal_id": "Personal number",
}


@register.filter
def kind_of_finding(kind: str) -> str:
    """A kind of finding in a word or two: "small_count" is "Number"."""
    return KINDS.get(kind, kind.capitalize())
