"""Codings: a passage of a frozen answer and a theme. And memos, on a passage, a document or a theme."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from accounts.foundations import clock
from accounts.foundations.frozen_records import Frozen, Guard, frozen_once
from accounts.models import User
from accounts.permissions import can_see_themes
from living_docs.models import Submission
from themes.models.layers import FINISHED_BLIND, CodingLayer
from themes.models.trees import Theme

OTHER_PASSAGE = " OR ".join(
    f'OLD."{column}" <> NEW."{column}"' for column in ("layer_id", "prompt_number", "start", "end", "quote", "theme_id")
)
FROZEN_WHEN_FINISHED = [
    *frozen_once(FINISHED_BLIND.format(row="OLD"), "a finished blind coding is frozen"),
    Guard("INSERT", FINISHED_BLIND.format(row="NEW"), "a finished blind coding is frozen"),
]


class CodingQuerySet(models.QuerySet["Coding"]):
    def visible_to(self, user: User) -> CodingQuerySet:
        """Whoever may see a layer may see all its codings."""
        return self.filter(layer__in=CodingLayer.objects.visible_to(user).values("pk"))

    def there(self) -> CodingQuerySet:
        """Those that were not taken away."""
        return self.filter(removed_at=None)

    def counted(self) -> CodingQuerySet:
        """The one rule of what is counted: what stands in the layers that count, of current submissions."""
        return self.there().filter(layer__in=CodingLayer.objects.counted().values("pk"))

    def for_reading(self) -> CodingQuerySet:
        """Site by site, as the passages stand in the documents; with all that a list of them names."""
        found = self.select_related("theme", "layer__coder", "layer__submission__document__site")
        found = found.select_related("layer__submission__document__round__instrument").defer("layer__submission__data")
        return found.order_by(
            "layer__submission__document__site__name",
            "layer__submission__document__round__number",
            "prompt_number",
            "start",
            "pk",
        )

    def in_text_order(self) -> CodingQuerySet:
        return self.select_related("theme").order_by("prompt_number", "start", "-end", "pk")


class Coding(models.Model):
    """A theme on a passage: from code point `start` up to `end` of `answer_text.text_of`, with the words that stand there."""

    layer = models.ForeignKey(CodingLayer, models.PROTECT, related_name="codings")
    prompt_number = models.CharField(max_length=8)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="codings")
    guid = models.UUIDField(default=uuid.uuid4, unique=True)
    at = models.DateTimeField(default=clock.now)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    carried_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="carried_to")

    objects = CodingQuerySet.as_manager()
    guards = [
        *FROZEN_WHEN_FINISHED,
        Guard("UPDATE", OTHER_PASSAGE, "a coding is taken away, never moved"),
        Guard("DELETE", "1 = 1", "a coding that was taken away is kept"),
    ]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="a_coded_passage_has_words"),
            models.UniqueConstraint(
                fields=["layer", "prompt_number", "start", "end", "theme"],
                condition=Q(removed_at__isnull=True),
                name="a_passage_has_a_theme_once",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by__isnull=True)
                | Q(removed_at__isnull=False, removed_by__isnull=False),
                name="a_coding_taken_away_names_who_did_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.theme} at {self.prompt_number}, {self.layer}"

    @property
    def is_there(self) -> bool:
        return self.removed_at is None


class MemoQuerySet(models.QuerySet["Memo"]):
    def visible_to(self, user: User) -> MemoQuerySet:
        """Memos of a layer are as blind as the layer; those on a theme alone are the team’s."""
        if not can_see_themes(user):
            return self.none()
        return self.filter(Q(layer=None) | Q(layer__in=CodingLayer.objects.visible_to(user).values("pk")))

    def there(self) -> MemoQuerySet:
        return self.filter(removed_at=None)

    def oldest_first(self) -> MemoQuerySet:
        return self.select_related("by").order_by("at", "pk")


class Memo(models.Model):
    """What a coder notes: on a passage (a coding), on a document (a submission), or on a theme for all who code."""

    layer = models.ForeignKey(CodingLayer, models.PROTECT, null=True, blank=True, related_name="memos")
    submission = models.ForeignKey(Submission, models.PROTECT, null=True, blank=True, related_name="memos")
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="memos")
    coding = models.ForeignKey(Coding, models.PROTECT, null=True, blank=True, related_name="memos")
    text = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)
    removed_at = models.DateTimeField(null=True, blank=True)
    guid = models.UUIDField(default=uuid.uuid4, unique=True)

    objects = MemoQuerySet.as_manager()
    guards = FROZEN_WHEN_FINISHED

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_memo_has_words"),
            models.CheckConstraint(
                condition=Q(submission__isnull=False, layer__isnull=False, theme__isnull=True, coding__isnull=True)
                | Q(coding__isnull=False, layer__isnull=False, submission__isnull=True, theme__isnull=True)
                | Q(theme__isnull=False, layer__isnull=True, submission__isnull=True, coding__isnull=True),
                name="a_memo_is_on_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"Memo on {self.coding or self.submission or self.theme}"


class SetAside(Frozen):
    """A code of an earlier round that a person decided not to carry over."""

    layer = models.ForeignKey(CodingLayer, models.PROTECT, related_name="set_aside")
    coding = models.ForeignKey(Coding, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["layer", "coding"], name="a_code_is_set_aside_once")]

    def __str__(self) -> str:
        return f"{self.coding}, not carried over"
