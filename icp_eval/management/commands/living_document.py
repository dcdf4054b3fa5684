"""A site's document as a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from living_docs.models import LivingDocument
from living_docs.submission_data import printed
from living_docs.word.form import word_form
from reporting.products import DOCX, LIVING_DOCUMENT, PDF


class Command(BaseCommand):
    help = (
        "Write what a site sent last in a round, or its draft where it has sent nothing; "
        "with --blank or --prefilled a Word form to fill in."
    )

    def add_arguments(self, parser):
        parser.add_argument("site_slug")
        parser.add_argument("round", type=int)
        parser.add_argument(
            "--format", choices=LIVING_DOCUMENT.keys, help="pdf unless a form is asked for, which is docx"
        )
        parser.add_argument("--out", type=Path, required=True)
        forms = parser.add_mutually_exclusive_group()
        forms.add_argument("--blank", action="store_true", help="a Word form without answers")
        forms.add_argument("--prefilled", action="store_true", help="a Word form with the answers as they stand now")

    def handle(self, *, site_slug, round, format, out, blank, prefilled, **options):
        document = LivingDocument.objects.of(site_slug, round).first()
        if document is None:
            raise CommandError(f"There is no document of {site_slug} in round {round}.")
        if blank or prefilled:
            if format not in (None, DOCX):
                raise CommandError("A form to fill in is a Word document: leave --format out, or say docx.")
            content = word_form(document, blank=blank)
        else:
            content = LIVING_DOCUMENT[format or PDF].make(printed(document, document.current_submission))
        out.write_bytes(content)
        self.stdout.write(f"{out} written.")
