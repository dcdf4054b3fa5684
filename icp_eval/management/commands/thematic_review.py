"""A thematic review as a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.template.loader import render_to_string

from reporting import jobs, pdf
from reporting.models import Publication, Review
from reporting.thematic_review import draft_data


class Command(BaseCommand):
    help = "Write the published review, or with --draft the current draft."

    def add_arguments(self, parser):
        parser.add_argument("round", type=int)
        parser.add_argument("--format", choices=["pdf", "html"], default="pdf")
        parser.add_argument("--out", type=Path, required=True)
        parser.add_argument("--draft", action="store_true")

    def handle(self, *, round, format, out, draft, **options):
        if draft:
            data, content = self.draft(round), None
        else:
            publication = self.published(round)
            data, content = publication.data, self.stored(publication) if format == "pdf" else None
        if format == "html":
            content = render_to_string("reporting/review_file.html", {"review": data}).encode()
        out.write_bytes(content or pdf.thematic_review(data))
        self.stdout.write(f"{out} written.")

    def draft(self, number: int) -> dict:
        review = Review.objects.filter(round__number=number).order_by("-version").first()
        if review is None:
            raise CommandError(f"The review of round {number} has not been started.")
        return draft_data(review)

    def published(self, number: int) -> Publication:
        publication = Publication.objects.filter(round__number=number).newest_first().first()
        if publication is None:
            raise CommandError(f"No review of round {number} has been published; --draft writes the draft.")
        return publication

    def stored(self, publication: Publication) -> bytes:
        jobs.make_publication_pdf.call(publication.pk)
        return bytes(publication.files.get(format=jobs.PDF).content)
