"""Releasing a round's reports together: at once or at a set time, by the worker, each once.

Every report is released in a transaction of its own with its line in the batch, so that a worker that is killed
leaves none half released; whoever comes next goes on with those still waiting. One that fails stops no other.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django_tasks import task

from accounts.foundations import audit, clock
from accounts.models import User
from accounts.permissions import can_cancel_release, can_release, can_release_round, require
from feedback.models import BatchedReport, ReleaseBatch
from living_docs.models import LivingDocument, Round
from reporting.actions import release

log = logging.getLogger(__name__)
Outcome = BatchedReport.Outcome
NOT_PASSED = "It no longer stands ready to be released."
SOMETHING_WRONG = "Something went wrong, and nothing was sent to the site."


@transaction.atomic
def release_together(
    round: Round, *, documents: Iterable[LivingDocument], due: datetime | None = None, by: User
) -> ReleaseBatch:
    """Ask the worker to release these reports, now or when their time has come."""
    require(can_release_round, by, round)
    batch = ReleaseBatch.objects.create(round=round, due=due or clock.now(), by=by)
    for document in documents:
        LivingDocument.objects.select_for_update().get(pk=document.pk)
        require(can_release, by, document)
        if not document.batched.waiting().exists():
            BatchedReport.objects.create(batch=batch, document=document)
    audit.record("set the release", by=by, about=f"{round}, {batch.reports.count()} reports")
    transaction.on_commit(lambda: None if due else release_batch.enqueue(batch.pk))
    return batch


@transaction.atomic
def cancel_release(batch: ReleaseBatch, *, by: User) -> int:
    """Before its time, a set release is called off; the reports stand ready as before."""
    require(can_cancel_release, by, batch)
    called_off = batch.reports.waiting().update(outcome=Outcome.CANCELLED)
    audit.record("called off the release", by=by, about=f"{batch.round}, {called_off} reports")
    return called_off


@transaction.atomic
def try_again(report: BatchedReport, *, by: User) -> None:
    """A report that failed goes back to the worker."""
    require(can_release_round, by, report.batch.round)
    again = BatchedReport.objects.filter(pk=report.pk, outcome=Outcome.FAILED)
    if again.update(outcome=Outcome.WAITING, problem=""):
        transaction.on_commit(lambda: release_batch.enqueue(report.batch_id))


@task()
def release_batch(batch_id: int) -> None:
    release_those_due(BatchedReport.objects.filter(batch=batch_id))


def release_due() -> int:
    """What a set time or a killed worker left to do. Safe to ask at any time, by several workers."""
    return release_those_due(BatchedReport.objects.all())


def release_those_due(reports) -> int:
    """Each waiting report in turn, in name order. Returns how many were released here."""
    waiting = reports.due().order_by("document__site__name").values_list("pk", flat=True)
    return sum(release_or_note(pk) for pk in list(waiting))


def release_or_note(pk: int) -> bool:
    try:
        return release_one(pk)
    except PermissionDenied:
        note_failure(pk, NOT_PASSED)
    except Exception:
        log.exception("A report of a batch was not released")
        note_failure(pk, SOMETHING_WRONG)
    return False


@transaction.atomic
def release_one(pk: int) -> bool:
    """Release a report unless another worker has taken it up meanwhile."""
    report = BatchedReport.objects.select_for_update().get(pk=pk)
    if report.outcome != Outcome.WAITING:
        return False
    document = LivingDocument.objects.select_related("site", "round__instrument").get(pk=report.document_id)
    if document.can_be_corrected:
        report.outcome, report.problem = Outcome.CANCELLED, "It was released on its own before."
    else:
        report.release, report.outcome = release(document, by=report.batch.by), Outcome.RELEASED
    report.save(update_fields=["release", "outcome", "problem"])
    return report.outcome == Outcome.RELEASED


def note_failure(pk: int, problem: str) -> None:
    BatchedReport.objects.filter(pk=pk, outcome=Outcome.WAITING).update(outcome=Outcome.FAILED, problem=problem)
