"""What in a text could tell a site."""

import json
import sys

from django.core.management.base import BaseCommand, CommandError

from reporting.anonymity.checker import Checker, checker_for
from sites.models import Programme
from sites.names.matcher import Found


class Command(BaseCommand):
    help = "Check the text on standard input. Exit status 1 when anything is found."

    def add_arguments(self, parser):
        parser.add_argument("--programme", default="icp")
        parser.add_argument("--jsonl", action="store_true", help='one {"id", "text"} a line in, findings a line out')

    def handle(self, *, programme, jsonl, **options):
        found = Programme.objects.filter(slug=programme).first()
        if found is None:
            raise CommandError(f"There is no programme “{programme}” in this database.")
        checker = checker_for(found)
        if jsonl:
            self.check_lines(checker)
        elif self.check_text(checker, sys.stdin.read()):
            sys.exit(1)

    def check_text(self, checker: Checker, text: str) -> bool:
        findings = checker.check(text)
        for f in findings:
            self.stdout.write(f"{f.start}-{f.end}\t{f.kind}\t{f.site or ''}\t{' '.join(text[f.start : f.end].split())}")
        return bool(findings)

    def check_lines(self, checker: Checker) -> None:
        for line in sys.stdin:
            if line.strip():
                given = json.loads(line)
                findings = [as_data(found) for found in checker.check(given["text"])]
                self.stdout.write(json.dumps({"id": given["id"], "findings": findings}, ensure_ascii=False))


def as_data(found: Found) -> dict:
    return {"start": found.start, "end": found.end, "kind": found.kind, "site": found.site}
