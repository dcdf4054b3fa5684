"""One search: what was asked for, and the paragraphs that answer it, of the submissions the person may read."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from accounts.models import User
from themes.models import Coding, Paragraph, Theme
from themes.models.paragraphs import ParagraphQuerySet
from themes.search.query import Query
from themes.trees.page import counted_as


def search(user: User, query: Query, *, site=None, round=None, prompt: str = "", theme: Theme | None = None):
    """The paragraphs that hold every word, narrowed to a site, a round, a prompt, a theme."""
    found = Paragraph.objects.visible_to(user)
    if query:
        found = found.filter(words__meet=query)
    if site:
        found = found.filter(submission__document__site=site)
    if round:
        found = found.filter(submission__document__round=round)
    if prompt:
        found = found.filter(prompt_number=prompt)
    return (coded_to(theme, found) if theme else found).in_reading_order()


def coded_to(theme: Theme, paragraphs: ParagraphQuerySet) -> ParagraphQuerySet:
    """Those that a counted coding of the theme touches."""
    touching = Coding.objects.counted().filter(
        theme__in=counted_as(theme),
        layer__submission=OuterRef("submission"),
        prompt_number=OuterRef("prompt_number"),
        start__lt=OuterRef("end"),
        end__gt=OuterRef("start"),
    )
    return paragraphs.filter(Exists(touching))
