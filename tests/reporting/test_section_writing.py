"""Sections of a review are written by several people, saved by themselves, and every text is kept."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.foundations import clock
from feedback import actions as feedback
from feedback.models import StandingAsk
from living_docs.workflow import Status
from reporting import actions
from reporting.models import Review, ReviewSection
from reporting.review.section_page import SectionPage
from tests.factories import World
from tests.themes.coded_world import CodedWorld

pytestmark = pytest.mark.one_engine

BEGUN = "<p>One.</p>\n<p>Two.</p>\n<p>Three.</p>"


@pytest.fixture
def section(world: World) -> ReviewSection:
    section = world.draft_review().sections.get(slug="purpose-and-coverage")
    return actions.save_section(section, html=BEGUN, standfirst="", base_version=1, by=world.lee).record


def saved(section: ReviewSection) -> str:
    return ReviewSection.objects.get(pk=section.pk).html


def test_two_writers_in_two_paragraphs_both_stay(world, section):
    actions.save_section(section, html=BEGUN.replace("One", "First"), standfirst="", base_version=2, by=world.lee)
    actions.save_section(section, html=BEGUN.replace("Three", "Third"), standfirst="", base_version=2, by=world.hal)
    assert saved(section) == "<p>First.</p>\n<p>Two.</p>\n<p>Third.</p>"


def test_two_writers_in_one_paragraph_clash_and_nothing_is_lost(world, section):
    actions.save_section(section, html=BEGUN.replace("Two", "Second"), standfirst="", base_version=2, by=world.lee)
    twice = BEGUN.replace("Two", "Twice")
    late = actions.save_section(section, html=twice, standfirst="", base_version=2, by=world.hal)
    assert (late.clashed, late.fields["html"]) == (
        ("html",),
        twice.replace("</p>\n<p>Three", "</p>\n<p>Second.</p>\n<p>Three"),
    )
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


def who_writes(client, place: str, **told) -> list[str]:
    """What the page learns of the others; `prompt` says that somebody types."""
    answer = client.post(place, told).json()
    return [other["sentence"] for other in answer["others"]]


def test_writers_see_one_another_while_their_pages_are_open(world, section, sign_in):
    here = reverse("section_presence", args=[1, section.slug])
    lee, hal = sign_in(world.lee), sign_in(world.hal)
    assert who_writes(lee, here) == []
    assert who_writes(hal, here, prompt="this page") == ["Lee Leclerc has this page open."]
    assert who_writes(lee, here) == ["Hal Halvorsen is writing here too. You can both write."]
    assert who_writes(lee, reverse("front_presence", args=[1])) == []
    draft = lee.get(reverse("draft", args=[1])).content.decode()
    assert draft.count("Hal Halvorsen is writing in it now.") == 1
    assert who_writes(hal, here) == []
    with clock.at(clock.now() + timedelta(minutes=1)):
        assert who_writes(lee, here) == []


def test_nobody_is_seen_once_the_review_was_sent(world, sign_in):
    review = world.approved_review()
    response = sign_in(world.lee).post(reverse("section_presence", args=[1, review.sections.first().slug]))
    assert response.status_code == 409
    assert "sent for approval" in response.json()["sentence"]


# What stands beside


def beside(world: World, person, slug: str = "question-1") -> SectionPage:
    return SectionPage(Review.objects.get().sections.get(slug=slug), person)


def texts_of(page: SectionPage) -> dict[str, list[str]]:
    return {site: [text for _, text in said] for site, said in page.readings.items()}


def test_readings_stand_beside_a_section_once_both_are_lodged(world):
    document = world.document_at(Status.SUBMITTED)
    readings = world.allot(document)
    for reading in readings:
        world.write_reading(reading, reading.reader, f"{reading.reader.name} followed it.")
    world.draft_review()
    feedback.lodge(readings[0], by=world.rae)
    assert texts_of(beside(world, world.lee)) == {}
    feedback.lodge(readings[1], by=world.rob)
    said = "Clear, Partly answered. {} followed it. Question 1."
    assert texts_of(beside(world, world.lee)) == {
        "Alderbrook": [said.format("Rae Raghavan"), said.format("Rob Robichaux")]
    }
    whole = texts_of(beside(world, world.lee, "purpose-and-coverage"))
    assert whole["Alderbrook"][0] == "Thank you. Rae Raghavan followed it."
    assert texts_of(beside(world, world.hal)) == {}


def test_what_was_agreed_stands_beside_the_readings_for_those_who_may_see_it(world):
    world.document_at(Status.IN_QA)
    world.document_at(Status.AGREEING, "b")
    world.draft_review()
    said = beside(world, world.lee).readings
    assert [label for label, _ in said["Alderbrook"]] == ["Reading", "Reading", "Agreed feedback"]
    assert said["Alderbrook"][-1][1] == "Clear, Partly answered. We understood."
    assert [label for label, _ in said["Brackenfell"]] == ["Reading", "Reading"]
    whole = beside(world, world.lee, "purpose-and-coverage").readings
    assert ("Agreed feedback", "Thank you for a full document.") in whole["Alderbrook"]


def test_the_economist_writes_beside_the_own_part_and_what_was_agreed_and_no_other_reading(world):
    world.document_at(Status.IN_QA)
    world.document_at(Status.AGREEING, "b")
    world.draft_review()
    agreed = ("Agreed feedback", "Clear, Partly answered. We understood.")
    assert beside(world, world.hal).readings == {"Alderbrook": [agreed]}
    own = ("Health economist’s part", "Clear, Partly answered. Costs are plain. Question 8.")
    assert beside(world, world.hal, "question-8").readings == {"Alderbrook": [own, agreed]}


def test_nothing_that_is_agreed_stands_beside_while_readings_are_sealed(world):
    world.document_at(Status.SUBMITTED)
    world.draft_review()
    for person in (world.lee, world.hal, world.rae, world.rex):
        assert beside(world, person).readings == {}


def test_asks_of_earlier_rounds_say_at_how_many_sites_they_stand_open(world):
    for site in "ab":
        world.document_at(Status.RELEASED, site)
        world.document_at(Status.SUBMITTED, site, number=2)
    review = world.draft_review(2)
    page = SectionPage(review.sections.get(slug="question-1"), world.lee)
    ((asked, open_at),) = page.asks
    assert (asked.prompt.number, asked.made, asked.still_open, open_at) == ("1.1", 2, 2, "some of the two Pilots")
    page = SectionPage(review.sections.get(slug="question-1"), world.hal)
    assert page.asks == []


def test_standing_asks_stand_beside_a_question_with_a_number_that_may_be_printed(world):
    feedback.load_standing_asks()
    reading, other = world.allot(world.document_at(Status.SUBMITTED))
    feedback.make_ask(StandingAsk.objects.get(slug="authors"), reading, question=1, by=world.rae)
    for one in (reading, other):
        world.write_reading(one, one.reader)
    world.draft_review()
    assert beside(world, world.lee).standing_asks == []
    for one in (reading, other):
        feedback.lodge(one, by=one.reader)
    name = StandingAsk.objects.get(slug="authors").name
    assert beside(world, world.lee).standing_asks == [(name, "some Pilots")]  # of one document no number is printed
    assert beside(world, world.hal).standing_asks == []


def test_the_themes_of_a_question_stand_beside_it(world):
    coded = CodedWorld(world)
    (layer,) = coded.allot(world.rae)
    coded.code(layer, "meeting", coded.trust)
    world.draft_review()
    assert beside(world, world.lee).matrix == [(coded.trust, 1)]
    assert beside(world, world.lee, "question-3").matrix == []
