"""What a home page asks for while more than one round is at work: nothing of the last one is forgotten."""

import pytest

from accounts.foundations.home_panels import in_order
from accounts.models import User
from feedback import actions as feedback
from feedback.models import Release
from icp_eval.to_do import awaiting
from living_docs import actions as documents
from living_docs.workflow import Status
from tests.factories import World

pytestmark = pytest.mark.one_engine


def asked_of(user: User) -> list[str]:
    """The buttons of what is to be done now."""
    return [panel.label for panel in awaiting(User.objects.get(pk=user.pk)) if panel.rank == "main"]


def to_next_round(world: World) -> None:
    documents.close_round(world.open_round(1), by=world.pat)
    world.open_round(2)


def test_a_report_that_nobody_said_to_have_read(world):
    world.document_at(Status.RELEASED)
    assert "Read your feedback report" in asked_of(world.ann)
    to_next_round(world)
    assert asked_of(world.ann) == ["Continue round 2", "Read your report on round 1"]
    assert asked_of(world.bea) == ["Continue round 2"]
    feedback.acknowledge(Release.objects.get(), by=world.ann)
    assert asked_of(world.ann) == ["Continue round 2"]


def test_readings_of_the_last_round_wait_on(world):
    world.allot(world.document_at(Status.SUBMITTED))
    to_next_round(world)
    titles = {panel.title for panel in awaiting(world.rae) if panel.rank == "main"}
    assert titles == {"Reading, Round 1"}


def test_who_has_nothing_to_read_is_told_so_once(world):
    world.document_at(Status.SUBMITTED)
    to_next_round(world)
    assert [p.title for p in awaiting(world.rae) if p.title.startswith("Reading")] == ["Reading, Round 2"]


def test_the_leader_finds_what_waits_in_each_round(world):
    world.document_at(Status.PASSED)
    to_next_round(world)
    assert "Release feedback" in asked_of(world.lee)


def test_the_order_of_the_home_page_is_declared_once(world):
    """What there is to do first, each panel at its declared place, in whatever order the apps say them."""
    world.publication()
    world.document_at(Status.RELEASED)
    world.document_at(Status.SUBMITTED, "a", 2)
    world.document_at(Status.PASSED, "b", 2)
    for person in (world.ann, world.lee, world.rae, world.quinn, world.pat, world.sam, world.hal, world.ivy):
        panels = awaiting(User.objects.get(pk=person.pk))
        assert [panel.place for panel in in_order(reversed(panels))] == [panel.place for panel in panels]
        said = [(panel.rank != "main", panel.place) for panel in panels]
        assert (person, said) == (person, sorted(said))


def test_the_page_shows_them_in_that_order(world, sign_in):
    world.document_at(Status.PASSED)
    titles = [panel.title for panel in awaiting(world.lee)]
    page = sign_in(world.lee).get("/").text
    assert sorted(titles, key=page.index) == titles
