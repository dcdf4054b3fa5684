"""The thematic review in the making and published, its checks, and what the reports leave behind."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts import clock
from accounts.immutability import Frozen
from accounts.models import User
from accounts.permissions import can_see_periodic_reviews
from living_docs.models import Round, Submission
from reporting.workflow import ReviewStatus
from sites.models import Site


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
    glance = models.JSONField(default=list)  # [{"count": key, "statement": …, "text": …}]

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

    def was_written_by(self, user: User) -> bool:
        return (
            self.started_by_id == user.pk
            or self.edits.filter(by=user).exists()
            or self.quotations.filter(anonymised_by=user).exists()
        )


class ReviewSection(models.Model):
    """One section as its writers have it; counts and quotations stand in it as tokens."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="sections")
    place = models.PositiveSmallIntegerField()
    slug = models.SlugField()
    title = models.CharField(max_length=200)
    question = models.PositiveSmallIntegerField(null=True, blank=True)
    standfirst = models.TextField(blank=True)
    html = models.TextField(blank=True)
    brief = models.JSONField(default=list)  # [{"count": key, "statement": …}]
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "slug"], name="a_section_stands_once_in_a_review"),
            models.CheckConstraint(condition=Q(version__gt=0), name="a_section_version_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.review})"


class ReviewEdit(Frozen):
    """Who wrote in a review: each save of a section, kept so that no writer approves and no text is lost."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="edits")
    section = models.ForeignKey(ReviewSection, models.PROTECT, null=True, related_name="edits")
    text = models.JSONField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"Edit of {self.section or self.review}"


class Quotation(models.Model):
    """Words of one submission with their anonymised copy. Only the copy ever leaves the team."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="quotations")
    token = models.SlugField()
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="+")
    prompt_number = models.CharField(max_length=8)
    original = models.TextField()
    anonymised = models.TextField()
    anonymised_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["review", "token"], name="a_quotation_token_is_used_once")]

    def __str__(self) -> str:
        return f"Quotation {self.token}"


class Finding(models.Model):
    """One place that could tell a site, and what was decided about it.

    Known by its kind, the words found and the sentence they stand in: when the text changes, the decision is undone.
    """

    class Decision(models.TextChoices):
        OPEN = "open", "Open"
        ASKED = "asked", "Asked to keep"
        KEPT = "kept", "Kept by a second person"
        GONE = "gone", "Changed"

    review = models.ForeignKey(Review, models.PROTECT, related_name="findings")
    key = models.CharField(max_length=64)
    where = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)
    hit = models.CharField(max_length=200)
    sentence = models.TextField()
    decision = models.CharField(max_length=8, choices=Decision.choices, default=Decision.OPEN)
    reason = models.TextField(blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "key"], name="a_finding_is_noted_once"),
            models.CheckConstraint(
                condition=~Q(decision__in=["asked", "kept"]) | (Q(asked_by__isnull=False) & ~Q(reason="")),
                name="what_is_kept_has_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(decision="kept") | ~Q(decided_by=models.F("asked_by")),
                name="a_second_person_keeps_a_finding",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.hit}"

    @property
    def is_open(self) -> bool:
        return self.decision in {self.Decision.OPEN, self.Decision.ASKED}


class Approval(Frozen):
    """One person's approval of exactly this content; any edit makes another content."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="approvals")
    content_sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "content_sha256", "by"], name="a_person_approves_a_text_once")
        ]

    def __str__(self) -> str:
        return f"Approval of {self.review}"


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


class PublicationQuerySet(models.QuerySet["Publication"]):
    def visible_to(self, user: User) -> PublicationQuerySet:
        """Everyone with a part in the programme reads what is published."""
        return self if user.roles else self.none()

    def newest_first(self) -> PublicationQuerySet:
        return self.order_by("-round__number", "-version")


class Publication(Frozen):
    """A thematic review as published: anonymous data with its SHA-256. What replaces it is a further version."""

    review = models.OneToOneField(Review, models.PROTECT, related_name="publication")
    round = models.ForeignKey(Round, models.PROTECT, related_name="publications")
    version = models.PositiveSmallIntegerField()
    data = models.JSONField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "version"], name="a_publication_has_its_version"),
            models.CheckConstraint(condition=Q(version__gt=0), name="a_publication_version_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"Thematic review of round {self.round.number}, version {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("published", args=[self.round.number])


class MadeFile(Frozen):
    """Bytes of a product in one format, made once by the worker and served for ever as they are."""

    format = models.CharField(max_length=8)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        abstract = True

    @property
    def size(self) -> int:
        return len(self.content)


class PublicationFile(MadeFile):
    product = models.ForeignKey(Publication, models.PROTECT, related_name="files")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "format"], name="a_publication_is_made_once_a_format")
        ]

    def __str__(self) -> str:
        return f"{self.product}, {self.format}"


class ReleaseFile(MadeFile):
    product = models.ForeignKey("feedback.Release", models.PROTECT, related_name="files")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["product", "format"], name="a_release_is_made_once_a_format")]

    def __str__(self) -> str:
        return f"{self.product}, {self.format}"


class SubmissionFile(MadeFile):
    product = models.ForeignKey(Submission, models.PROTECT, related_name="made_files")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["product", "format"], name="a_submission_is_made_once_a_format")]

    def __str__(self) -> str:
        return f"{self.product}, {self.format}"


class PeriodicReviewQuerySet(models.QuerySet["PeriodicReview"]):
    def visible_to(self, user: User) -> PeriodicReviewQuerySet:
        """The leader reads them all; each of the implementation team the team's."""
        return self if can_see_periodic_reviews(user) else self.none()


class PeriodicReview(models.Model):
    """The implementation team's own account of a site in a period, against which the leader reads the documents."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="periodic_reviews")
    period = models.CharField(max_length=60)
    name = models.CharField(max_length=150)
    file = models.FileField(upload_to="periodic/%Y/")
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = PeriodicReviewQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Periodic Review of {self.site}, {self.period}"
