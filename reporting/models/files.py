"""Bytes that the worker made of what was frozen."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Length
from django.urls import reverse

from accounts.foundations import clock
from accounts.foundations.frozen_records import Frozen, Guard
from living_docs.models import Submission
from reporting.models.publications import Publication

WITHDRAWN = "EXISTS (SELECT 1 FROM reporting_reviewwithdrawal w WHERE w.product_id = NEW.product_id AND w.confirmed)"


class MadeFileQuerySet(models.QuerySet["MadeFile"]):
    def sized(self) -> MadeFileQuerySet:
        """Without their bytes, which are large; with how many there are."""
        return self.defer("content").annotate(bytes=Length("content"))


class MadeFile(Frozen):
    """Bytes of a product in one format, made once by the worker and served for ever as they are."""

    format = models.CharField(max_length=8)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(default=clock.now)

    objects = MadeFileQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def size(self) -> int:
        return len(self.content)


class PublicationFile(MadeFile):
    product = models.ForeignKey(Publication, models.PROTECT, related_name="files")

    def get_absolute_url(self) -> str:
        return reverse("review_file", args=[self.product.data["round"], self.product.version, self.format])

    guards = [Guard("INSERT", WITHDRAWN, "no file is made of a withdrawn review")]

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
