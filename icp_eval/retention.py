"""How long what is kept, in one table: the privacy page tells it, and the worker carries it out every day.

A kind without `delete` is a record of the programme, or is not ours to delete.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models, transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from accounts.foundations import audit, clock, outbox
from accounts.models import Handover, Invitation, SignedInSession
from accounts.sign_in import tries
from living_docs.models import DraftCopy
from reporting.models import ReviewProof

A_WEEK, A_MONTH, HALF_A_YEAR = timedelta(days=7), timedelta(days=30), timedelta(days=180)
DONE = [TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED]
SOMEBODY = "Somebody who was invited"


@dataclass(frozen=True)
class Kind:
    name: str
    kept_for: str
    delete: Callable[[], int] | None = None


def delete_sessions() -> int:
    return SignedInSession.objects.filter(expire_date__lt=clock.now()).delete()[0]


def delete_sent_letters() -> int:
    sent = DBTaskResult.objects.filter(task_path=outbox.LETTER, status=TaskResultStatus.SUCCESSFUL)
    return delete_jobs(sent.filter(finished_at__lt=clock.now() - A_WEEK))


def delete_unsent_letters() -> int:
    """The office has had half a year to send them again or put them aside."""
    failed = DBTaskResult.objects.filter(task_path=outbox.LETTER, status=TaskResultStatus.FAILED)
    return delete_jobs(failed.filter(enqueued_at__lt=clock.now() - HALF_A_YEAR))


def delete_finished_jobs() -> int:
    others = DBTaskResult.objects.exclude(task_path=outbox.LETTER).filter(status__in=DONE)
    return delete_jobs(others.filter(finished_at__lt=clock.now() - A_MONTH))


@transaction.atomic
def delete_jobs(jobs: models.QuerySet[DBTaskResult]) -> int:
    keys = list(jobs.values_list("pk", flat=True))
    Handover.objects.filter(job__in=keys).delete()
    DBTaskResult.objects.filter(pk__in=keys).delete()
    return len(keys)


@transaction.atomic
def delete_lapsed_invitations() -> int:
    """Whoever did not come: where two people decided, that stays, and neither name nor address."""
    over = Invitation.objects.filter(accepted_at=None, expires_at__lt=clock.now() - HALF_A_YEAR).exclude(email="")
    alone = [one.pk for one in over if not one.asked_roles.exists()]
    Invitation.objects.filter(pk__in=alone).delete()
    emptied = over.update(name=SOMEBODY, email="", token_sha256=None, withdrawn_at=clock.now())
    return len(alone) + emptied


def delete_copies() -> int:
    """PDFs of drafts, which can be made anew."""
    drafts = DraftCopy.objects.filter(at__lt=clock.now() - A_MONTH).delete()[0]
    return drafts + ReviewProof.objects.filter(at__lt=clock.now() - A_MONTH).delete()[0]


def delete_files_without_a_row() -> int:
    """Files whose row is gone: uploads that were replaced, or broke off."""
    named = {
        name for field in file_fields() for name in field.model._default_manager.values_list(field.name, flat=True)
    }
    root = Path(default_storage.path(""))
    return delete_old(path for path in files_in(root) if path.relative_to(root).as_posix() not in named)


def file_fields() -> list[models.FileField]:
    fields = (field for model in apps.get_models() for field in model._meta.local_fields)
    return [field for field in fields if isinstance(field, models.FileField)]


def delete_letters_in_files() -> int:
    """Where there is no mail server, letters are files."""
    return delete_old(files_in(Path(getattr(settings, "EMAIL_FILE_PATH", "") or "/nowhere")))


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()] if folder.is_dir() else []


def delete_old(paths) -> int:
    old = [path for path in paths if path.stat().st_mtime < time.time() - A_MONTH.total_seconds()]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


RECORD = "As long as the records of the evaluation must be kept"

KINDS = [
    Kind("What sites write, readings, feedback, reviews and every version of them", RECORD),
    Kind("Files that were sent in as evidence, or as a filled-in form", RECORD),
    Kind("Who did what, and when", RECORD),
    Kind("Your name, in what you wrote, sent, checked or decided", RECORD),
    Kind(
        "Your account: address, job title, password (as a checksum) and second step",
        "Until the office erases it after you have left",
    ),
    Kind(
        "Sessions: that you are signed in, from which browser and since when",
        "Until you sign out; at most twelve hours",
        delete_sessions,
    ),
    Kind("Failed tries to sign in, counted under a key that names nobody", "A day", tries.delete_run_out),
    Kind("That you signed in from a browser, kept in that browser alone", "Half a year"),
    Kind("The text of e-mails that were sent", "A week", delete_sent_letters),
    Kind("The text of e-mails that could not be sent", "Half a year", delete_unsent_letters),
    Kind("E-mails as files, where there is no mail server", "A month", delete_letters_in_files),
    Kind("Invitations that were not accepted", "Half a year after they end", delete_lapsed_invitations),
    Kind("Finished jobs of the service", "A month", delete_finished_jobs),
    Kind("PDFs of drafts", "A month", delete_copies),
    Kind("Uploaded files that nothing refers to", "A month", delete_files_without_a_row),
]


def carry_out() -> dict[str, int]:
    """Delete what has run out; how many of each kind, where there were any. Safe at any time, by several workers."""
    done = {kind.name: kind.delete() for kind in KINDS if kind.delete}
    deleted = {name: number for name, number in done.items() if number}
    if deleted:
        words = "; ".join(f"{name[0].lower()}{name[1:]}: {number}" for name, number in deleted.items())
        audit.record("deleted what had run out", by=None, about=f"{sum(deleted.values())} in all", why=words)
    return deleted
