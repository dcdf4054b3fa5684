"""Where a number of a matrix leads."""

from django import template
from django.urls import reverse
from django.utils.http import urlencode

from themes.matrices.evidence import Cell
from themes.matrices.form import PROMPTS, ROUNDS, SITES, Asked
from themes.models import Theme

register = template.Library()


@register.simple_tag
def passages_of(asked: Asked, theme: Theme, cell: Cell | None = None) -> str:
    """The address of the passages behind a cell; without one, of the theme in the whole round."""
    at = cell.at if cell else ""
    round = at if asked.show == ROUNDS and at else asked.round.number
    narrowed = {"site": at if asked.show == SITES else "", "prompt": at if asked.show == PROMPTS else asked.prompt}
    query = urlencode({name: value for name, value in narrowed.items() if value})
    return reverse("matrix_passages", args=[round, theme.pk]) + (f"?{query}" if query else "")
