"""Periodic Reviews beside the documents: the leader notes, settles, and the review waits for what is open."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.urls import reverse

from living_docs.workflow import NotAMove
from reporting import actions
from reporting.models import PeriodicReview, TriangulationNote
from reporting.readiness import what_keeps_back
from sites.models import Site
from tests.factories import World

pytestmark = pytest.mark.one_engine


@pytest.fixture
def periodic(world: World) -> PeriodicReview:
    world.open_round(1)
    upload = ContentFile(b"Two posts are filled.", name="review.txt")
    return actions.add_periodic_review(site=Site.objects.get(slug="a"), period="Spring", upload=upload, by=world.ivy)


def noted(world: World, periodic: PeriodicReview, stance: str = "differs") -> TriangulationNote:
    words = {"theme": None, "stance": stance, "text": "Two posts there, three in the document."}
    return actions.note_triangulation(world.rounds[1], periodic_review=periodic, by=world.lee, **words)


def test_an_open_difference_keeps_the_review_back_until_it_is_settled(world, periodic):
    review = world.draft_review()
    note = noted(world, periodic)
    assert list(what_keeps_back(review)) == ["1 difference between Periodic Reviews and documents to be settled"]
    actions.settle_difference(note, how="The third post came in May.", by=world.lee)
    assert list(what_keeps_back(review)) == []
    with pytest.raises(NotAMove):
        actions.settle_difference(note, how="Again.", by=world.lee)


@pytest.mark.parametrize("stance", ["confirms", "adds"])
def test_what_confirms_or_adds_keeps_nothing_back(world, periodic, stance):
    review = world.draft_review()
    noted(world, periodic, stance)
    assert list(what_keeps_back(review)) == []


@pytest.mark.parametrize("who", ["rae", "hal", "quinn", "ivy", "pat", "ann"])
def test_nobody_but_the_leader_notes_or_reads_a_comparison(world, periodic, who):
    with pytest.raises(PermissionDenied):
        actions.note_triangulation(
            world.rounds[1], periodic_review=periodic, theme=None, stance="adds", text="x", by=getattr(world, who)
        )
    noted(world, periodic)
    assert list(TriangulationNote.objects.visible_to(getattr(world, who))) == []


def test_a_periodic_review_can_be_typed(world, sign_in):
    fields = {"site": "a", "period": "Summer", "text": "The ward is full."}
    assert sign_in(world.ivy).post(reverse("periodic_reviews"), fields).status_code == 302
    review = PeriodicReview.objects.get()
    with review.file.open() as file:
        assert (review.name, file.read()) == ("periodic-review.txt", b"The ward is full.")


def test_neither_a_file_nor_words_is_refused_in_a_sentence(world, sign_in):
    response = sign_in(world.ivy).post(reverse("periodic_reviews"), {"site": "a", "period": "Summer", "text": " "})
    assert response.status_code == 422
    assert "Choose the file of the review, or type it" in response.content.decode()
