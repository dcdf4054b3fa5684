"""Load the demo programme into an empty database."""

from datetime import date

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from accounts.models import User
from icp_eval.demo.loader import load_demo
from sites.models import Programme


class Command(BaseCommand):
    help = "Load the demo programme: sixteen sites, six rounds, fictional narrative. Loads nothing twice."

    def add_arguments(self, parser):
        parser.add_argument("--today", type=date.fromisoformat, help="the day of the load, for tests (YYYY-MM-DD)")
        parser.add_argument("--no-wait", dest="wait", action="store_false", help="leave the PDFs to the worker")

    def handle(self, *, today, wait, **options):
        prepare_database()
        if Programme.objects.filter(fictional=True).exists():
            self.stdout.write("The demo programme is loaded already.")
        elif User.objects.exists() or Programme.objects.exists():
            raise CommandError("This database holds real data: the demo is not loaded into it.")
        else:
            self.stdout.write("Loading the demo programme (about a minute) …")
            self.stdout.flush()
            load_demo(today or timezone.localdate())
        if wait:
            finish_jobs()


def prepare_database() -> None:
    """Make the tables of a database that has none, so that the command works by itself."""
    if Programme._meta.db_table not in connection.introspection.table_names():
        call_command("migrate", verbosity=0)
        call_command("createcachetable")


def finish_jobs() -> None:
    """Do every job that waits, here and now."""
    Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="demo",
        excluded_queue_names=[],
    ).run()
