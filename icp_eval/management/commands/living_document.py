"""A site's document as a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from living_docs.freezing import canonical
from living_docs.models import LivingDocument
from living_docs.submitting import printed
from reporting import pdf


class Command(BaseCommand):
    help = "Write what a site sent last in a round, or its draft where it has sent nothing."

    def add_arguments(self, parser):
        parser.add_argument("site_slug")
        parser.add_argument("round", type=int)
        parser.add_argument("--format", choices=["pdf", "json"], default="pdf")
        parser.add_argument("--out", type=Path, required=True)

    def handle(self, *, site_slug, round, format, out, **options):
        document = LivingDocument.objects.of(site_slug, round).first()
        if document is None:
            raise CommandError(f"There is no document of {site_slug} in round {round}.")
        data = printed(document, document.current_submission)
        out.write_bytes(pdf.living_document(data) if format == "pdf" else canonical(data).encode())
        self.stdout.write(f"{out} written.")
