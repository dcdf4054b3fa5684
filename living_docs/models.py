"""Rounds, Living Documents, answers with their versions, and the frozen copies that readers read."""

from __future__ import annotations

from functools import cached_property

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts import clock
from accounts.immutability import Frozen
from accounts.models import User
from accounts.permissions import is_leader, is_qa
from accounts.roles import Role
from living_docs import instrument, uk_time
from living_docs.kinds import kind_of
from living_docs.workflow import WHOSE_TURN, Status, Turn
from sites.models import Programme, Site


class Instrument(Frozen):
    """One version of the form. A change is a new row, so no earlier round is touched by it."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="instruments")
    number = models.PositiveSmallIntegerField()
    data = models.JSONField()
    sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="an_instrument_has_its_number")]

    def __str__(self) -> str:
        return f"Instrument {self.number}"

    @cached_property
    def questions(self) -> list[instrument.Question]:
        return list(instrument.questions(self.data))

    @cached_property
    def prompts(self) -> dict[str, instrument.Prompt]:
        return {prompt.number: prompt for question in self.questions for prompt in question.prompts}

    def question(self, number: int) -> instrument.Question | None:
        return next((question for question in self.questions if question.number == number), None)


class RoundQuerySet(models.QuerySet["Round"]):
    def visible_to(self, user: User) -> RoundQuerySet:
        """Planned rounds are the office's and the leader's; others may know of those that were opened."""
        if user.has_role(Role.OFFICE, Role.LEADER):
            return self
        if user.is_site_person or user.is_in_team or user.has_role(Role.IMPLEMENTATION):
            return self.exclude(state=Round.State.PLANNED)
        return self.none()

    def newest_first(self) -> RoundQuerySet:
        return self.order_by("-number")

    def in_order(self) -> RoundQuerySet:
        return self.order_by("number")

    def current(self) -> Round | None:
        """The open round, or the last one that was."""
        return self.exclude(state=Round.State.PLANNED).order_by("-number").first()


class Round(models.Model):
    """One of the six rounds. The instrument is fixed when the round opens."""

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    deadline = models.DateTimeField(null=True, blank=True)
    feedback_expected = models.DateField(null=True, blank=True)
    instrument = models.ForeignKey(Instrument, models.PROTECT, null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="a_round_has_its_number"),
            models.CheckConstraint(
                condition=Q(state="planned")
                | Q(deadline__isnull=False, instrument__isnull=False, opened_at__isnull=False),
                name="an_opened_round_has_deadline_and_instrument",
            ),
        ]

    def __str__(self) -> str:
        return f"Round {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("round", args=[self.number])

    @property
    def is_planned(self) -> bool:
        return self.state == self.State.PLANNED

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.CLOSED

    @property
    def can_be_opened(self) -> bool:
        return self.is_planned and self.deadline is not None

    @property
    def deadline_words(self) -> str:
        return uk_time.in_full(self.deadline) if self.deadline else "not set"


class LivingDocumentQuerySet(models.QuerySet["LivingDocument"]):
    def visible_to(self, user: User) -> LivingDocumentQuerySet:
        """The documents a person may know to exist in the rounds' pages. What stands in them is ruled by `Submission`.

        A site knows its own; leader and office know all; readers what they were allotted, or, for the economist,
        what was submitted; QA reviewers what has come to QA.
        """
        if user.has_role(Role.LEADER, Role.OFFICE):
            return self
        known = Q(site__in=[site.pk for site in user.sites])
        if user.has_role(Role.RESEARCHER):
            known |= Q(readings__reader=user)
        if user.has_role(Role.ECONOMIST):
            known |= ~Q(status=Status.DRAFT)
        if is_qa(user):
            known |= Q(status__in=[Status.IN_QA, Status.PASSED, Status.RELEASED])
        return self.filter(pk__in=self.model.objects.filter(known).values("pk"))

    def in_round(self, round: Round) -> LivingDocumentQuerySet:
        return self.filter(round=round)

    def of(self, site_slug: str, round_number: int) -> LivingDocumentQuerySet:
        return self.filter(site__slug=site_slug, round__number=round_number)

    def by_site(self) -> LivingDocumentQuerySet:
        return self.select_related("site", "round").order_by("site__name")

    def listed(self, round: Round) -> list[LivingDocument]:
        """The documents of one round for a list: by site, sharing the round, submissions without their long data."""
        sent = models.Prefetch("submissions", Submission.objects.defer("data"))
        documents = list(self.in_round(round).by_site().prefetch_related(sent, "readings__reader"))
        for document in documents:
            document.round = round
        return documents

    def with_status(self, *statuses: Status) -> LivingDocumentQuerySet:
        return self.filter(status__in=statuses)

    def submitted(self) -> LivingDocumentQuerySet:
        """Those that count in every base N: what was never submitted is not among them."""
        return self.exclude(status=Status.DRAFT)


class LivingDocument(models.Model):
    """One site's document in one round, from being written to the release of its feedback."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="documents")
    round = models.ForeignKey(Round, models.PROTECT, related_name="documents")
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DRAFT)
    own_deadline = models.DateTimeField(null=True, blank=True)
    deadline_reason = models.TextField(blank=True)

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
    def is_being_agreed(self) -> bool:
        return self.status == Status.AGREEING

    @property
    def is_in_qa(self) -> bool:
        return self.status == Status.IN_QA

    @property
    def has_passed(self) -> bool:
        return self.status == Status.PASSED

    @property
    def is_released(self) -> bool:
        return self.status == Status.RELEASED

    def had_part(self, user: User) -> bool:
        """Whether a person read the document, wrote its feedback, or is its leader or its site's."""
        return (
            is_leader(user)
            or user.belongs_to(self.site)
            or self.readings.filter(reader=user).exists()
            or self.agreed_comments.filter(written_by=user).exists()
        )

    # Time

    @property
    def deadline(self):
        return self.own_deadline or self.round.deadline

    @property
    def deadline_words(self) -> str:
        return uk_time.in_full(self.deadline)

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


