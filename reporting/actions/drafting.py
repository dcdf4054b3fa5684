"""A review is started and written."""

from __future__ import annotations

from django.db import transaction

from accounts import audit
from accounts.models import User
from accounts.permissions import (
    can_start_review,
    can_write_review,
    require,
)
from living_docs import prose
from living_docs.models import Round
from reporting.models import (
    Review,
    ReviewEdit,
    ReviewSection,
)
from reporting.outline import chapters

WITHHELD = (
    "A number of Pilots is printed only where it and its complement are large enough that no Pilot can be picked "
    "out; below and above, a band in words stands in its place, the same band in every round."
)


@transaction.atomic
def start_review(round: Round, *, by: User, correction: str = "") -> Review:
    """A first draft with the round's outline, or a new version that starts from the published one."""
    require(can_start_review, by, round)
    newest = round.reviews.order_by("-version").first()
    if newest and not newest.is_published:
        return newest
    if newest:
        return next_version(newest, by=by, correction=correction)
    month = f"{round.deadline:%B %Y}"
    review = Review.objects.create(
        round=round, title=f"What the Pilots told us in {month}", started_by=by, withheld=[WITHHELD]
    )
    for place, chapter in enumerate(chapters(round)):
        ReviewSection.objects.create(review=review, place=place, **chapter._asdict())
    audit.record("started", by=by, about=review)
    return review


def next_version(published: Review, *, by: User, correction: str) -> Review:
    kept = ("round", "title", "subtitle", "abstract", "withheld", "glance")
    review = Review.objects.create(
        version=published.version + 1, started_by=by, correction=correction,
        **{name: getattr(published, name) for name in kept},
    )  # fmt: skip
    for section in published.sections.all():
        section.pk, section.review = None, review
        section.save(force_insert=True)
    for quotation in published.quotations.all():
        quotation.pk, quotation.review = None, review
        quotation.save(force_insert=True)
    audit.record("started", by=by, about=review, why=correction)
    return review


@transaction.atomic
def save_front(
    review: Review, *, title: str, subtitle: str, abstract: str, correction: str = "", glance=None, by: User
) -> None:
    """Title, subtitle, abstract and the rows of "At a glance"."""
    require(can_write_review, by, review)
    review.title, review.subtitle, review.correction = title, subtitle, correction
    review.abstract = prose.clean(abstract)
    review.glance = review.glance if glance is None else glance
    review.save(update_fields=["title", "subtitle", "abstract", "correction", "glance"])
    text = {"title": title, "subtitle": subtitle, "abstract": review.abstract, "glance": review.glance}
    ReviewEdit.objects.create(review=review, text=text, by=by)


class ChangedMeanwhile(Exception):
    """Another writer saved the section since it was opened."""

    def __init__(self, section: ReviewSection) -> None:
        self.section = section


@transaction.atomic
def save_section(
    section: ReviewSection, *, html: str, standfirst: str, base_version: int, brief=None, by: User
) -> ReviewSection:
    """Save a section on top of the version it was opened with; every earlier text is kept."""
    require(can_write_review, by, section.review)
    current = ReviewSection.objects.select_for_update().get(pk=section.pk)
    html = prose.clean(html)
    if current.version != base_version and current.html != html:
        raise ChangedMeanwhile(current)
    current.html, current.standfirst = html, standfirst.strip()
    current.brief = current.brief if brief is None else brief
    current.version += 1
    current.save()
    text = {"html": current.html, "standfirst": current.standfirst, "brief": current.brief}
    ReviewEdit.objects.create(review=section.review, section=current, text=text, by=by)
    return current
