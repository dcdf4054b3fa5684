"""How pages of readers print what leaves."""

from django import template

from sites import clearance
from sites.models import Site

register = template.Library()


@register.filter
def cleared(text: str, site: Site | None = None) -> str:
    """The text, where it was cleared for these readers: those of one site, or everyone."""
    return clearance.shown(text, site)
