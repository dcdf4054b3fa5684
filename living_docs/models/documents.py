"""A site's document in a round, the moves of its journey, and the marks its authors set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.foundations import clock
from accounts.foundations.frozen_records import Frozen
from accounts.models import User
from accounts.permissions import can_oversee_rounds, is_economist, is_leader, is_qa, is_researcher
from living_docs import instrument, uk_time
from living_docs.models.rounds import Round
from living_docs.workflow import WHOSE_TURN, Status, Turn
from sites.clearance import LeavingText
from sites.models import Site

if TYPE_CHECKING:
    from living_docs.models.submissions import Submission


class LivingDocumentQuerySet(models.QuerySet["LivingDocument"]):
    def visible_to(self, user: User) -> LivingDocumentQuerySet:
        """The documents a person may know to exist in the rounds' pages. What stands in them is ruled by `Submission`.

        A site knows its own; leader and office know all; readers what they were allotted, or, for the economist,
        what was submitted; QA reviewers what is being agreed or was.
        """
        if can_oversee_rounds(user):
            return self
        known = Q(site__in=[site.pk for site in user.sites])
        free_of_ties = ~Q(site__in=user.interests.values("site"))
        if is_researcher(user):
            known |= Q(readings__reader=user) & free_of_ties
        if is_economist(user):
            known |= ~Q(status=Status.DRAFT) & free_of_ties
        if is_qa(user):
            known |= free_of_ties & Q(status__in=[Status.AGREEING, Status.IN_QA, Status.PASSED, Status.RELEASED])
        return self.filter(pk__in=self.model.objects.filter(known).values("pk"))

    def in_round(self, round: Round) -> LivingDocumentQuerySet:
        return self.filter(round=round)

    def of(self, site_slug: str, round_number: int) -> LivingDocumentQuerySet:
        return self.filter(site__slug=site_slug, round__number=round_number)

    def for_pages(self) -> LivingDocumentQuerySet:
        """With what every page about one document asks for."""
        return self.select_related("site", "round__instrument", "round__programme")

    def by_site(self) -> LivingDocumentQuerySet:
        return self.select_related("site", "round").order_by("site__name")

    def with_sent(self) -> LivingDocumentQuerySet:
        """With their submissions, without the long data of these."""
        submissions = self.model._meta.get_field("submissions").related_model.objects
        return self.prefetch_related(models.Prefetch("submissions", submissions.defer("data")))

    def listed(self, round: Round) -> list[LivingDocument]:
        """The documents of one round for a list: by site, sharing the round, with what was sent and who reads."""
        documents = list(self.in_round(round).by_site().with_sent().prefetch_related("readings__reader", "corrections"))
        for document in documents:
            document.round = round
        return documents

    def with_status(self, *statuses: Status) -> LivingDocumentQuerySet:
        return self.filter(status__in=statuses)

    def at_stage(self, *stages: Status) -> LivingDocumentQuerySet:
        """By status, and those released whose correction stands at one of these stages."""
        corrected = Q(status=Status.RELEASED, corrections__status__in=stages)
        return self.filter(pk__in=self.model.objects.filter(Q(status__in=stages) | corrected).values("pk"))

    def submitted(self) -> LivingDocumentQuerySet:
        """Those that count in every base N: what was never submitted is not among them."""
        return self.exclude(status=Status.DRAFT)


class LivingDocument(models.Model):
    """One site's document in one round, from being written to the release of its feedback."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="documents")
    round = models.ForeignKey(Round, models.PROTECT, related_name="documents")
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DRAFT)
    own_deadline = models.DateTimeField(null=True, blank=True)
    deadline_reason = LeavingText(blank=True)
    deadline_moves = models.PositiveSmallIntegerField(default=0)

    objects = LivingDocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "round"], name="a_site_has_one_document_a_round"),
            models.CheckConstraint(
                condition=Q(own_deadline__isnull=True) | ~Q(deadline_reason=""),
                name="a_moved_deadline_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site.name}, round {self.round.number}"

    def get_absolute_url(self) -> str:
        return reverse("document", args=[self.round.number, self.site.slug])

    # Whose turn it is

    @property
    def whose_turn(self) -> Turn:
        return WHOSE_TURN[Status(self.status)]

    @property
    def is_with_site(self) -> bool:
        return self.whose_turn == Turn.SITE and self.round.is_open

    @property
    def was_submitted(self) -> bool:
        return self.status != Status.DRAFT

    @property
    def awaits_readings(self) -> bool:
        return self.status == Status.SUBMITTED

    @property
    def can_be_read(self) -> bool:
        """Blind readings are lodged before agreeing; the economist and the leader may come later."""
        return self.status in {Status.SUBMITTED, Status.AGREEING}

    @property
    def can_be_reopened(self) -> bool:
        return self.status in {Status.SUBMITTED, Status.AGREEING} and self.round.is_open

    @property
    def correction(self):
        """The correction under way, if what was released is being corrected."""
        return next((correction for correction in self.corrections.all() if correction.is_under_way), None)

    @property
    def stage(self) -> Status:
        """Where the feedback stands: the document's status or, once released, that of a correction under way."""
        correction = self.correction if self.is_released else None
        return Status(correction.status if correction else self.status)

    @property
    def is_being_agreed(self) -> bool:
        return self.stage == Status.AGREEING

    @property
    def is_in_qa(self) -> bool:
        return self.stage == Status.IN_QA

    @property
    def has_passed(self) -> bool:
        return self.stage == Status.PASSED

    @property
    def can_be_corrected(self) -> bool:
        return self.is_released and self.stage == Status.RELEASED

    @property
    def is_released(self) -> bool:
        return self.status == Status.RELEASED

    @property
    def report_was_withdrawn(self) -> bool:
        """Whether its site has no report in force, although one was released."""
        return self.is_released and not self.releases.current().exists()

    def is_being_read_by(self, user: User) -> bool:
        """Whether a person's own reading is not lodged yet."""
        return self.readings.filter(reader=user, lodged_at=None).exists()

    @property
    def is_unsealed(self) -> bool:
        """Whether its readings are open to those concerned."""
        return self.status not in {Status.DRAFT, Status.SUBMITTED}

    def was_read_by(self, user: User) -> bool:
        """Whether a person has lodged a reading of it."""
        return self.readings.filter(reader=user, lodged_at__isnull=False).exists()

    def had_part(self, user: User) -> bool:
        """Whether a person read the document, wrote its feedback, is its leader, or has or had ties with its site."""
        return (
            is_leader(user)
            or user.has_ties_with(self.site)
            or self.readings.filter(reader=user).exists()
            or self.withdrawals.filter(reader=user).exists()
            or self.agreed_comments.filter(written_by=user).exists()
            or type(self).objects.filter(pk=self.pk, agreed_summary__written_by=user).exists()
        )

    # Time

    @property
    def deadline(self):
        return self.own_deadline or self.round.deadline

    @property
    def earliest_deadline(self):
        """More time ends after the deadline there is, and after now."""
        return max(self.deadline, clock.now())

    @property
    def deadline_words(self) -> str:
        return uk_time.in_full(self.deadline)

    @property
    def deadline_version(self) -> int:
        """Rises whenever the deadline moves, so that calendars know the newer entry."""
        return self.deadline_moves + self.round.deadline_moves

    @property
    def is_overdue(self) -> bool:
        return self.status == Status.DRAFT and self.deadline < clock.now()

    @property
    def current_submission(self) -> Submission | None:
        """The last one sent; an earlier one is what a reopened document was."""
        return max(self.submissions.all(), key=lambda submission: submission.number, default=None)

    @property
    def prompts(self) -> dict[str, instrument.Prompt]:
        return self.round.instrument.prompts


class Move(Frozen):
    """One step of a document's journey: who, when, from, to, why."""

    document = models.ForeignKey(LivingDocument, models.PROTECT, related_name="moves")
    frm = models.CharField(max_length=12, choices=Status.choices)
    to = models.CharField(max_length=12, choices=Status.choices)
    why = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.document}: {self.get_frm_display()} to {self.get_to_display()}"


class SectionMark(models.Model):
    """How far the authors say they are with a question (0 is the cover): theirs to set, never worked out."""

    class Mark(models.TextChoices):
        NOT_STARTED = "not_started", "Not yet started"
        IN_PROGRESS = "in_progress", "In progress"
        COMPLETED = "completed", "Completed"

    document = models.ForeignKey(LivingDocument, models.PROTECT, related_name="marks")
    question = models.PositiveSmallIntegerField()
    mark = models.CharField(max_length=12, choices=Mark.choices, default=Mark.NOT_STARTED)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "question"], name="a_question_is_marked_once")]

    def __str__(self) -> str:
        return f"{self.document}, question {self.question}: {self.get_mark_display()}"