class AnswerState(models.TextChoices):
    OPEN = "open", "Not yet answered"
    CARRIED = "carried", "Not yet changed"
    ANSWERED = "answered", "Answered"
    NO_CHANGE = "no_change", "No change, confirmed"
    TOO_EARLY = "too_early", "Too early to say"
    NOT_KNOWN = "not_known", "Not known until"
    NOT_ANSWERED = "not_answered", "Not answered this round"


MET = frozenset({AnswerState.ANSWERED, AnswerState.NO_CHANGE})
ACCEPTED = frozenset({AnswerState.TOO_EARLY, AnswerState.NOT_KNOWN, AnswerState.NOT_ANSWERED})


class Answer(models.Model):
    """What a site writes at one prompt. `value` has the shape of the prompt's kind; `version` rises with each save."""

    document = models.ForeignKey(LivingDocument, models.PROTECT, related_name="answers")
    prompt_number = models.CharField(max_length=8)
    state = models.CharField(max_length=12, choices=AnswerState.choices, default=AnswerState.OPEN)
    value = models.JSONField(default=dict)
    until = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    carried_from = models.PositiveSmallIntegerField(null=True, blank=True)
    carried_unsent = models.BooleanField(default=False)
    written_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    written_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "prompt_number"], name="a_prompt_has_one_answer_a_document"),
            models.CheckConstraint(condition=Q(version__gt=0), name="a_version_counts_from_one"),
            models.CheckConstraint(
                condition=Q(written_by__isnull=True, written_at__isnull=True)
                | Q(written_by__isnull=False, written_at__isnull=False),
                name="who_and_when_an_answer_was_written_go_together",
            ),
            models.CheckConstraint(
                condition=~Q(state="not_known") | Q(until__isnull=False), name="not_known_until_has_a_date"
            ),
            models.CheckConstraint(
                condition=~Q(state="not_answered") | ~Q(reason=""), name="not_answered_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prompt_number} of {self.document}"

    @property
    def prompt(self) -> instrument.Prompt:
        return self.document.prompts[self.prompt_number]

    @property
    def is_settled(self) -> bool:
        """Met or accepted: nothing more is asked of the site at this prompt."""
        return self.state in MET or self.state in ACCEPTED

    @property
    def from_words(self) -> str:
        """ "From round 2, not yet changed" and the like."""
        if self.carried_from is None:
            return ""
        sent = ", not submitted" if self.carried_unsent else ""
        endings = {AnswerState.CARRIED: "not yet changed", AnswerState.NO_CHANGE: "no change confirmed"}
        return f"From round {self.carried_from}{sent}, {endings.get(AnswerState(self.state), 'changed')}"

    def at_version(self, number: int) -> AnswerVersion:
        return self.versions.get(number=number)

    def blocks(self) -> list[str]:
        return kind_of(self.prompt).blocks(self.prompt, self.value)


class AnswerVersion(Frozen):
    """What an answer said after one save, kept for ever."""

    answer = models.ForeignKey(Answer, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=AnswerState.choices)
    value = models.JSONField()
    until = models.DateField(null=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "number"], name="a_version_is_kept_once")]

    def __str__(self) -> str:
        return f"Version {self.number} of {self.answer}"


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


