"""Comments on a published review: to the team only, answered once, raised in the next review."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from icp_eval.to_do import awaiting
from reporting import actions
from reporting.models import CommentAnswer, ReviewComment
from sites.clearance import NotCleared
from tests.factories import World

pytestmark = pytest.mark.one_engine


@pytest.fixture
def publication(world: World):
    return world.publication(1)


@pytest.fixture
def comment(world, publication) -> ReviewComment:
    return actions.comment_on_review(publication, text="What of carers who work?", by=world.sam)


@pytest.mark.parametrize("who", ["rae", "lee", "hal", "quinn", "pat", "ivy"])
def test_the_team_and_the_office_do_not_comment(world, publication, who):
    with pytest.raises(PermissionDenied):
        actions.comment_on_review(publication, text="x", by=getattr(world, who))


def test_nobody_but_the_writer_and_the_team_reads_a_comment(world, comment, sign_in):
    address = reverse("published", args=[1])
    sees = {
        name: comment.text in sign_in(getattr(world, name)).get(address).content.decode()
        for name in ("sam", "ann", "bea", "ivy")
    }
    assert sees == {"sam": True, "ann": False, "bea": False, "ivy": False}
    assert comment.text in sign_in(world.rae).get(reverse("review_comments")).content.decode()


def test_a_comment_is_answered_once_and_its_writer_is_told(world, comment, sign_in):
    assert [panel.text for panel in awaiting(world.hal) if panel.label == "Read and answer"] == ["1 not answered yet."]
    answered = actions.answer_comment(comment, text="We shall ask.", raised=True, by=world.lee)
    assert actions.answer_comment(comment, text="Later.", raised=False, by=world.hal) is None
    assert list(CommentAnswer.objects.all()) == [answered]
    assert "Read and answer" not in [panel.label for panel in awaiting(world.hal)]
    page = sign_in(world.sam).get(reverse("published", args=[1])).content.decode()
    assert "We shall ask." in page
    assert "Later." not in page


def test_the_letter_holds_no_part_of_it(world, comment):
    actions.answer_comment(comment, text="We shall ask.", raised=True, by=world.lee)
    letters = [str(job.args_kwargs) for job in DBTaskResult.objects.all()]
    (letter,) = [letter for letter in letters if "has answered your comment" in letter]
    assert world.sam.email in letter
    assert [word for word in (comment.text, "We shall ask.") if word in letter] == []


def test_an_empty_comment_is_refused_beside_the_box(world, publication, sign_in):
    response = sign_in(world.sam).post(reverse("comment_on_review", args=[1, 1]), {"text": "  "})
    assert response.status_code == 422
    page = response.content.decode()
    assert (page.count("Write your comment"), page.count("There is a problem")) == (2, 1)
    assert page.index("There is a problem") < page.index("<h1")
    assert ReviewComment.objects.count() == 0


def test_what_was_said_never_changes(world, comment):
    from django.db import DatabaseError, transaction

    with pytest.raises(DatabaseError), transaction.atomic():
        ReviewComment.objects.update(text="Something else")


def test_downloads_are_counted_for_the_leader_alone(world, publication, sign_in):
    for name in ("sam", "sam", "ann"):
        sign_in(getattr(world, name)).get(reverse("review_file", args=[1, 1, "pdf"]))
    address = reverse("published", args=[1])
    assert "Downloaded 3 times by 2 people" in sign_in(world.lee).get(address).content.decode()
    assert "Downloaded" not in sign_in(world.sam).get(address).content.decode()


def test_a_format_that_there_is_not_is_no_page(world, publication, sign_in):
    assert sign_in(world.sam).get("/reviews/round-1/version/1/review.exe").status_code == 404


def test_an_answer_that_could_identify_a_site_is_not_sent(world, comment, sign_in):
    address = reverse("answer_comment", args=[comment.pk])
    refused = sign_in(world.lee).post(address, {"text": "Ask the team in Alderbrook."})
    assert (refused.status_code, CommentAnswer.objects.count()) == (422, 0)
    page = refused.content.decode()
    assert "Your answer was not sent: it could identify a site. “Alderbrook” names a site. Change it." in page
    assert "Ask the team in Alderbrook." in page
    assert (page.count("There is a problem"), "<title>Error: Comments on reviews" in page) == (1, True)
    with pytest.raises(NotCleared):
        actions.answer_comment(comment, text="Alderbrook", raised=False, by=world.lee)
    sign_in(world.lee).post(address, {"text": "We shall ask."})
    assert CommentAnswer.objects.get().text == "We shall ask."
