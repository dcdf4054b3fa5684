"""What the office does with letters that wait."""

from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from accounts.foundations import audit, clock, outbox
from accounts.models import User
from accounts.permissions import can_keep_programme, require


@transaction.atomic
def send_letter_again(job: DBTaskResult, *, by: User) -> None:
    """From the start: tried at once, and for days if need be."""
    require(can_keep_programme, by)
    outbox.forget_handover(job.pk)
    fresh = {"status": TaskResultStatus.READY, "enqueued_at": clock.now(), "worker_ids": [], "exception_class_path": ""}
    DBTaskResult.objects.filter(pk=job.pk, status=TaskResultStatus.FAILED).update(**fresh)
    audit.record("sent a letter again", by=by, about=outbox.waiting(job).address)


@transaction.atomic
def put_letter_aside(job: DBTaskResult, *, by: User) -> None:
    """A letter that need not go any more, or that arrived."""
    require(can_keep_programme, by)
    audit.record("put a letter aside", by=by, about=outbox.waiting(job).address)
    outbox.forget_handover(job.pk)
    job.delete()
