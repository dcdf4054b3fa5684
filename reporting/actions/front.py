"""The front of a review is written: its title, its abstract, the rows of "At a glance"."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from accounts.models import User
from accounts.permissions import can_write_review, require
from living_docs import prose
from living_docs.versions import PROSE, Saved, merged
from reporting.actions.claims import claim_all
from reporting.jobs import ask_to_read_again
from reporting.models import Review, ReviewEdit
from reporting.review.tokens import counts_in

Front = dict[str, Any]


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
) -> Saved:
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
    now = front_of(current)
    mine = now | {name: value for name, value in given.items() if value is not None}
    base = now if base_version in {None, current.front_version} else current.front_at(base_version)
    wanted, clashed = merged(mine, now=now, base=base, ways={"abstract": PROSE})
    if clashed or wanted == now:
        return Saved(current, current.front_version, wanted, clashed)
    for saved in (current, review):
        for name, value in wanted.items():
            setattr(saved, name, value)
    current.save(update_fields=list(wanted))
    ReviewEdit.objects.create(review=current, text=wanted, by=by)
    ask_to_read_again(current)
    claim_all(current.round, counts_asked(current), by=by)
    return Saved(current, current.front_version, wanted)


def front_of(review: Review) -> Front:
    return {name: getattr(review, name) for name in ("title", "subtitle", "abstract", "correction", "glance")}


def counts_asked(review: Review) -> list[str]:
    texts = [review.abstract, *(row["text"] for row in review.glance)]
    return [*(row["count"] for row in review.glance), *counts_in(texts)]
