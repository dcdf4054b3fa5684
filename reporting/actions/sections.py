"""A review is started and written."""

from __future__ import annotations

from django.db import transaction

from accounts.foundations import audit
from accounts.models import User
from accounts.permissions import (
    can_start_review,
    can_write_review,
    require,
)
from living_docs import prose
from living_docs.models import Round
from living_docs.versions import LINES, PROSE, Saved, merged
from reporting import figures
from reporting.actions.claims import claim_all
from reporting.actions.front import front_of
from reporting.claims.evidence import RoundEvidence
from reporting.jobs import ask_to_read_again
from reporting.models import (
    Review,
    ReviewEdit,
    ReviewSection,
)
from reporting.review import conclusions
from reporting.review.outline import FIGURES, chapters
from reporting.review.tokens import counts_in

WAYS = {"html": PROSE, "standfirst": LINES}
WITHHELD = (
    "How many Pilots say something is printed as a number only where neither they nor the others are so few that one "
    "could be picked out. Otherwise words stand in its place, the same words in every round."
)


@transaction.atomic
def start_review(round: Round, *, by: User, correction: str = "") -> Review:
    """A first draft with the round's outline, or a new version that starts from the published one."""
    require(can_start_review, by, round)
    newest = Review.objects.newest_of(round)
    if newest and not newest.is_published:
        return newest
    if newest:
        return next_version(newest, by=by, correction=correction)
    month = f"{round.deadline:%B %Y}"
    review = Review.objects.create(
        round=round, title=f"What the Pilots told us in {month}", started_by=by, withheld=[WITHHELD]
    )
    ReviewEdit.objects.create(review=review, text=front_of(review), by=by)
    evidence = RoundEvidence(round)
    offered = figures.offered(evidence)
    for place, chapter in enumerate(chapters(round)):
        drawn = [f"<p>[[figure:{name}]]</p>" for name in FIGURES.get(chapter.slug, []) if name in offered]
        begun = conclusions.begun(evidence) if chapter.slug == conclusions.SLUG else "\n".join(drawn)
        begin_section(ReviewSection(review=review, place=place, html=begun, **chapter._asdict()), by=by)
    audit.record("started", by=by, about=review)
    return review


def begin_section(section: ReviewSection, *, by: User) -> None:
    """A section with what it begins with; the counts in that are claims of whoever began it."""
    section.save(force_insert=True)
    keep_edit(section, by=by)
    claim_all(section.review.round, counts_in([section.html]), by=by)


def next_version(published: Review, *, by: User, correction: str) -> Review:
    kept = ("round", "title", "subtitle", "abstract", "withheld", "glance", "messages", "last_issues")
    review = Review.objects.create(
        version=published.version + 1,
        started_by=by,
        correction=correction,
        **{name: getattr(published, name) for name in kept},
    )
    ReviewEdit.objects.create(review=review, text=front_of(review), by=by)
    for section in published.sections.all():
        section.pk, section.review = None, review
        section.due = section.finished_version = section.finished_by = section.finished_at = None
        section.save(force_insert=True)
        keep_edit(section, by=by)
    for quotation in published.quotations.all():
        quotation.pk, quotation.review = None, review
        quotation.save(force_insert=True)
    audit.record("started", by=by, about=review, why=correction)
    return review


@transaction.atomic
def save_section(
    section: ReviewSection, *, html: str, standfirst: str, base_version: int, brief=None, by: User
) -> Saved:
    """Save a section on top of the version it was opened with, block by block; every earlier text is kept."""
    require(can_write_review, by, section.review)
    current = ReviewSection.objects.select_for_update().get(pk=section.pk)
    now = text_of(current)
    mine = {
        "html": prose.clean(html),
        "standfirst": standfirst.strip(),
        "brief": current.brief if brief is None else brief,
    }
    base = now if current.version == base_version else current.text_at(base_version)
    wanted, clashed = merged(mine, now=now, base=base, ways=WAYS)
    if clashed or wanted == now:
        return Saved(current, current.version, wanted, clashed)
    for name, value in wanted.items():
        setattr(current, name, value)
    current.version += 1
    current.save()
    keep_edit(current, by=by)
    asked = [row["count"] for row in current.brief] + list(counts_in([current.html, current.standfirst]))
    claim_all(section.review.round, asked, by=by)
    return Saved(current, current.version, wanted)


def text_of(section: ReviewSection) -> dict:
    return {"html": section.html, "standfirst": section.standfirst, "brief": section.brief}


def keep_edit(section: ReviewSection, *, by: User) -> None:
    ReviewEdit.objects.create(
        review=section.review, section=section, version=section.version, text=text_of(section), by=by
    )
    ask_to_read_again(section.review)


@transaction.atomic
def restore_section(section: ReviewSection, version: int, *, by: User) -> Saved:
    """An earlier text as the newest version; nothing between is lost."""
    edit = section.edits.get(version=version)
    return save_section(section, **edit.text, base_version=section.version, by=by)
