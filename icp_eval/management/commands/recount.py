"""Whether the numbers of a thematic review are right, found by counting a second time."""

import sys

from django.core.management.base import BaseCommand, CommandError

from living_docs.models import Round
from reporting.models import Publication, Review
from reporting.recount import differences
from reporting.review.contents import data_of
from sites.models import Programme


class Command(BaseCommand):
    help = (
        "Count every number of a round's thematic review again, from the frozen documents. Exit status 1 if any differs. "
        "Without --draft it is the published version; while there is none, the draft."
    )

    def add_arguments(self, parser):
        parser.add_argument("round", type=int)
        parser.add_argument("--draft", action="store_true", help="the newest version, published or not")
        parser.add_argument("--programme", default="icp")

    def handle(self, *, round, draft, programme, **options):
        found = Round.objects.filter(programme=Programme.objects.filter(slug=programme).first(), number=round).first()
        published = None if draft else Publication.objects.current().filter(round=found).first()
        review = published.review if published else Review.objects.newest_of(found) if found else None
        if review is None:
            raise CommandError(f"There is no thematic review of round {round} in “{programme}”.")
        wrong = differences(review, data_of(review))
        for sentence in wrong:
            self.stdout.write(sentence)
        if wrong:
            sys.exit(1)
        self.stdout.write(f"{review}: every number is as it was counted a second time.")
