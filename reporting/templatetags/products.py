"""What pages offer to take away."""

from django.template import Library

from reporting.products import FIGURE, Format

register = Library()


@register.simple_tag
def formats_of_figures() -> tuple[Format, ...]:
    return FIGURE.formats
