"""A figure is referred to by a token, so that its number follows the order in which figures are printed."""

import pytest

from living_docs.workflow import Status
from reporting import actions
from reporting.models import Review
from reporting.recount import differences
from reporting.review.contents import draft_data, figures_without_mention, unknown_tokens
from tests.factories import World

pytestmark = pytest.mark.one_engine


@pytest.fixture
def review(world: World) -> Review:
    for site in "ab":
        world.document_at(Status.SUBMITTED, site)
    return world.draft_review()


def write(world: World, review: Review, place: int, html: str):
    section = review.sections.printed()[place]
    section.review = review
    actions.save_section(section, html=html, standfirst="", base_version=section.version, by=world.lee)
    return section


@pytest.fixture
def written(world, review) -> Review:
    """A review that prints one figure, in the section after the one that refers to it."""
    for section in review.sections.all():
        section.review = review
        actions.save_section(section, html="", standfirst="", base_version=section.version, by=world.lee)
    write(world, review, 0, "<p>As [[see:coverage]] shows, much is answered.</p>")
    write(world, review, 1, "<p>[[figure:coverage]]</p>")
    return review


def test_a_mention_is_printed_as_the_number_of_its_figure(written):
    sections = draft_data(written)["sections"]
    assert sections[0]["blocks"] == [{"kind": "html", "html": "<p>As Figure 1 shows, much is answered.</p>"}]
    assert sections[1]["blocks"][0]["figure"]["number"] == 1
    assert figures_without_mention(written) == []
    assert differences(written, draft_data(written)) == []


def test_a_figure_that_no_sentence_refers_to_is_named(world, written):
    write(world, written, 0, "<p>Much is answered.</p>")
    assert figures_without_mention(written) == ["Figure 1. How fully each question was answered"]


@pytest.mark.parametrize("name", ["pyramid", "costs", "nonsense"])
def test_a_mention_of_a_figure_that_is_not_printed_keeps_the_review_back(world, written, name):
    write(world, written, 0, f"<p>As [[see:coverage]] shows, and [[see:{name}]].</p>")
    assert unknown_tokens(written) == [f"[[see:{name}]]"]


def test_a_figure_stands_once_in_a_review(world, written):
    write(world, written, 2, "<p>[[figure:coverage]]</p>")
    assert unknown_tokens(written) == ["[[figure:coverage]]"]


def test_a_wrong_number_is_found_by_the_second_count(written):
    data = draft_data(written)
    block = data["sections"][0]["blocks"][0]
    block["html"] = block["html"].replace("Figure 1", "Figure 2")
    title = data["sections"][0]["title"]
    assert differences(written, data) == [f"{title}: the printed text is not the text that was written"]


def test_the_token_stands_beside_every_section_with_the_number_it_is_printed_as(world, written, sign_in):
    section = written.sections.printed()[3]
    page = sign_in(world.lee).get(f"/drafts/1/section/{section.slug}/").content.decode()
    assert "<code>[[see:coverage]]</code> <span>Figure 1</span>" in page
