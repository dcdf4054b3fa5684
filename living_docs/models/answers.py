"""What a site writes at each prompt, with every version of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.foundations import clock
from accounts.foundations.frozen_records import Frozen
from accounts.models import User
from living_docs import instrument
from living_docs.kinds import kind_of
from living_docs.models.documents import LivingDocument


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
