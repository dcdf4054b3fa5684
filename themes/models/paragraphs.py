"""Paragraphs of what was sent, kept for the search; made from the frozen text, and made anew when need be."""

from __future__ import annotations

from django.db import models

from accounts.models import User
from living_docs.models import Submission
from themes.search.query import Query, for_postgres, for_sqlite


class Words(models.TextField):
    """The words of a paragraph as the search reads them; `words__meet=query` asks the full-text index."""


@Words.register_lookup
class Meet(models.Lookup):
    """Whether the words meet a `Query`, asked of each engine in its own way."""

    lookup_name = "meet"
    prepare_rhs = False
    rhs: Query

    def as_sqlite(self, compiler, connection):
        table = compiler.quote_name_unless_alias(self.lhs.alias)
        sql = f"{table}.id IN (SELECT rowid FROM themes_words WHERE themes_words MATCH %s)"  # noqa: S608
        return sql, [for_sqlite(self.rhs)]

    def as_postgresql(self, compiler, connection):
        table = compiler.quote_name_unless_alias(self.lhs.alias)
        return f"{table}.found_by @@ %s::tsquery", [for_postgres(self.rhs)]


class ParagraphQuerySet(models.QuerySet["Paragraph"]):
    def visible_to(self, user: User) -> ParagraphQuerySet:
        """Of the submissions the person may read, of each document the one sent last."""
        readable = Submission.objects.visible_to(user).newest_of_each_document()
        return self.filter(submission__in=readable.values("pk"))

    def in_reading_order(self) -> ParagraphQuerySet:
        """What was sent last first; within it as it stands there."""
        return self.order_by("-submission", "pk")


class Paragraph(models.Model):
    """One line of the plain text of a frozen answer, from `start` up to `end` (code points)."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="paragraphs")
    prompt_number = models.CharField(max_length=8)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    words = Words()

    objects = ParagraphQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["submission", "prompt_number"], name="paragraphs_by_prompt")]

    def __str__(self) -> str:
        return f"{self.prompt_number} of {self.submission}"
