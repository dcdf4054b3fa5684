"""Whether the record of who did what is whole."""

import sys

from django.core.management.base import BaseCommand

from accounts import audit
from accounts.models import AuditEvent


class Command(BaseCommand):
    help = "Check the chain of audit events, the last ones included. Exit status 1 when anything was touched."

    def handle(self, **options):
        breaks = list(audit.verify())
        for sentence in breaks:
            self.stdout.write(sentence)
        if breaks:
            sys.exit(1)
        self.stdout.write(f"{AuditEvent.objects.count()} events, all as they were written.")