class EvidenceFileQuerySet(models.QuerySet["EvidenceFile"]):
    def visible_to(self, user: User) -> EvidenceFileQuerySet:
        """A site's own files; for readers the files of the submissions they may read."""
        own = Q(document__site__in=[site.pk for site in user.sites])
        read = Q(submissions__in=Submission.objects.visible_to(user).values("pk"))
        return self.filter(pk__in=self.model.objects.filter(own | read).values("pk"))


class EvidenceFile(models.Model):
    """A file that a site appends. It lies outside any public path and is served through `visible_to` alone."""

    document = models.ForeignKey(LivingDocument, models.PROTECT, related_name="files")
    prompt_number = models.CharField(max_length=8)
    title = models.CharField(max_length=150)
    supports = models.CharField(max_length=150, blank=True)
    name = models.CharField(max_length=150)
    file = models.FileField(upload_to="evidence/%Y/")
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = EvidenceFileQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def visible_to(self, user: User) -> SubmissionQuerySet:
        """Who may read what a site sent: the site, the leader, its readers, the economist, QA once it is there."""
        if is_leader(user) or user.has_role(Role.ECONOMIST):
            return self
        readable = Q(document__site__in=[site.pk for site in user.sites])
        if user.has_role(Role.RESEARCHER):
            readable |= Q(document__readings__reader=user)
        if is_qa(user):
            readable |= Q(document__status__in=[Status.IN_QA, Status.PASSED, Status.RELEASED])
        return self.filter(pk__in=self.model.objects.filter(readable).values("pk"))

    def latest_of_round(self, round: Round) -> SubmissionQuerySet:
        """The one current submission of each document that is not back with its site."""
        newest = (
            Submission.objects.filter(document__round=round)
            .exclude(document__status=Status.DRAFT)
            .values("document")
            .annotate(newest=models.Max("pk"))
            .values("newest")
        )
        return self.filter(pk__in=newest)


class Submission(Frozen):
    """What a site sent, frozen: canonical JSON, its SHA-256, a reference, and whether it came after the deadline."""

    document = models.ForeignKey(LivingDocument, models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    reference = models.CharField(max_length=12, unique=True)
    data = models.JSONField()
    sha256 = models.CharField(max_length=64)
    words = models.PositiveIntegerField()
    late = models.BooleanField(default=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    files = models.ManyToManyField(EvidenceFile, related_name="submissions")

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="a_submission_has_its_number")]

    def __str__(self) -> str:
        return f"{self.document}, submission {self.number}"

    @property
    def submitted_words(self) -> str:
        return uk_time.in_full(self.at)

    def entries(self) -> dict[str, dict]:
        """What was sent at each prompt, by its number."""
        return {entry["number"]: entry for section in self.data["sections"] for entry in section["prompts"]}
