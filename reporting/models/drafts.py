"""A thematic review in the making: its sections, who wrote what, and its steps."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.foundations import clock
from accounts.foundations.frozen_records import Frozen
from accounts.models import User
from accounts.permissions import writes_reviews
from living_docs import uk_time
from living_docs.models import Round
from reporting.review.workflow import ReviewStatus


class ReviewQuerySet(models.QuerySet["Review"]):
    """Reviews of rounds, each in one or more versions."""

    def newest_of(self, round: Round) -> Review | None:
        """The newest version of a round's review; None while there is none."""
        return self.filter(round=round).order_by("-version").first()


class Review(models.Model):
    """One version of a round's thematic review, from draft to publication."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="reviews")
    version = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=12, choices=ReviewStatus.choices, default=ReviewStatus.DRAFTING)
    title = models.CharField(max_length=200)
    subtitle = models.CharField(max_length=300, blank=True)
    abstract = models.TextField(blank=True)
    correction = models.TextField(blank=True)
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=clock.now)
    withheld = models.JSONField(default=list)
    reasons = models.JSONField(default=dict)  # {problem: why it may stay}, until the review is sent
    glance = models.JSONField(default=list)  # [{"count": key, "statement": …, "text": …}]
    messages = models.JSONField(default=list)  # `reporting.review.key_messages` says what a message is
    last_issues = models.JSONField(default=dict)  # what became of them: `reporting.review.last_issues`

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "version"], name="a_review_has_its_version"),
            models.CheckConstraint(condition=Q(version__gt=0), name="a_review_version_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"Thematic review of round {self.round.number}, version {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("draft", args=[self.round.number])

    @property
    def is_draft(self) -> bool:
        return self.status == ReviewStatus.DRAFTING

    @property
    def is_in_check(self) -> bool:
        return self.status == ReviewStatus.IN_CHECK

    @property
    def is_approved(self) -> bool:
        return self.status == ReviewStatus.APPROVED

    @property
    def is_published(self) -> bool:
        return self.status in {ReviewStatus.PUBLISHED, ReviewStatus.SUPERSEDED}

    @property
    def step(self) -> str:
        """How far it is, in words; a published version that was taken back says so."""
        withdrawn = self.is_published and self.publication.is_withdrawn
        return "Withdrawn" if withdrawn else self.get_status_display()

    @property
    def front_edits(self) -> models.QuerySet[ReviewEdit]:
        """Every saved front, the oldest first; a number in this list is a version of the front."""
        return self.edits.filter(section=None, text__has_key="title").order_by("pk")

    @property
    def front_version(self) -> int:
        return self.front_edits.count()

    def front_at(self, version: int) -> dict:
        """The front as a version had it; {} for one that there never was."""
        edit = self.front_edits[version - 1 : version].first() if version > 0 else None
        return edit.text if edit else {}

    def was_written_by(self, user: User) -> bool:
        return (
            self.started_by_id == user.pk
            or self.edits.filter(by=user).exists()
            or self.quotations.filter(anonymised_by=user).exists()
        )


class ReviewSectionQuerySet(models.QuerySet["ReviewSection"]):
    def printed(self) -> ReviewSectionQuerySet:
        """Those that stand in the outline, in its order."""
        return self.filter(left_out=False).order_by("place", "pk")

    def with_writers(self) -> list[ReviewSection]:
        """With the people; a writer of several sections is one object, which asks for their roles once."""
        sections: list[ReviewSection] = list(self.select_related("writer", "finished_by"))
        writers: dict[int | None, User | None] = {}
        for section in sections:
            section.writer = writers.setdefault(section.writer_id, section.writer)
        return sections


class ReviewSection(models.Model):
    """One section as its writers have it; counts and quotations stand in it as tokens.

    A section is never deleted: left out of the outline it keeps its text and its versions, and can come back.
    """

    review = models.ForeignKey(Review, models.PROTECT, related_name="sections")
    place = models.PositiveSmallIntegerField()
    slug = models.SlugField()
    title = models.CharField(max_length=200)
    question = models.PositiveSmallIntegerField(null=True, blank=True)
    standfirst = models.TextField(blank=True)
    html = models.TextField(blank=True)
    brief = models.JSONField(default=list)  # [{"count": key, "statement": …}]
    version = models.PositiveIntegerField(default=1)
    left_out = models.BooleanField(default=False)
    writer = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    due = models.DateField(null=True, blank=True)
    finished_version = models.PositiveIntegerField(null=True)  # the text that was marked as finished
    finished_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)

    objects = ReviewSectionQuerySet.as_manager()
    writing_now: Sequence[str] = ()  # the other people who are writing in it, where a page has asked

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "slug"], name="a_section_stands_once_in_a_review"),
            models.CheckConstraint(condition=Q(version__gt=0), name="a_section_version_counts_from_one"),
            models.CheckConstraint(
                condition=Q(finished_version=None, finished_by=None, finished_at=None)
                | Q(finished_version__isnull=False, finished_by__isnull=False, finished_at__isnull=False),
                name="a_finished_section_says_which_text_by_whom_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.review})"

    def text_at(self, version: int) -> dict:
        """All that a version said; {} for one that there never was."""
        edit = self.edits.filter(version=version).first()
        return edit.text if edit else {}

    @property
    def last_edit(self) -> ReviewEdit | None:
        return self.edits.order_by("-version").select_related("by").first()

    @property
    def is_finished(self) -> bool:
        """Whether its text was marked as finished and nobody has changed it since."""
        return self.finished_version == self.version

    @property
    def is_begun(self) -> bool:
        return bool(self.html or self.standfirst or self.brief)

    @property
    def has_lost_its_writer(self) -> bool:
        return self.writer is not None and not (self.writer.is_active and writes_reviews(self.writer))

    @property
    def is_late(self) -> bool:
        return self.due is not None and not self.is_finished and self.due < uk_time.today()


class ReviewEdit(Frozen):
    """Who wrote in a review: each save of a section, kept so that no writer approves and no text is lost."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="edits")
    section = models.ForeignKey(ReviewSection, models.PROTECT, null=True, related_name="edits")
    version = models.PositiveIntegerField(null=True)  # of the section that the save made; the front has none
    text = models.JSONField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"Edit of {self.section or self.review}"


class ReviewMove(Frozen):
    """One step of a review: who, when, from, to, why."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="moves")
    frm = models.CharField(max_length=12, choices=ReviewStatus.choices)
    to = models.CharField(max_length=12, choices=ReviewStatus.choices)
    why = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.review}: {self.get_frm_display()} to {self.get_to_display()}"
