"""Opening a round: what is said before the button."""

from django.urls import reverse

from living_docs import actions
from living_docs.models import Round
from tests.factories import DEADLINE


def test_who_opens_a_round_reads_which_other_is_still_open(world, sign_in):
    planned = Round.objects.create(programme=world.programme, number=2)
    actions.set_deadline(planned, deadline=DEADLINE, by=world.pat)
    office, address = sign_in(world.pat), reverse("round_settings", args=[2])
    alone = office.get(address).text
    world.open_round(1)
    beside = office.get(address).text
    assert [("Open round 2" in page, "Round 1 is still open" in page) for page in (alone, beside)] == [
        (True, False),
        (True, True),
    ]
