"""A thematic review in the making: its sections, who wrote what, and its steps."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts import clock
from accounts.immutability import Frozen
from accounts.models import User
from living_docs.models import Round
from reporting.workflow import ReviewStatus

WRITING = timedelta(minutes=1)


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
    checked_with = models.CharField(max_length=250, blank=True)  # the finders and names when it was sent for approval
    glance = models.JSONField(default=list)  # [{"count": key, "statement": …, "text": …}]

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

    objects = ReviewSectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "slug"], name="a_section_stands_once_in_a_review"),
            models.CheckConstraint(condition=Q(version__gt=0), name="a_section_version_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.review})"

    def html_at(self, version: int) -> str | None:
        """The text as a version had it; None for one that there never was."""
        edit = self.edits.filter(version=version).first()
        return edit.text["html"] if edit else None

    @property
    def last_edit(self) -> ReviewEdit | None:
        return self.edits.order_by("-version").select_related("by").first()

    def writing_now(self, *, but: User) -> list[User]:
        """Who else saved something here in the last minute: the page saves by itself while one writes."""
        recent = self.edits.filter(at__gte=clock.now() - WRITING, version__gt=1).exclude(by=but)
        return list(User.objects.filter(pk__in=recent.values("by")).order_by("name"))


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
