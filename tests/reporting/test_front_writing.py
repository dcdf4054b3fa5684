"""The front of a review saves by itself, box by box, and no writer loses a word to another."""

import pytest
from django.urls import reverse

from reporting import actions
from reporting.models import Review
from tests.factories import World

pytestmark = pytest.mark.one_engine

BOXES = {"title": "What we read", "subtitle": "", "abstract": "<p>One.</p><p>Two.</p>", "glance": ""}


@pytest.fixture
def review(world: World) -> Review:
    return world.draft_review()


def autosave(client, base: int, **changed) -> dict:
    fields = BOXES | {"abstract-as": "html", "base_version": base} | changed
    return client.post(reverse("front_autosave", args=[1]), fields).json()["saved"]["front"]


def front() -> tuple[str, str, str]:
    review = Review.objects.get()
    return review.title, review.subtitle, review.abstract


def test_the_front_saves_by_itself(world, review, sign_in):
    saved = autosave(sign_in(world.lee), 1)
    assert (saved["version"], saved["clash"], saved["not_saved"], saved["fields"]) == (2, "", [], {})
    assert saved["line"].endswith("by Lee Leclerc")
    assert front() == ("What we read", "", "<p>One.</p>\n<p>Two.</p>")


def test_saving_the_same_again_makes_no_version(world, review, sign_in):
    client = sign_in(world.lee)
    assert [autosave(client, 1)["version"], autosave(client, 2)["version"]] == [2, 2]


def test_two_writers_in_two_boxes_and_two_paragraphs_both_stay(world, review, sign_in):
    lee, hal = sign_in(world.lee), sign_in(world.hal)
    autosave(lee, 1)
    autosave(lee, 2, title="What they told us", abstract="<p>First.</p><p>Two.</p>")
    answer = autosave(hal, 2, subtitle="Round 1", abstract="<p>One.</p><p>Second.</p>")
    assert front() == ("What they told us", "Round 1", "<p>First.</p>\n<p>Second.</p>")
    assert answer["fields"] == {"title": "What they told us", "abstract": "<p>First.</p>\n<p>Second.</p>"}


def test_two_writers_in_one_box_clash_and_nothing_is_lost(world, review, sign_in):
    lee, hal = sign_in(world.lee), sign_in(world.hal)
    autosave(lee, 1)
    autosave(lee, 2, title="Theirs")
    answer = autosave(hal, 2, title="Mine")
    assert answer["clash"] == "You and another writer changed the same words. Nothing has been lost."
    assert front()[0] == "Theirs"
    page = hal.post(reverse("draft", args=[1]), BOXES | {"abstract-as": "html", "base_version": 2, "title": "Mine"})
    text = page.content.decode()
    assert page.status_code == 409
    assert ["Theirs" in text, 'value="Mine"' in text, 'name="base_version" value="3"' in text] == [True] * 3


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": " "}, "Enter a title"),
        ({"title": "T" * 260}, "Enter at most 200 characters. You typed 260."),
        ({"glance": "three said so"}, "Begin each line with the token of a count, then say what it is a number of"),
    ],
)
def test_what_cannot_be_saved_is_never_called_saved(world, review, sign_in, typed, said):
    answer = autosave(sign_in(world.lee), 1, **typed)
    assert (answer["not_saved"], answer["version"], Review.objects.get().front_version) == ([said], 1, 1)


def test_the_front_is_closed_once_the_review_was_sent(world, sign_in):
    world.approved_review()
    response = sign_in(world.lee).post(reverse("front_autosave", args=[1]), BOXES | {"base_version": 1})
    assert response.status_code == 409


def test_a_save_without_its_version_replaces_what_stands(world, review):
    actions.save_front(review, title="One", subtitle="S", abstract="<p>A.</p>", by=world.lee)
    actions.save_front(review, title="Two", subtitle="", abstract="", by=world.hal)
    assert front() == ("Two", "", "")
    assert [edit.text["title"] for edit in review.front_edits][1:] == ["One", "Two"]
