"""Everything at once: database, demo, web server and worker; started together, stopped together."""

import os
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from icp_eval.demo.people import SIGN_INS
from icp_eval.own_files import keep_to_owner
from icp_eval.real_start import what_is_missing
from icp_eval.supervisor import Program, supervise


class Command(BaseCommand):
    help = "Prepare the database, start web server and worker, and keep them running until Ctrl-C."

    def handle(self, **options):
        self.refuse_half_told()
        host, port = os.environ.get("HOST", "localhost"), os.environ.get("PORT", "8000")
        keep_to_owner(settings.VAR)
        call_command("prepare_database")
        if settings.DEMO:
            call_command("demo", "--no-wait")
        self.tell(host, port)
        manage = [sys.executable, "manage.py"]
        web = [
            sys.executable,
            "-m",
            "gunicorn",
            "icp_eval.wsgi",
            "--bind",
            f"{host}:{port}",
            "--workers",
            "2",
            "--threads",
            "8",
            "--timeout",
            "60",
            "--graceful-timeout",
            "10",
            "--log-level",
            "warning",
        ]
        slots = int(os.environ.get("WORKERS", "1"))
        workers = [Program(f"worker {n}", [*manage, "work", "--slot", str(n)]) for n in range(1, slots + 1)]
        sys.exit(supervise([Program("web server", web), *workers]))

    def refuse_half_told(self) -> None:
        """For real means behind https; whoever tries it out without is not asked for a mail server."""
        missing = list(what_is_missing(os.environ)) if settings.SECURE else []
        for sentence in missing:
            self.stderr.write(sentence)
        if missing:
            self.stderr.write("The service was not started. README.md tells what each setting is for.")
            sys.exit(2)

    def tell(self, host: str, port: str) -> None:
        self.stdout.write(f"\nIntegrated Care Pilots evaluation: http://{host}:{port}/\n")
        if settings.DEMO:
            self.stdout.write("Demonstration. All narrative is fictional. Sign in as one of:\n")
            for address, role in SIGN_INS:
                self.stdout.write(f"  {address:<36} {role}\n")
            self.stdout.write(f"Password of them all: {settings.DEMO_PASSWORD}\n")
        self.stdout.write("Ctrl-C stops everything.\n\n")
        self.stdout.flush()
