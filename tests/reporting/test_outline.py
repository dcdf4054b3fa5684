"""The outline of a review is the leader's: sections are renamed, moved, left out, brought back and added."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from reporting import actions
from reporting.models import Review
from reporting.review.contents import draft_data
from reporting.review.readiness import keys_in
from tests.factories import World

pytestmark = pytest.mark.one_engine


@pytest.fixture
def review(world: World) -> Review:
    return world.draft_review()


def form(review: Review, **changed) -> dict:
    """What the page sends: every section with its title and place."""
    sent = {"added": ""}
    for number, section in enumerate(review.sections.order_by("left_out", "place", "pk"), 1):
        sent |= {f"title-{section.pk}": section.title, f"place-{section.pk}": str(number)}
        sent |= {f"left_out-{section.pk}": "on"} if section.left_out else {}
    return sent | changed


def titles(review: Review) -> list[str]:
    return [section["title"] for section in draft_data(review)["sections"]]


def test_sections_are_renamed_moved_and_added(world, review, sign_in):
    before = titles(review)
    first, second = review.sections.printed()[:2]
    sent = form(
        review,
        **{f"title-{first.pk}": "Why", f"place-{first.pk}": "3", f"place-{second.pk}": "1", "added": "Last words"},
    )
    assert sign_in(world.lee).post(reverse("outline", args=[1]), sent).status_code == 302
    assert titles(review)[:3] == [before[1], "Why", before[2]]
    assert titles(review)[-1] == "Last words"


def test_a_section_left_out_keeps_its_text_and_its_counts_are_no_longer_printed(world, review, sign_in):
    section = review.sections.printed().first()
    section.review = review
    actions.save_section(
        section, html="<p>[[count:question-1-full]] so.</p>", standfirst="", base_version=1, by=world.lee
    )
    assert "question-1-full" in keys_in(review)
    client, address = sign_in(world.lee), reverse("outline", args=[1])
    client.post(address, form(review, **{f"left_out-{section.pk}": "on"}))
    assert section.title not in titles(review)
    assert "question-1-full" not in keys_in(review)
    back = form(review)
    del back[f"left_out-{section.pk}"]
    client.post(address, back)
    assert section.title in titles(review)
    section.refresh_from_db()
    assert section.html == "<p>[[count:question-1-full]] so.</p>"


def test_two_sections_of_one_title_have_two_anchors(world, review):
    for _ in range(2):
        actions.save_outline(review, [], added="Money", by=world.lee)
    assert [section["id"] for section in draft_data(review)["sections"]][-2:] == ["money", "money-2"]


def test_a_title_that_is_empty_is_refused_beside_its_box(world, review, sign_in):
    first = review.sections.printed().first()
    response = sign_in(world.lee).post(reverse("outline", args=[1]), form(review, **{f"title-{first.pk}": ""}))
    assert response.status_code == 422
    assert "Give the section a title" in response.content.decode()


def test_an_outline_changed_voids_approvals(world, review):
    approved = world.approved_review()
    with pytest.raises(PermissionDenied):
        actions.save_outline(approved, [], added="Late", by=world.lee)


def test_nobody_but_the_leader_changes_it(world, review):
    with pytest.raises(PermissionDenied):
        actions.save_outline(review, [], added="Costs", by=world.hal)


def shown(client) -> dict:
    """What the page carries of the outline as it showed it."""
    return {"shown": client.get(reverse("outline", args=[1])).context["form"]["shown"].value()}


def test_two_who_change_the_outline_both_stay_and_of_one_title_nothing_is_lost(world, review, sign_in):
    client, (first, second) = sign_in(world.lee), review.sections.printed()[:2]
    older = shown(client)
    client.post(reverse("outline", args=[1]), form(review, **older, **{f"title-{first.pk}": "Why"}))
    sent = form(review, **older, **{f"title-{second.pk}": "How"})
    assert client.post(reverse("outline", args=[1]), sent | {f"title-{first.pk}": first.title}).status_code == 302
    assert titles(review)[:2] == ["Why", "How"]
    clash = client.post(reverse("outline", args=[1]), sent | {f"title-{first.pk}": "Wherefore"})
    assert (clash.status_code, titles(review)[0]) == (422, "Why")
    assert "Somebody else changed this while you had the page open. It says now: “Why”." in clash.content.decode()
    again = sent | {f"title-{first.pk}": "Wherefore", "shown": clash.context["form"]["shown"].value()}
    assert client.post(reverse("outline", args=[1]), again).status_code == 302
    assert titles(review)[:2] == ["Wherefore", "How"]
