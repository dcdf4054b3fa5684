"""A feedback report as a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from living_docs.models import LivingDocument
from reporting import jobs
from reporting.feedback_reports.contents import draft_data
from reporting.products import FEEDBACK_REPORT, PDF


class Command(BaseCommand):
    help = "Write the released report's bytes, or with --draft what would be released."

    def add_arguments(self, parser):
        parser.add_argument("site_slug")
        parser.add_argument("round", type=int)
        parser.add_argument("--out", type=Path, required=True)
        parser.add_argument("--draft", action="store_true")

    def handle(self, *, site_slug, round, out, draft, **options):
        document = LivingDocument.objects.of(site_slug, round).first()
        if document is None or document.current_submission is None:
            raise CommandError(f"{site_slug} has submitted nothing in round {round}.")
        out.write_bytes(FEEDBACK_REPORT[PDF].make(draft_data(document)) if draft else self.released(document))
        self.stdout.write(f"{out} written.")

    def released(self, document: LivingDocument) -> bytes:
        release = document.releases.current().first()
        if release is None:
            raise CommandError(f"No report on {document} has been released; --draft writes what would be.")
        jobs.make_release_file.call(release.pk, PDF)
        return bytes(release.files.get(format=PDF).content)
