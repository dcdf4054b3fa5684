"""Quality assurance: it may speak from the agreeing on, its points are ticked off, and it sees what changed since."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from feedback import actions
from feedback.agreement.changes_since_check import changed_since
from living_docs.workflow import Status

SAID = "tokenofqualityassurance"


def test_it_may_comment_from_the_agreeing_on_and_not_before_or_after(world):
    for status, may in (
        (Status.SUBMITTED, False),
        (Status.AGREEING, True),
        (Status.IN_QA, True),
        (Status.PASSED, False),
    ):
        document = world.document_at(status)
        if may:
            actions.comment_on_quality(document, text="Name the group.", by=world.quinn)
            for comment in document.quality_comments.unticked():
                actions.tick_off(comment, done="Named.", by=world.lee) if document.is_being_agreed else None
        else:
            with pytest.raises(PermissionDenied):
                actions.comment_on_quality(document, text="Name the group.", by=world.quinn)


@pytest.mark.parametrize("person", ["rae", "rob", "hal", "lee", "rex", "pat", "ann"])
def test_nobody_else_comments(world, person):
    document = world.document_at(Status.AGREEING)
    world.read_costs(document)
    with pytest.raises(PermissionDenied):
        actions.comment_on_quality(document, text="x", by=getattr(world, person))


def test_each_line_sent_back_is_a_point_and_all_are_ticked_off_before_it_is_sent_again(world):
    document = world.document_at(Status.IN_QA)
    check = actions.send_back(document, points="Say who leads.\n\n  Thank the nurses. ", by=world.quinn)
    points = list(check.comments.order_by("pk"))
    assert [point.text for point in points] == ["Say who leads.", "Thank the nurses."]
    actions.tick_off(points[0], done="Said in question 1.", by=world.lee)
    with pytest.raises(actions.NotReady) as not_ready:
        actions.send_to_quality(world.document(), by=world.lee)
    assert not_ready.value.missing == [(-2, "Tick off each point from quality assurance, and say what was done")]
    with pytest.raises(PermissionDenied):
        actions.tick_off(points[1], done="Thanked.", by=world.quinn)
    actions.tick_off(points[1], done="Thanked.", by=world.lee)
    actions.send_to_quality(world.document(), by=world.lee)
    assert world.document().status == Status.IN_QA


def test_a_tick_needs_a_word_and_happens_once(world, sign_in):
    point = actions.comment_on_quality(world.document_at(Status.AGREEING), text="Say who.", by=world.quinn)
    lee, address = sign_in(world.lee), reverse("tick_off", args=[1, "a", point.pk])
    lee.post(address, {"done": "  "})
    point.refresh_from_db()
    assert not point.is_done
    assert lee.post(address, {"done": "Said.", "back": "https://elsewhere.example/"})["Location"] == reverse(
        "agreed_summary", args=[1, "a"]
    )
    again = lee.post(address, {"done": "Said twice."})
    assert (again.status_code, "Said twice." in again.content.decode()) == (403, True)


def test_the_second_visit_shows_what_changed_since_the_first(world):
    document = world.document_at(Status.IN_QA)
    check = actions.send_back(document, points="Thank the nurses.", by=world.quinn)
    assert changed_since(check, document) == []
    said = document.agreed_summary
    actions.save_agreed_summary(
        world.document(),
        summary=f"{said.summary} And the nurses.",
        next_points=said.next_points,
        call_offer=said.call_offer,
        by=world.lee,
    )
    (part,) = changed_since(check, world.document())
    assert [(word, change.text("new")) for word, change in part.changes] == [("Edited", "And the nurses.")]
    assert changed_since(None, document) == []


def test_an_old_page_that_decides_gives_its_text_back(world, sign_in):
    world.document_at(Status.PASSED)
    typed = {"send_back": "1", "points": "A long list of points that nobody wants to write again."}
    page = sign_in(world.quinn).post(reverse("quality_check", args=[1, "a"]), typed)
    assert (page.status_code, typed["points"] in page.content.decode()) == (403, True)
