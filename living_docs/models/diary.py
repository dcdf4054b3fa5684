"""A site's diary: dated notes to a question or prompt, private to the site, and where each went in the end."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.foundations import clock
from accounts.foundations.frozen_records import Frozen, Guard
from accounts.models import User
from living_docs.instrument import COVER
from living_docs.models.answers import AnswerVersion
from living_docs.models.submissions import EvidenceFile
from sites.models import Site


class DiaryNoteQuerySet(models.QuerySet["DiaryNote"]):
    def visible_to(self, user: User) -> DiaryNoteQuerySet:
        """A site's own people; nobody else, whatever their role."""
        return self.filter(site__in=[site.pk for site in user.sites])

    def unused(self) -> DiaryNoteQuerySet:
        return self.filter(use__isnull=True)

    def about(self, question: int) -> DiaryNoteQuerySet:
        return self.filter(question=question)

    def newest_first(self) -> DiaryNoteQuerySet:
        return self.with_parts().order_by("-on", "-pk")

    def oldest_first(self) -> DiaryNoteQuerySet:
        return self.with_parts().order_by("on", "pk")

    def with_parts(self) -> DiaryNoteQuerySet:
        return self.select_related("site", "by", "use__version__answer__document__round").prefetch_related("texts__by")


class DiaryNote(models.Model):
    """What happened on a day. `prompt_number` is empty where it is about a question as a whole."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="diary")
    question = models.PositiveSmallIntegerField()
    prompt_number = models.CharField(max_length=8, blank=True)
    on = models.DateField()
    file = models.FileField(upload_to="diary/%Y/", blank=True)
    file_name = models.CharField(max_length=150, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = DiaryNoteQuerySet.as_manager()
    guards = [Guard("DELETE", "1 = 1", "a diary note is kept")]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(file="", file_name="") | Q(~Q(file=""), ~Q(file_name="")), name="a_diary_file_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return f"Note of {self.on:%d/%m/%Y} on {self.place}"

    @property
    def place(self) -> str:
        """ "3.1", "Question 3" or "the cover"."""
        whole = "the cover" if self.question == COVER else f"Question {self.question}"
        return self.prompt_number or whole

    @property
    def text(self) -> str:
        """As it reads now, in canonical HTML; every earlier text is kept."""
        return self.newest.html

    @property
    def newest(self) -> DiaryText:
        return max(self.texts.all(), key=lambda text: text.number)

    @property
    def earlier(self) -> list[DiaryText]:
        return sorted(self.texts.all(), key=lambda text: -text.number)[1:]

    @property
    def is_used(self) -> bool:
        return hasattr(self, "use")


class DiaryText(Frozen):
    """What a note said after it was written or changed."""

    note = models.ForeignKey(DiaryNote, models.PROTECT, related_name="texts")
    number = models.PositiveSmallIntegerField()
    html = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "number"], name="a_diary_text_is_kept_once")]

    def __str__(self) -> str:
        return f"Text {self.number} of {self.note}"


class DiaryUse(Frozen):
    """A note went into an answer: which version of it, who, when. The note itself stays."""

    note = models.OneToOneField(DiaryNote, models.PROTECT, related_name="use")
    version = models.ForeignKey(AnswerVersion, models.PROTECT, related_name="diary_uses")
    file = models.ForeignKey(EvidenceFile, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.note} in {self.version.answer}"

    @property
    def answer(self):
        return self.version.answer
