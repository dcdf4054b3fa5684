"""A thematic review as a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from reporting import jobs
from reporting.models import Publication, Review
from reporting.products import PDF, THEMATIC_REVIEW, Format
from reporting.review.contents import draft_data


class Command(BaseCommand):
    help = "Write the published review, or with --draft the current draft."

    def add_arguments(self, parser):
        parser.add_argument("round", type=int)
        parser.add_argument("--format", choices=THEMATIC_REVIEW.keys, default=PDF)
        parser.add_argument("--out", type=Path, required=True)
        parser.add_argument("--draft", action="store_true")

    def handle(self, *, round, format, out, draft, **options):
        if draft:
            content = THEMATIC_REVIEW[format].make(self.draft(round))
        else:
            publication = self.published(round)
            content = bytes_of(publication, THEMATIC_REVIEW[format])
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


def bytes_of(publication: Publication, format: Format) -> bytes:
    """The very bytes that readers download."""
    if not format.stored:
        return format.make(publication.data)
    jobs.make_publication_file.call(publication.pk, format.key)
    return bytes(publication.files.get(format=format.key).content)
