"""The outline of a review is changed: sections renamed, moved, left out, brought back, added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction
from django.utils.text import slugify

from accounts import audit
from accounts.models import User
from accounts.permissions import can_edit_outline, require
from reporting.actions.drafting import keep_edit
from reporting.models import Review, ReviewSection


class Line(NamedTuple):
    """One section of the outline as it is wanted."""

    section: ReviewSection
    title: str
    place: int
    left_out: bool


@transaction.atomic
def save_outline(review: Review, lines: Sequence[Line], *, added: str = "", by: User) -> None:
    """Give sections their titles and places. What is left out keeps its text; nothing is deleted."""
    require(can_edit_outline, by, review)
    for line in lines:
        section = line.section
        section.title, section.place, section.left_out = line.title, line.place, line.left_out
        section.save(update_fields=["title", "place", "left_out"])
    if added:
        add_section(review, added, by=by)
    audit.record("changed the outline", by=by, about=review)


def add_section(review: Review, title: str, *, by: User) -> ReviewSection:
    """A further section at the end."""
    last = review.sections.order_by("-place").first()
    section = ReviewSection.objects.create(
        review=review, title=title, slug=free_slug(review, title), place=last.place + 1 if last else 0
    )
    keep_edit(section, by=by)
    return section


def free_slug(review: Review, title: str) -> str:
    """Its anchor in every product: two sections of one title have two."""
    taken = set(review.sections.values_list("slug", flat=True))
    wanted = slugify(title)[:40] or "section"
    return next(slug for number in range(1, len(taken) + 2)
                if (slug := wanted if number == 1 else f"{wanted}-{number}") not in taken)  # fmt: skip
