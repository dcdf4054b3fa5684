"""The programme's facts: sixteen sites, six planned rounds, the instrument. For an installation without the demo."""

from django.core.management.base import BaseCommand

from feedback.actions import load_standing_asks
from feedback.checks.checked_words import load_words
from living_docs.actions import load_instrument
from living_docs.instrument import given_instrument
from living_docs.models import Round
from sites.facts import load_programme
from themes.actions import load_frameworks

ROUNDS = range(1, 7)


class Command(BaseCommand):
    help = "Load sites, aliases, identifying terms, rounds, instrument, standing asks and theme trees. Running it again adds what is new."

    def handle(self, **options):
        programme = load_programme()
        load_instrument(programme, given_instrument())
        load_standing_asks()
        load_words(programme)
        load_frameworks(programme)
        for number in ROUNDS:
            Round.objects.get_or_create(programme=programme, number=number)
        self.stdout.write(f"{programme}: {programme.sites.count()} sites, {programme.rounds.count()} rounds.")
