"""The overview of a round: steps, who moves next, overdue first, a filter, a table; of readings only lodged or not."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.foundations import clock
from feedback import actions as feedback
from living_docs.models import LivingDocument
from living_docs.pages import overview
from living_docs.workflow import Status
from reporting.feedback_reports.batches import release_together
from sites.models import Site
from tests.factories import DEADLINE, World

pytestmark = pytest.mark.one_engine


def row(world: World, slug: str = "a") -> overview.Row:
    found = overview.rows(overview.with_steps(LivingDocument.objects.of(slug, 1)))
    return found[0]


def labels(world: World) -> list[str]:
    return [step.label for step in row(world).steps]


def test_each_step_and_who_moves_next(world):
    world.document_at(Status.SUBMITTED)
    with clock.at(DEADLINE):
        assert (labels(world), row(world).next_move) == (
            ["29 Apr", "No reader yet", "No reader yet", "", "", ""],
            "The task leader",
        )
        raes, robs = world.allot(world.document())
        assert (labels(world)[1:3], row(world).next_move) == (["Not yet", "Not yet"], "Two readers")
        world.write_reading(raes, world.rae)
        feedback.lodge(raes, by=world.rae)
        assert (labels(world)[1:3], row(world).next_move) == (["Submitted", "Not yet"], "One reader")
        world.write_reading(robs, world.rob)
        feedback.lodge(robs, by=world.rob)
        assert (labels(world)[1:4], row(world).next_move) == (
            ["Submitted", "Submitted", "Under way"],
            "The task leader",
        )
        world.to_qa(world.document())
        assert (labels(world)[3:], row(world).next_move) == (["30 Apr", "With QA", ""], "A QA reviewer")
        feedback.send_back(world.document(), points="Say who.", by=world.quinn)
        assert (labels(world)[3:], row(world).next_move) == (["Under way", "Sent back", ""], "The task leader")


def test_a_document_of_one_reader_says_so(world):
    document = world.document_at(Status.SUBMITTED)
    world.allot(document, world.rae)
    assert (labels(world)[1:3], row(world).next_move) == (["Not yet", "One reader only"], "One reader")


def test_a_set_release_and_a_correction_show(world):
    document = world.document_at(Status.PASSED)
    with clock.at(DEADLINE):
        due = DEADLINE + timedelta(days=5)
        batch = release_together(world.rounds[1], documents=[document], due=due, by=world.lee)
        assert (labels(world)[5], row(world).next_move) == ("Set: 5 May", "Nobody: date is set")
        batch.reports.update(outcome="cancelled")
        world.to_released(world.document())
        assert (labels(world)[5], row(world).next_move) == ("30 Apr", "Nobody: done")
        feedback.start_correction(world.document(), reason="A figure", by=world.lee)
        assert (labels(world)[5], row(world).next_move) == ("30 Apr, being corrected", "The task leader")


def test_overdue_ones_stand_first_and_both_groups_in_name_order(world, sign_in):
    for name in ("Zennor", "Ashby"):
        Site.objects.create(programme=world.programme, name=name, slug=name.lower(), full_name=name)
    world.document_at(Status.SUBMITTED, "b")
    with clock.at(DEADLINE + timedelta(hours=1)):
        found = overview.rows(overview.with_steps(LivingDocument.objects.in_round(world.rounds[1])))
        named = [(name, [r.document.site.name for r in group]) for name, group in overview.groups(found)]
        assert named == [("Overdue", ["Alderbrook", "Ashby", "Zennor"]), ("All other sites", ["Brackenfell"])]
        assert [step.label for step in found[0].steps] == ["Not submitted", "", "", "", "", ""]


@pytest.mark.parametrize("person", ["lee", "pat"])
def test_the_table_holds_what_the_page_shows(world, sign_in, person):
    world.document_at(Status.SUBMITTED)
    Site.objects.filter(slug="b").update(name="=HYPERLINK(1)")
    content = sign_in(getattr(world, person)).get(reverse("overview_csv", args=[1])).content.decode("utf-8-sig")
    found = list(csv.reader(io.StringIO(content)))
    assert found[0] == ["Site", *overview.NAMES, "Who needs to act next"]
    assert found[1][0] == "'=HYPERLINK(1)"
    assert found[2] == ["Alderbrook", "29 Apr", "No reader yet", "No reader yet", "", "", "", "The task leader"]


def test_the_filter_shows_those_who_wait_for_one(world, sign_in):
    world.document_at(Status.SUBMITTED)
    page = sign_in(world.lee).get(reverse("round", args=[1]), {"show": "leader"}).content.decode()
    assert ("Alderbrook" in page, "Brackenfell" in page) == (True, False)
    assert "Waiting for the task leader (1)" in page
    nothing = sign_in(world.lee).get(reverse("round", args=[1]), {"show": "qa"}).content.decode()
    assert "No site is in this group." in nothing


def test_more_sites_take_no_more_queries(world, sign_in):
    def asked(client) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("round", args=[1])).status_code == 200
        return len(captured)

    world.document_at(Status.RELEASED)
    lee, counts = sign_in(world.lee), []
    lee.get(reverse("round", args=[1]))
    counts.append(asked(lee))
    world.document_at(Status.RELEASED, "b")
    counts.append(asked(lee))
    assert counts[0] == counts[1]
