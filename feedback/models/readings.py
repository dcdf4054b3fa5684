"""Readings and what their readers say, question by question.

Comments say how comprehensible and how complete a document is. There is no field for success, score or rank.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.foundations import clock
from accounts.foundations.frozen_records import Guard, frozen_once
from accounts.models import User
from accounts.permissions import is_leader
from living_docs.comment_fields import COMMENT_FIELDS, FIELDS, JUDGEMENTS, TEXTS, CommentField
from living_docs.instrument import COSTS
from living_docs.models import LivingDocument, Submission
from living_docs.prose import count_words
from living_docs.workflow import Status

SEALED = [Status.DRAFT, Status.SUBMITTED]  # while a document stands here, its readings are blind to one another


TOO_EARLY = (
    "NEW.kind = 'leader' AND EXISTS (SELECT 1 FROM living_docs_livingdocument d WHERE d.id = NEW.document_id "
    "AND d.status IN ('draft', 'submitted'))"
)


class ReadingQuerySet(models.QuerySet["Reading"]):
    def visible_to(self, user: User) -> ReadingQuerySet:
        """One's own; the others' only when lodged, unsealed, and one reads the document too.

        The leader who looked early, with a reason, sees what is lodged from then on. The economist's part, which anyone
        with that role may begin, opens no other reading. Who has ties with the site sees none, not even the own.
        """
        opened = ~Q(document__status__in=SEALED)
        if is_leader(user):
            opened |= Q(document__in=user.early_looks.values("document"))
        else:
            own = self.model.objects.filter(reader=user).exclude(kind=Reading.Kind.ECONOMIST)
            opened &= Q(document__in=own.values("document"))
        known = self.filter(Q(reader=user) | Q(lodged_at__isnull=False) & opened)
        return known.exclude(document__site__in=user.interests.values("site"))

    def blind(self) -> ReadingQuerySet:
        return self.filter(kind=Reading.Kind.BLIND)

    def lodged(self) -> ReadingQuerySet:
        return self.filter(lodged_at__isnull=False)

    def in_order(self) -> ReadingQuerySet:
        return self.order_by("kind", "pk")


class Reading(models.Model):
    """One person's reading of one document: nobody else's until it is lodged and unsealed."""

    class Kind(models.TextChoices):
        BLIND = "blind", "Reading"
        ECONOMIST = "economist", "Health economist’s part"
        LEADER = "leader", "Task leader’s own reading"

    document = models.ForeignKey(LivingDocument, models.PROTECT, related_name="readings")
    submission = models.ForeignKey(Submission, models.PROTECT, null=True, related_name="readings")
    reader = models.ForeignKey(User, models.PROTECT, related_name="readings")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.BLIND)
    summary = models.TextField(blank=True)
    summary_version = models.PositiveIntegerField(default=1)
    allotted_at = models.DateTimeField(default=clock.now)
    lodged_at = models.DateTimeField(null=True, blank=True)

    objects = ReadingQuerySet.as_manager()
    guards = [
        *frozen_once("OLD.lodged_at IS NOT NULL", "a lodged reading is frozen"),
        Guard("INSERT", TOO_EARLY, "the leader reads once the blind readings are lodged"),
    ]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "reader"], name="a_reader_reads_a_document_once"),
            models.CheckConstraint(
                condition=Q(lodged_at__isnull=True) | Q(submission__isnull=False),
                name="a_lodged_reading_names_what_was_read",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.document}"

    @property
    def is_lodged(self) -> bool:
        return self.lodged_at is not None

    @property
    def was_allotted(self) -> bool:
        return self.kind == self.Kind.BLIND

    @property
    def reads(self) -> Submission | None:
        """What was read, or what is to be read: the newest submission until lodging fixes it."""
        return self.submission or self.document.current_submission

    @property
    def questions(self):
        """The economist reads Question 8, the others the cover and Questions 1 to 7."""
        wants_costs = self.kind == self.Kind.ECONOMIST
        asked = self.document.round.number
        return [
            question
            for question in self.document.round.instrument.questions
            if (question.number == COSTS) == wants_costs and question.asked(asked)
        ]


class CommentFields(models.Model):
    """The feedback form of one question: the fields of `living_docs.comment_fields`, one column each."""

    question = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    @property
    def judged(self) -> list[tuple[str, str]]:
        """What was chosen for each judgement, under its label; empty where nothing was."""
        return [(field.label, self.said_in(field)) for field in JUDGEMENTS]

    @property
    def texts(self) -> list[tuple[str, list[str]]]:
        """The lines of each text under its label."""
        return [(field.label, self.said_in(field).splitlines()) for field in TEXTS]

    def said_in(self, field: CommentField) -> str:
        """In words, as people read it."""
        return field.words_of(getattr(self, field.name))

    @property
    def is_judged(self) -> bool:
        return all(getattr(self, field.name) for field in JUDGEMENTS)

    @property
    def in_short(self) -> str:
        """The judgements and what the first text says: what was understood."""
        judged = ", ".join(words for _, words in self.judged if words)
        _, lines = self.texts[0]
        return " ".join(filter(None, [judged and f"{judged}.", *lines]))

    @property
    def words(self) -> int:
        return sum(count_words(getattr(self, field.name)) for field in TEXTS)

    def fields(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in FIELDS}


for field in COMMENT_FIELDS:
    CommentFields.add_to_class(field.name, field.column())


LODGED = "EXISTS (SELECT 1 FROM feedback_reading r WHERE r.id = {row}.reading_id AND r.lodged_at IS NOT NULL)"
FROZEN_WHEN_LODGED = [
    *frozen_once(LODGED.format(row="OLD"), "a lodged reading is frozen"),
    Guard("INSERT", LODGED.format(row="NEW"), "a lodged reading is frozen"),
    Guard("UPDATE", LODGED.format(row="NEW"), "a lodged reading is frozen"),
]  # of every record that is a part of a reading


class Comment(CommentFields):
    """What a reader says of one question."""

    reading = models.ForeignKey(Reading, models.PROTECT, related_name="comments")

    guards = FROZEN_WHEN_LODGED

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reading", "question"], name="a_reading_has_one_comment_a_question"),
            models.CheckConstraint(condition=Q(version__gt=0), name="a_comment_version_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"Comment on question {self.question}, {self.reading}"
