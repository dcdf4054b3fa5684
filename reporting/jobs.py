"""What the worker makes: PDFs of what was frozen. A job may run again after a crash; it makes each file once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta

from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django_tasks import task
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from accounts.foundations import clock
from feedback.models import Release
from living_docs.models import DraftCopy, Submission
from living_docs.submission_data import printed
from reporting.anonymity.findings import check_if_changed, is_up_to_date
from reporting.models import Publication, PublicationFile, ReleaseFile, Review, ReviewProof, SubmissionFile
from reporting.products import FEEDBACK_REPORT, LIVING_DOCUMENT, PDF, PROOF, THEMATIC_REVIEW
from reporting.review.workflow import ReviewStatus

PAUSE_AFTER_FAILURE = timedelta(minutes=10)


def make_once(
    kind: type[ReleaseFile | PublicationFile | SubmissionFile],
    product: models.Model,
    make: Callable[[], bytes],
    format: str = PDF,
) -> None:
    """Add the file of a product unless it is there; of two workers at once the first one's counts."""
    if was_withdrawn(product) or kind.objects.filter(product=product, format=format).exists():
        return
    content = make()
    try:
        with transaction.atomic():
            kind.objects.create(
                product=product, format=format, content=content, sha256=hashlib.sha256(content).hexdigest()
            )
    except IntegrityError:
        made_meanwhile = kind.objects.filter(product=product, format=format).exists()
        if not made_meanwhile and not was_withdrawn(product):
            raise


def was_withdrawn(product: models.Model) -> bool:
    """Whether a product was taken back, perhaps while its file was being made."""
    return isinstance(product, Publication) and product.is_withdrawn


@task()
def make_release_file(release_id: int, format: str) -> None:
    """One format of a released report, from its frozen data."""
    release = Release.objects.cleared().get(pk=release_id)
    make_once(ReleaseFile, release, lambda: FEEDBACK_REPORT[format].make(release.data), format)


@task()
def make_publication_file(publication_id: int, format: str) -> None:
    """One format of a published review, from its frozen data like every other."""
    publication = Publication.objects.cleared().get(pk=publication_id)
    make_once(PublicationFile, publication, lambda: THEMATIC_REVIEW[format].make(publication.data), format)


@task()
def make_submission_pdf(submission_id: int) -> None:
    submission = Submission.objects.select_related("document").get(pk=submission_id)
    data = printed(submission.document, submission)
    make_once(SubmissionFile, submission, lambda: LIVING_DOCUMENT[PDF].make(data))


def print_copy(kind: type[DraftCopy | ReviewProof], copy_id: int, make: Callable[[dict], bytes]) -> None:
    """The PDF of a copy, unless a newer one has taken its place."""
    copy = kind.objects.filter(pk=copy_id, content=None).first()
    if copy:
        content = make(copy.data)
        kind.objects.filter(pk=copy_id).update(content=content, sha256=hashlib.sha256(content).hexdigest())


@task()
def make_draft_pdf(copy_id: int) -> None:
    print_copy(DraftCopy, copy_id, LIVING_DOCUMENT[PDF].make)


@task()
def make_proof_pdf(proof_id: int) -> None:
    print_copy(ReviewProof, proof_id, PROOF[PDF].make)


@task()
def measure_risk(review_id: int) -> None:
    """What learns from documents is loaded by the worker alone, when there is something to measure."""
    from reporting.reidentification.risk import measure

    measure(Review.objects.select_related("round__programme", "round__instrument").get(pk=review_id))


@task(priority=10)
def check_gate(review_id: int) -> None:
    """People wait for it: it goes before what is made and measured."""
    check_if_changed(Review.objects.get(pk=review_id))


def ask_to_read_again(review: Review) -> None:
    """The text has changed: check and measure it once the worker comes to it, however often it is saved until then."""
    for job in (check_gate, measure_risk):
        if not jobs_for(job, review).filter(status=TaskResultStatus.READY).exists():
            job.enqueue(review.pk)


def check_changed_reviews() -> None:
    """By a worker, every few seconds: what has changed and no text with it, such as the names that the gate knows."""
    for review in Review.objects.exclude(status__in=[ReviewStatus.PUBLISHED, ReviewStatus.SUPERSEDED]):
        lately = Q(status=TaskResultStatus.FAILED, finished_at__gt=clock.now() - PAUSE_AFTER_FAILURE)
        at_it = Q(status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING])
        if not jobs_for(check_gate, review).filter(at_it | lately).exists() and not is_up_to_date(review):
            check_gate.enqueue(review.pk)


def jobs_for(job: Task, review: Review) -> models.QuerySet[DBTaskResult]:
    return DBTaskResult.objects.filter(task_path=job.module_path, args_kwargs__args__0=review.pk)
