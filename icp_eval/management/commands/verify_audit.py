"""Whether the record of who did what is whole, and everything frozen as it was written."""

import sys

from django.core.management.base import BaseCommand

from accounts.models import AuditEvent
from icp_eval import integrity


class Command(BaseCommand):
    help = (
        "Check the chain of audit events, its ledger, the database guards, the seals and checksums of frozen records and "
        "the files. Exit status 1 when anything was touched."
    )

    def handle(self, **options):
        for caution in integrity.cautions():
            self.stderr.write(caution)
        problems = list(integrity.problems())
        for sentence in problems:
            self.stdout.write(sentence)
        if problems:
            sys.exit(1)
        rows = integrity.number_of_rows()
        self.stdout.write(f"{AuditEvent.objects.count()} events and {rows} frozen records, all as they were written.")
