"""What a site sent, frozen, and the files it appended."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.foundations import clock
from accounts.foundations.frozen_records import Frozen
from accounts.models import User
from accounts.permissions import is_economist, is_leader, is_qa, is_researcher
from living_docs import uk_time
from living_docs.models.documents import LivingDocument
from living_docs.models.rounds import Round
from living_docs.workflow import Status


class EvidenceFileQuerySet(models.QuerySet["EvidenceFile"]):
    def visible_to(self, user: User) -> EvidenceFileQuerySet:
        """A site's own files; for readers the files of the submissions they may read."""
        own = Q(document__site__in=[site.pk for site in user.sites])
        read = Q(submissions__in=Submission.objects.visible_to(user).values("pk"))
        return self.filter(pk__in=self.model.objects.filter(own | read).values("pk"))

    def named_in(self, document: LivingDocument) -> EvidenceFileQuerySet:
        """The files of a document's answers; one that was taken out is not among them."""
        named = [pk for value in document.answers.values_list("value", flat=True) for pk in value.get("files", [])]
        return self.filter(document=document, pk__in=named).order_by("pk")


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


def readable_by(user: User) -> Q:
    own = Q(document__site__in=[site.pk for site in user.sites])
    readable = Q(pk__in=[])
    if is_researcher(user):
        readable |= Q(document__readings__reader=user) | Q(coding_layers__coder=user)
    if is_leader(user) or is_economist(user):
        readable |= Q(pk__isnull=False)
    if is_qa(user):
        readable |= Q(document__status__in=[Status.AGREEING, Status.IN_QA, Status.PASSED, Status.RELEASED])
    return own | readable & ~Q(document__site__in=user.interests.values("site"))


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def visible_to(self, user: User) -> SubmissionQuerySet:
        """Who may read what a site sent: the site, the leader, the economist, its readers and coders, QA from agreeing on.

        Nobody of the team reads anything of a site with which they have or had ties.
        """
        return self.filter(pk__in=self.model.objects.filter(readable_by(user)).values("pk"))

    def before(self, document: LivingDocument) -> SubmissionQuerySet:
        """What the site sent in earlier rounds, the oldest first."""
        return self.before_round(document.round).filter(document__site=document.site)

    def before_round(self, round: Round) -> SubmissionQuerySet:
        """What was sent in earlier rounds, the oldest first."""
        earlier = self.filter(document__round__programme=round.programme_id, document__round__number__lt=round.number)
        return earlier.order_by("document__round__number", "number")

    def newest_of_each_document(self) -> SubmissionQuerySet:
        """What each document was last sent as, also of those that are back with their site."""
        newest = self.order_by().values("document").annotate(newest=models.Max("pk")).values("newest")
        return self.filter(pk__in=newest)

    def current(self) -> SubmissionQuerySet:
        """The one current submission of each document that is not back with its site."""
        newest = (
            Submission.objects.exclude(document__status=Status.DRAFT)
            .values("document")
            .annotate(newest=models.Max("pk"))
            .values("newest")
        )
        return self.filter(pk__in=newest)

    def latest_of_round(self, round: Round) -> SubmissionQuerySet:
        """The current submissions of one round."""
        return self.current().filter(document__round=round)


class Submission(Frozen):
    """What a site sent, frozen: canonical JSON, its SHA-256, a reference, and whether it came after the deadline."""

    document = models.ForeignKey(LivingDocument, models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    reference = models.CharField(max_length=12, unique=True)
    data = models.JSONField()
    sha256 = models.CharField(max_length=64)
    words = models.PositiveIntegerField()
    new_words = models.PositiveIntegerField(null=True)  # since what was last sent in an earlier round, if anything was
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
