"""The outline of a review is changed: sections renamed, moved, left out, brought back, added."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.utils.text import slugify

from accounts.foundations import audit
from accounts.models import User
from accounts.permissions import can_edit_outline, require
from reporting.actions.sections import begin_section
from reporting.claims.evidence import RoundEvidence
from reporting.models import Review, ReviewSection
from reporting.review import conclusions

KEPT = ("title", "place", "left_out", "writer", "due")


class Line(NamedTuple):
    """One section of the outline as it is wanted."""

    section: ReviewSection
    title: str
    place: int
    left_out: bool
    writer: User | None = None
    due: date | None = None


@transaction.atomic
def save_outline(review: Review, lines: Sequence[Line], *, added: str = "", by: User) -> None:
    """Give sections their titles, places, writers and days. What is left out keeps its text; nothing is deleted."""
    require(can_edit_outline, by, review)
    for line in lines:
        section = line.section
        for name in KEPT:
            setattr(section, name, getattr(line, name))
        section.save(update_fields=KEPT)
    if added:
        add_section(review, added, by=by)
    audit.record("changed the outline", by=by, about=review)


def add_section(review: Review, title: str, *, by: User) -> ReviewSection:
    """A further section at the end; one called Conclusions begins with the numbers."""
    last = review.sections.order_by("-place").first()
    slug = free_slug(review, title)
    begun = conclusions.begun(RoundEvidence(review.round)) if slug == conclusions.SLUG else ""
    section = ReviewSection(review=review, title=title, slug=slug, place=last.place + 1 if last else 0, html=begun)
    begin_section(section, by=by)
    return section


def free_slug(review: Review, title: str) -> str:
    """Its anchor in every product: two sections of one title have two."""
    taken = set(review.sections.values_list("slug", flat=True))
    wanted = slugify(title)[:40] or "section"
    return next(
        slug
        for number in range(1, len(taken) + 2)
        if (slug := wanted if number == 1 else f"{wanted}-{number}") not in taken
    )
