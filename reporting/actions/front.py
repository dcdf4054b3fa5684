"""The front of a review is written: its title, its abstract, the rows of "At a glance"."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.permissions import can_write_review, require
from living_docs import prose
from living_docs.kinds.base import Clash
from living_docs.kinds.text import merge_prose
from reporting.actions.claims import claim_all
from reporting.jobs import ask_to_measure_risk
from reporting.models import Review, ReviewEdit
from reporting.review.tokens import counts_in

Front = dict[str, Any]


class FrontChangedMeanwhile(Exception):
    """Another writer changed the same box, or the same paragraph of the abstract, since the page was opened."""

    def __init__(self, review: Review) -> None:
        self.review = review


@transaction.atomic
def save_front(
    review: Review,
    *,
    title: str,
    subtitle: str,
    abstract: str,
    correction: str | None = None,
    glance=None,
    base_version: int | None = None,
    by: User,
) -> Review:
    """Save the front on top of the version it was opened with, box by box; every earlier text is kept.

    None leaves a box as it is; without `base_version` what is given replaces what stands.
    """
    require(can_write_review, by, review)
    current = Review.objects.select_for_update().get(pk=review.pk)
    given = {
        "title": title,
        "subtitle": subtitle,
        "abstract": prose.clean(abstract),
        "correction": correction,
        "glance": glance,
    }
    mine = front_of(current) | {name: value for name, value in given.items() if value is not None}
    wanted = mine if base_version is None else merged(current, base_version, mine)
    if wanted == front_of(current):
        return current
    for saved in (current, review):
        for name, value in wanted.items():
            setattr(saved, name, value)
    current.save(update_fields=list(wanted))
    ReviewEdit.objects.create(review=current, text=wanted, by=by)
    ask_to_measure_risk(current)
    claim_all(current.round, counts_asked(current), by=by)
    return current


def front_of(review: Review) -> Front:
    return {name: getattr(review, name) for name in ("title", "subtitle", "abstract", "correction", "glance")}


def counts_asked(review: Review) -> list[str]:
    texts = [review.abstract, *(row["text"] for row in review.glance)]
    return [*(row["count"] for row in review.glance), *counts_in(texts)]


def merged(current: Review, base_version: int, mine: Front) -> Front:
    """Both writers’ changes; raises where both changed one box, or one paragraph of the abstract."""
    now = front_of(current)
    if current.front_version == base_version:
        return mine
    before = current.front_at(base_version)
    try:
        return {name: merged_box(name, before.get(name), now[name], mine[name]) for name in now}
    except Clash:
        raise FrontChangedMeanwhile(current) from None


def merged_box(name: str, before: Any, now: Any, mine: Any) -> Any:
    if mine in (before, now):
        return now
    if now == before:
        return mine
    if name == "abstract":
        return merge_prose(before or "", now, mine)
    raise Clash
