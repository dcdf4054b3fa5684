"""A round for a program that reads REFI-QDA."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from living_docs.models import Round, Submission
from themes.refi_qda.collection import Collected
from themes.refi_qda.losses import IN_PSEUDONYMS, losses
from themes.refi_qda.writer import project_file


class Command(BaseCommand):
    help = (
        "Write a round's texts, themes and counted codings as a REFI-QDA project (.qdpx). "
        "It is for the evaluation team alone, also under pseudonyms."
    )

    def add_arguments(self, parser):
        parser.add_argument("round", type=int)
        parser.add_argument("--out", type=Path, required=True)
        parser.add_argument("--pseudonyms", action="store_true", help="without any name of a site or person")

    def handle(self, *, round, out, pseudonyms, **options):
        found = Round.objects.filter(number=round).exclude(state=Round.State.PLANNED).first()
        if found is None:
            raise CommandError(f"Round {round} has not been opened.")
        submissions = list(
            Submission.objects.latest_of_round(found).select_related("document__site", "document__round__instrument")
        )
        out.write_bytes(project_file(Collected(found, submissions, pseudonyms=pseudonyms).project))
        for line in [*losses(submissions), *(IN_PSEUDONYMS if pseudonyms else [])]:
            self.stdout.write(f"Note: {line}")
        self.stdout.write(f"{out} written.")
