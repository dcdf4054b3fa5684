"""The standing asks: what readers ask of many sites, each a sentence to put into a comment and change there."""

from __future__ import annotations

from django.db import models

from accounts.foundations import clock
from feedback.models.readings import FROZEN_WHEN_LODGED, Reading
from feedback.models.remarks import PartOfReading
from living_docs.comment_fields import TEXTS

PLACES = [(field.name, field.label) for field in TEXTS if field.takes_standing_asks]


class StandingAskQuerySet(models.QuerySet["StandingAsk"]):
    def in_order(self) -> StandingAskQuerySet:
        return self.order_by("place_in_list", "pk")

    def in_use(self) -> StandingAskQuerySet:
        return self.filter(is_used=True).in_order()


class StandingAsk(models.Model):
    """One of them: a name to choose by, the sentence, and the field it belongs in."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=60)
    sentence = models.TextField()
    field = models.CharField(max_length=12, choices=PLACES, default="more")
    place_in_list = models.PositiveSmallIntegerField()
    is_used = models.BooleanField(default=True)

    objects = StandingAskQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class AskMade(models.Model):
    """A standing ask was put into a comment: once a question of a reading, however often it was pressed."""

    ask = models.ForeignKey(StandingAsk, models.PROTECT, related_name="made")
    reading = models.ForeignKey(Reading, models.PROTECT, related_name="asks_made")
    question = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=clock.now)

    objects = PartOfReading.as_manager()
    guards = FROZEN_WHEN_LODGED

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ask", "reading", "question"], name="an_ask_is_counted_once_a_question")
        ]

    def __str__(self) -> str:
        return f"{self.ask}, question {self.question}, {self.reading}"
