"""One worker slot: takes up jobs, and tells every few seconds that it lives."""

import threading

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection
from django_tasks.base import TaskResultStatus
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from icp_eval import health


class Command(BaseCommand):
    help = "Run one worker slot. Each slot has its own number; a job that its last life left undone runs again."

    def add_arguments(self, parser):
        parser.add_argument("--slot", type=int, default=1)

    def handle(self, *, slot: int, **options):
        worker_id = f"slot-{slot}"
        take_up_again(worker_id)
        threading.Thread(target=keep_beating, daemon=True).start()
        worker = Worker(
            queue_names=["default"], interval=0.5, batch=False, backend_name="default", startup_delay=False,
            max_tasks=None, worker_id=worker_id, excluded_queue_names=[],
        )  # fmt: skip
        worker.configure_signals()
        worker.run()


def take_up_again(worker_id: str) -> int:
    """Jobs that this slot was at when it was killed go back into the queue; jobs are safe to run again."""
    left = [
        result.pk
        for result in DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
        if result.worker_ids and result.worker_ids[-1] == worker_id
    ]
    return DBTaskResult.objects.filter(pk__in=left).update(status=TaskResultStatus.READY, started_at=None)


def keep_beating() -> None:
    """Beat while the main thread lives, from a connection of its own."""
    while threading.main_thread().is_alive():
        try:
            health.beat()
        finally:
            connection.close()
        threading.Event().wait(settings.HEARTBEAT_SECONDS)
