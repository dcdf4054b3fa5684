"""Comments on sections, shared with the other readers by two who agree; and the e-mails that readers choose."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from accounts.foundations import clock
from accounts.models import User
from icp_eval.to_do import awaiting
from living_docs.workflow import NotAMove
from reporting import actions
from reporting.models import CommentOffer, ReviewComment, ReviewNews, SharedComment
from reporting.templatetags.news import stop_address
from sites.clearance import NotCleared
from tests.factories import World

pytestmark = pytest.mark.one_engine
SECTION = "purpose-and-coverage"


@pytest.fixture
def publication(world: World):
    return world.publication(1)


def commented(
    world: World, publication, *, who: str = "sam", text: str = "What of carers who work?", **more
) -> ReviewComment:
    return actions.comment_on_review(publication, text=text, by=getattr(world, who), **more)


def shared(world: World, comment: ReviewComment, *, named: bool = False) -> SharedComment:
    offer = actions.offer_comment(comment, named=named, by=comment.by)
    return actions.agree_to_share(offer, text=comment.text, by=world.pat)


def page(world: World, sign_in, who: str, number: int = 1) -> str:
    return sign_in(getattr(world, who)).get(reverse("published", args=[number])).content.decode()


def letters(words: str) -> list[list[str]]:
    return [job.args_kwargs["kwargs"]["to"] for job in DBTaskResult.objects.all() if words in str(job.args_kwargs)]


def test_a_section_is_commented_on(world, publication, sign_in):
    address = reverse("comment_on_review", args=[1, 1])
    assert sign_in(world.sam).post(address, {"section": SECTION, "text": "Why only ten?"}).status_code == 302
    comment = ReviewComment.objects.get()
    assert (comment.section, comment.place) == (SECTION, "Purpose and coverage")
    assert "“Purpose and coverage”" in sign_in(world.lee).get(reverse("review_comments")).content.decode()
    assert sign_in(world.sam).post(address, {"section": "no-such", "text": "x"}).status_code == 422


def test_the_link_of_a_section_chooses_it(world, publication, sign_in):
    response = sign_in(world.sam).get(reverse("published", args=[1]), {"section": SECTION})
    assert response.context["form"]["section"].value() == SECTION


def test_a_comment_is_shared_when_author_and_office_agree(world, publication, sign_in):
    comment = commented(world, publication, section=SECTION)
    assert comment.text not in page(world, sign_in, "ann")
    actions.offer_comment(comment, named=False, by=world.sam)
    assert comment.text not in page(world, sign_in, "ann")
    assert [panel.text for panel in awaiting(world.pat) if panel.title == "Comments to share"] == [
        "1 offered by its author."
    ]
    address = reverse("decide_sharing", args=[comment.pk])
    assert sign_in(world.pat).post(address, {"do": "share", "text": comment.text}).status_code == 302
    for reader in ("ann", "ivy", "rae"):
        said = page(world, sign_in, reader)
        assert (comment.text in said, world.sam.name in said) == (True, False)
    assert SharedComment.objects.get().agreed_by == world.pat


def test_words_changed_by_the_office_wait_for_the_author(world, publication, sign_in):
    comment = commented(world, publication, text="In our Alderbrook practice carers wait.", who="ann")
    offer = actions.offer_comment(comment, named=True, by=world.ann)
    with pytest.raises(NotCleared):
        actions.agree_to_share(offer, text=comment.text, by=world.pat)
    actions.agree_to_share(offer, text="Carers wait.", by=world.pat)
    assert letters("suggests new wording") == [[world.ann.email]]
    assert ["Carers wait." in page(world, sign_in, who) for who in ("ann", "bea", "sam", "lee")] == [
        True,
        False,
        False,
        False,
    ]
    assert sign_in(world.ann).post(reverse("agree_to_wording", args=[comment.pk])).status_code == 302
    said = page(world, sign_in, "bea")
    assert ("Carers wait." in said, "Alderbrook practice" in said, world.ann.name in said) == (True, False, False)


def test_an_author_declines_other_words_and_readers_see_nothing(world, publication, sign_in):
    comment = commented(world, publication)
    offer = actions.offer_comment(comment, named=False, by=world.sam)
    proposed = actions.agree_to_share(offer, text="Of carers.", by=world.pat)
    with pytest.raises(NotAMove):
        actions.end_sharing(proposed, by=world.pat)
    actions.take_offer_back(comment, by=world.sam)
    for do in (actions.agree_to_wording, actions.take_offer_back):
        with pytest.raises(NotAMove):
            do(comment, by=world.sam)
    assert [
        "Of carers." in page(world, sign_in, who) or "stood here" in page(world, sign_in, who) for who in ("sam", "ann")
    ] == [False, False]


def test_a_name_is_shown_only_where_it_tells_no_site(world, publication, sign_in):
    of_site = shared(world, commented(world, publication, who="ann"), named=True)
    of_group = shared(world, commented(world, publication, text="And of money?"), named=True)
    assert [(one.named, one.author) for one in (of_site, of_group)] == [(False, "A reader"), (True, world.sam.name)]


def test_whoever_wrote_it_or_the_office_ends_the_sharing_and_it_is_said(world, publication, sign_in):
    comment = commented(world, publication, section=SECTION)
    one = shared(world, comment)
    with pytest.raises(PermissionDenied):
        actions.end_sharing(one, by=world.lee)
    assert sign_in(world.sam).post(reverse("end_sharing", args=[comment.pk])).status_code == 302
    said = page(world, sign_in, "ann")
    assert (comment.text in said, "A comment that a reader shared stood here until" in said) == (False, True)
    with pytest.raises(NotAMove):
        actions.end_sharing(one, by=world.pat)


def test_a_refusal_says_why_to_its_author_alone(world, publication, sign_in):
    comment = commented(world, publication)
    offer = actions.offer_comment(comment, named=False, by=world.sam)
    actions.refuse_to_share(offer, why="It speaks of one person.", by=world.pat)
    assert ["It speaks of one person." in page(world, sign_in, who) for who in ("sam", "ann")] == [True, False]
    for do in (lambda: actions.refuse_to_share(offer, why="Again.", by=world.pat), lambda: shared(world, comment)):
        with pytest.raises(NotAMove):
            do()


def test_an_offer_can_be_taken_back_until_it_is_shared(world, publication):
    comment = commented(world, publication)
    actions.offer_comment(comment, named=False, by=world.sam)
    actions.take_offer_back(comment, by=world.sam)
    assert CommentOffer.objects.count() == 0
    shared(world, comment)
    with pytest.raises(NotAMove):
        actions.take_offer_back(comment, by=world.sam)


@pytest.mark.parametrize("who", ["ann", "lee", "pat", "ivy"])
def test_nobody_offers_the_comment_of_another(world, publication, who):
    with pytest.raises(PermissionDenied):
        actions.offer_comment(commented(world, publication), named=False, by=getattr(world, who))


@pytest.mark.parametrize("who", ["sam", "ann", "lee", "ivy"])
def test_nobody_but_the_office_decides(world, publication, who):
    offer = actions.offer_comment(commented(world, publication), named=False, by=world.sam)
    with pytest.raises(PermissionDenied):
        actions.agree_to_share(offer, text="x", by=getattr(world, who))
    with pytest.raises(PermissionDenied):
        actions.refuse_to_share(offer, why="x", by=getattr(world, who))


def test_a_comment_on_a_section_that_a_version_does_not_have_stands_with_the_whole(world, publication, sign_in):
    comment = ReviewComment.objects.create(publication=publication, section="gone", text="Where is it?", by=world.sam)
    one = shared(world, comment)
    response = sign_in(world.ann).get(reverse("published", args=[1]))
    assert {place: list(found) for place, found in response.context["shared"].items()} == {"": [one]}
    assert comment.text in response.content.decode()


def test_a_withdrawn_review_shows_no_shared_comment(world, publication):
    shared(world, commented(world, publication))
    why = "A sentence in the section on costs said more than was agreed."
    actions.confirm_review_withdrawal(
        actions.ask_to_withdraw_review(publication, reason=why, by=world.lee), by=world.quinn
    )
    assert list(SharedComment.objects.visible_to(world.ann)) == []


# E-mails


def test_who_chose_nothing_is_told_of_reviews_and_answers_and_of_no_shared_comment(world, publication):
    comment = commented(world, publication)
    actions.answer_comment(comment, text="We shall ask.", raised=False, by=world.lee)
    shared(world, comment)
    told = {
        words: len(letters(words))
        for words in (
            "review of round 1 is published",
            "has answered your comment",
            "can now read another reader’s comment",
        )
    }
    assert told == {
        "review of round 1 is published": 4,
        "has answered your comment": 1,
        "can now read another reader’s comment": 0,
    }


def test_a_reader_is_told_at_once_or_not_as_chosen(world, sign_in):
    choice = {"reviews": "never", "answers": "weekly", "shared": "at_once"}
    assert sign_in(world.ann).post(reverse("review_news"), choice).status_code == 302
    publication = world.publication(1)
    shared(world, commented(world, publication))
    assert [world.ann.email] not in letters("review of round 1 is published")
    assert letters("can now read another reader’s comment") == [[world.ann.email]]


def test_once_a_week_one_letter_tells_what_is_new_and_nothing_else(world):
    actions.choose_news(world.ann, reviews="weekly", answers="weekly", shared="weekly")
    publication = world.publication(1)
    shared(world, commented(world, publication))
    shared(world, commented(world, publication, text="And of money?"))
    assert actions.send_digests() == 0
    with time_machine.travel(clock.now() + timedelta(days=7, minutes=1)):
        assert (actions.send_digests(), actions.send_digests()) == (1, 0)
    (body,) = [
        job.args_kwargs["kwargs"]["body"]
        for job in DBTaskResult.objects.all()
        if "our last e-mail of this kind" in str(job.args_kwargs)
    ]
    assert [line for line in body.splitlines() if line.startswith("- ")] == [
        "- 1 new review",
        "- 2 comments by other readers",
    ]
    with time_machine.travel(clock.now() + timedelta(days=15)):
        assert actions.send_digests() == 0


def test_the_link_in_a_letter_stops_them_without_signing_in(world, client):
    address = stop_address(world.sam)
    opened = client.get(address)
    assert (opened.status_code, ReviewNews.objects.count(), world.sam.email in opened.content.decode()) == (
        200,
        0,
        False,
    )
    assert client.post(address).status_code == 200
    news = ReviewNews.objects.get(person=world.sam)
    assert [getattr(news, topic) for topic in ReviewNews.TOPICS] == ["never"] * 3
    assert client.get(address[:-3] + "xx/").status_code == 404


def test_an_account_that_is_gone_is_told_nothing(world):
    actions.choose_news(world.ann, reviews="weekly", answers="weekly", shared="weekly")
    world.publication(1)
    User.objects.filter(pk=world.ann.pk).update(is_active=False)
    with time_machine.travel(clock.now() + timedelta(days=8)):
        assert actions.send_digests() == 0
