"""Sections of a review are written by several people, saved by themselves, and every text is kept."""

import pytest
from django.urls import reverse

from reporting import actions
from reporting.models import ReviewSection
from tests.factories import World

pytestmark = pytest.mark.one_engine

BEGUN = "<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>"


@pytest.fixture
def section(world: World) -> ReviewSection:
    section = world.draft_review().sections.get(slug="purpose-and-coverage")
    return actions.save_section(section, html=BEGUN, standfirst="", base_version=1, by=world.lee)


def saved(section: ReviewSection) -> str:
    return ReviewSection.objects.get(pk=section.pk).html


def test_two_writers_in_two_paragraphs_both_stay(world, section):
    actions.save_section(section, html=BEGUN.replace("One", "First"), standfirst="", base_version=2, by=world.lee)
    actions.save_section(section, html=BEGUN.replace("Three", "Third"), standfirst="", base_version=2, by=world.hal)
    assert saved(section) == "<p>First.</p>\n<p>Two.</p>\n<p>Third.</p>"


def test_two_writers_in_one_paragraph_clash_and_nothing_is_lost(world, section):
    actions.save_section(section, html=BEGUN.replace("Two", "Second"), standfirst="", base_version=2, by=world.lee)
    with pytest.raises(actions.ChangedMeanwhile):
        actions.save_section(section, html=BEGUN.replace("Two", "Twice"), standfirst="", base_version=2, by=world.hal)
    assert saved(section) == BEGUN.replace("Two", "Second")


def test_saving_the_same_again_makes_no_version(world, section):
    actions.save_section(section, html=BEGUN, standfirst="", base_version=2, by=world.lee)
    assert list(section.edits.order_by("version").values_list("version", flat=True)) == [1, 2]


def test_an_earlier_text_comes_back_as_a_new_version(world, section, sign_in):
    actions.save_section(section, html="<p>Gone.</p>", standfirst="", base_version=2, by=world.lee)
    address = reverse("section_versions", args=[1, section.slug])
    response = sign_in(world.lee).post(address, {"version": "2"})
    assert response.status_code == 302
    assert (saved(section), ReviewSection.objects.get(pk=section.pk).version) == (BEGUN, 4)


def autosave(client, section: ReviewSection, html: str, base: int) -> dict:
    fields = {"base_version": base, "html": html, "html-as": "html", "standfirst": "", "brief": ""}
    return client.post(reverse("section_autosave", args=[1, section.slug]), fields).json()["saved"]["section"]


def test_the_page_saves_by_itself_and_is_told_what_others_wrote(world, section, sign_in):
    mine = autosave(sign_in(world.lee), section, BEGUN.replace("One", "First"), 2)
    assert (mine["version"], mine["clash"], mine["fields"]) == (3, "", {})
    theirs = autosave(sign_in(world.hal), section, BEGUN.replace("Three", "Third"), 2)
    assert theirs["fields"] == {"html": "<p>First.</p>\n<p>Two.</p>\n<p>Third.</p>"}


def test_a_clash_is_told_and_saves_nothing(world, section, sign_in):
    autosave(sign_in(world.lee), section, BEGUN.replace("One", "First"), 2)
    theirs = autosave(sign_in(world.hal), section, BEGUN.replace("One", "Eins"), 2)
    assert theirs["clash"] == "You and another writer changed the same paragraph. Nothing has been lost."
    assert saved(section) == BEGUN.replace("One", "First")


def test_numbers_at_the_head_are_lines_that_begin_with_a_token(world, section, sign_in):
    client, address = sign_in(world.lee), reverse("draft_section", args=[1, section.slug])
    fields = {"base_version": 2, "html": BEGUN, "html-as": "html", "standfirst": ""}
    refused = client.post(address, fields | {"brief": "Some say so"})
    assert "Begin each line with the token of a count" in refused.content.decode()
    client.post(address, fields | {"brief": "[[count:question-1-full]] say how they began\n"})
    brief = ReviewSection.objects.get(pk=section.pk).brief
    assert brief == [{"count": "question-1-full", "statement": "say how they began"}]
