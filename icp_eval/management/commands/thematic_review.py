"""A thematic review as a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.template.loader import render_to_string

from reporting import jobs
from reporting.models import Publication, Review
from reporting.review.contents import draft_data

HTML = "html"


class Command(BaseCommand):
    help = "Write the published review, or with --draft the current draft."

    def add_arguments(self, parser):
        parser.add_argument("round", type=int)
        parser.add_argument("--format", choices=[*jobs.REVIEW_FORMATS, HTML], default=jobs.PDF)
        parser.add_argument("--out", type=Path, required=True)
        parser.add_argument("--draft", action="store_true")

    def handle(self, *, round, format, out, draft, **options):
        if draft:
            content = made(self.draft(round), format)
        else:
            publication = self.published(round)
            content = made(publication.data, HTML) if format == HTML else stored(publication, format)
        out.write_bytes(content)
        self.stdout.write(f"{out} written.")

    def draft(self, number: int) -> dict:
        review = Review.objects.filter(round__number=number).order_by("-version").first()
        if review is None:
            raise CommandError(f"The review of round {number} has not been started.")
        return draft_data(review)

    def published(self, number: int) -> Publication:
        publication = Publication.objects.current().filter(round__number=number).first()
        if publication is None:
            raise CommandError(f"No review of round {number} has been published; --draft writes the draft.")
        return publication


def made(data: dict, format: str) -> bytes:
    if format == HTML:
        return render_to_string("reporting/review_file.html", {"review": data}).encode()
    return jobs.REVIEW_FORMATS[format](data)


def stored(publication: Publication, format: str) -> bytes:
    """The very bytes that readers download."""
    jobs.make_publication_file.call(publication.pk, format)
    return bytes(publication.files.get(format=format).content)
