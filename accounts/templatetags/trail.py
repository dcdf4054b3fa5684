"""Where a page lies: the pages above it, Home first."""

from django import template
from django.urls import reverse

register = template.Library()


@register.inclusion_tag("components/breadcrumbs.html")
def trail(*steps: object) -> dict[str, list[tuple[object, str]]]:
    """`steps` are pairs of a label and an address, which may be the name of a page; a pair without address is left out."""
    pairs = zip(("Home", *steps[::2]), ("home", *steps[1::2]), strict=True)
    return {"steps": [(label, address_of(str(page))) for label, page in pairs if page]}


def address_of(page: str) -> str:
    return page if page.startswith("/") else reverse(page)
