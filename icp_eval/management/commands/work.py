"""One worker slot: takes up jobs, tells every few seconds that it lives, and asks every minute what is due."""

import logging
import threading
from collections.abc import Callable

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from accounts.foundations import outbox
from icp_eval import health, integrity, retention
from icp_eval.own_files import keep_to_owner
from living_docs.actions import send_due_reminders
from living_docs.files import scanner
from reporting.actions import read_earlier_files, send_digests
from reporting.feedback_reports.batches import release_due
from reporting.jobs import check_changed_reviews

log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Run one worker slot. Each slot has its own number; a job that its last life left undone runs again."

    def add_arguments(self, parser):
        parser.add_argument("--slot", type=int, default=1)

    def handle(self, *, slot: int, **options):
        keep_to_owner(settings.VAR)
        worker_id = f"slot-{slot}"
        worker = Worker(
            queue_names=["default"],
            interval=0.5,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=worker_id,
            excluded_queue_names=[],
        )
        worker.configure_signals()  # before it is seen to live: who sees that may ask it to end
        take_up_again(worker_id)
        keep(health.beat, every=settings.HEARTBEAT_SECONDS)
        keep(outbox.try_again, every=settings.LETTER_SECONDS)
        keep(send_due_reminders, every=settings.REMINDER_SECONDS)
        keep(send_digests, every=settings.REMINDER_SECONDS)
        keep(release_due, every=settings.REMINDER_SECONDS)
        keep(scanner.ask_again, every=settings.REMINDER_SECONDS)
        keep(check_changed_reviews, every=settings.GATE_SECONDS)
        keep(read_earlier_files, every=settings.REMINDER_SECONDS)
        keep(retention.carry_out, every=settings.RETENTION_SECONDS)
        keep(integrity.check_daily, every=settings.INTEGRITY_SECONDS)
        worker.run()


def take_up_again(worker_id: str) -> int:
    """Jobs that this slot was at when it was killed go back into the queue; jobs are safe to run again."""
    left = [
        result.pk
        for result in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
        if result.worker_ids and result.worker_ids[-1] == worker_id
    ]
    return DBTaskResult.objects.filter(pk__in=left).update(status=TaskResultStatus.READY, started_at=None)


def keep(doing: Callable[[], object], *, every: float) -> None:
    """Do something again and again beside the jobs, in a thread of its own."""
    threading.Thread(target=do_again, args=[doing, every], daemon=True).start()


def do_again(doing: Callable[[], object], every: float) -> None:
    """While the main thread lives, from a connection of its own; what fails is told and tried again."""
    while threading.main_thread().is_alive():
        try:
            doing()
        except Exception:
            log.exception("%s failed; it is tried again in %s s", doing.__name__, every)
        finally:
            connection.close()
        threading.Event().wait(every)
