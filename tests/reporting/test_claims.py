"""Claims: a question put to a round's documents, its answer bound to them, flagged as soon as they say otherwise."""

import re
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from living_docs.actions import load_instrument, reopen
from living_docs.workflow import Status
from reporting import actions
from reporting.claims.evidence import RoundEvidence
from reporting.claims.sentences import sentences_with
from reporting.claims.state import standings
from reporting.models import Claim, ClaimAnswer, Review
from reporting.review.readiness import what_keeps_back
from tests.factories import REAL, World
from themes.actions import add_theme, allot_coding, code, finish_coding, go_on_coding, load_frameworks, take_away
from themes.models import Theme

pytestmark = pytest.mark.one_engine


@pytest.fixture
def round(world: World):
    for site in "ab":
        world.document_at(Status.SUBMITTED, site)
    return world.rounds[1]


def standing(claim: Claim):
    (found,) = standings(RoundEvidence(claim.round), [claim])
    return found


def test_a_claim_keeps_which_documents_bear_it_out(world, round):
    claim = actions.make_claim(round, "prompt-1.1-answered", by=world.rae)
    references = sorted(world.document(site).current_submission.reference for site in "ab")
    assert sorted(claim.taken.evidence["holding"]) == references
    assert sorted(claim.taken.evidence["asked"]) == references
    assert not standing(claim).is_flagged


def test_a_question_is_claimed_once(world, round):
    first = actions.make_claim(round, "prompt-1.1-answered", by=world.rae)
    assert actions.make_claim(round, "prompt-1.1-answered", by=world.lee) == first
    assert ClaimAnswer.objects.count() == 1


def test_sites_and_the_office_make_no_claims(world, round):
    for person in (world.ann, world.pat, world.sam, world.ivy):
        with pytest.raises(PermissionDenied):
            actions.make_claim(round, "prompt-1.1-answered", by=person)


def test_a_document_sent_again_flags_the_claim_until_somebody_looks(world, round):
    claim = actions.make_claim(round, "prompt-1.1-answered", by=world.lee)
    before = world.document("a").current_submission.reference
    reopen(world.document("a"), why="More", by=world.lee)
    world.document_at(Status.SUBMITTED, "a")
    found = standing(claim)
    assert (found.flag, found.came, found.went) == ("The evidence has changed", ["Alderbrook"], 1)
    assert actions.take_answers(round, {claim.key: found.answer.fingerprint}, by=world.lee) == [claim]
    assert before not in claim.answers.latest("pk").evidence["holding"]
    assert not standing(Claim.objects.get()).is_flagged


def test_an_answer_is_taken_only_as_it_was_seen(world, round):
    claim = actions.make_claim(round, "prompt-1.1-answered", by=world.lee)
    assert actions.take_answers(round, {claim.key: "0" * 64}, by=world.lee) == []
    assert claim.answers.count() == 1


def test_several_are_taken_at_once_as_they_stood_on_the_page(client, world, round):
    keys = ["prompt-1.1-answered", "question-1-full"]
    claims = [actions.make_claim(round, key, by=world.lee) for key in keys]
    reopen(world.document("a"), why="More", by=world.lee)
    world.document_at(Status.SUBMITTED, "a")
    client.force_login(world.lee)
    address = reverse("claims", args=[round.number])
    seen = re.findall(r'name="seen"[^>]*value="([^"]+)"', client.get(address).content.decode())
    assert {one.split(":")[0] for one in seen} == set(keys)
    reopen(world.document("b"), why="More", by=world.lee)
    world.document_at(Status.SUBMITTED, "b")
    page = client.post(reverse("take_claims", args=[round.number]), {"seen": seen}, follow=True).content.decode()
    assert "The evidence of 2 more changed again" in page
    seen = re.findall(r'name="seen"[^>]*value="([^"]+)"', page)
    client.post(reverse("take_claims", args=[round.number]), {"every": seen, "do": "all"})
    assert not any(standing(claim).is_flagged for claim in Claim.objects.filter(pk__in=[one.pk for one in claims]))


def test_a_claim_that_nothing_bears_out_any_more_says_so(world, round):
    claim = actions.make_claim(round, "prompt-1.1-answered", by=world.lee)
    for site in "ab":
        reopen(world.document(site), why="More", by=world.lee)
    assert standing(claim).flag == "No document supports it any more"


def test_the_token_in_a_text_makes_the_claim_and_a_change_keeps_the_review_back(world, round):
    review = world.draft_review()
    review.sections.filter(slug="conclusions").update(left_out=True)
    begun_with = set(round.claims.values_list("key", flat=True))
    section = review.sections.order_by("place").first()
    section.review = review
    actions.save_section(
        section, html="<p>[[count:prompt-1.1-answered]] answered.</p>", standfirst="", base_version=1, by=world.lee
    )
    assert set(round.claims.values_list("key", flat=True)) - begun_with == {"prompt-1.1-answered"}
    assert list(what_keeps_back(review)) == []
    reopen(world.document("a"), why="More", by=world.lee)
    assert list(what_keeps_back(review)) == [
        "The evidence of these counts has changed since it was looked at: [[count:prompt-1.1-answered]]"
    ]
    with pytest.raises(actions.NotReady):
        actions.send_to_check(review, reasons=world.reasons_for(review), by=world.lee)


def test_what_was_approved_is_not_published_on_other_evidence(world, round):
    review = world.draft_review()
    section = review.sections.order_by("place").first()
    section.review = review
    actions.save_section(
        section, html="<p>[[count:prompt-1.1-answered]] answered.</p>", standfirst="", base_version=1, by=world.lee
    )
    review = world.approved_review()
    world.document("b")
    reopen(world.document("a"), why="More", by=world.lee)
    world.document_at(Status.SUBMITTED, "a")
    with pytest.raises(actions.NotReady) as not_ready:
        actions.publish(Review.objects.get(pk=review.pk), by=world.lee)
    assert str(not_ready.value).startswith("The evidence of these counts has changed")


@pytest.fixture
def coded(world: World):
    """Site A's document coded by one person; site B's not coded at all."""
    for site in "ab":
        world.document_at(Status.AGREEING, site)
    load_frameworks(world.programme)
    submission = world.document("a").current_submission
    return allot_coding(submission, coders=[world.rae], by=world.lee)[0]


def test_a_theme_is_counted_of_the_documents_that_were_coded(world, coded):
    theme = Theme.objects.get(code="P1")
    coding = code(coded, themes=[theme], prompt_number="1.1", start=0, end=4, by=world.rae)[0]
    assert RoundEvidence(world.rounds[1]).answer(f"theme-{theme.pk}").count.of == 0, "its coding is not finished"
    finish_coding(coded, by=world.rae)
    claim = actions.make_claim(world.rounds[1], f"theme-{theme.pk}", by=world.lee)
    assert (standing(claim).answer.count.n, standing(claim).answer.count.of) == (1, 1)
    assert list(claim.taken.evidence["passages"].values()) == [[str(coding.guid)]]


def test_the_passages_stand_beside_the_sentences_of_the_claim(world, coded, sign_in):
    theme = Theme.objects.get(code="P1")
    code(coded, themes=[theme], prompt_number="1.1", start=0, end=4, by=world.rae)
    finish_coding(coded, by=world.rae)
    review = world.draft_review()
    review.sections.filter(slug="conclusions").update(left_out=True)
    claim = actions.make_claim(world.rounds[1], f"theme-{theme.pk}", by=world.lee)
    section = review.sections.get(slug="purpose-and-coverage")
    text = f"<p>All is well. Of trust {claim.token} write. More follows.</p>"
    actions.save_section(section, html=text, standfirst="", base_version=1, by=world.lee)
    (sentence,) = sentences_with(review, claim.key)
    assert (sentence.place, sentence.words) == (
        "Purpose and coverage",
        "Of trust some Pilots whose documents were coded write.",
    )
    client = sign_in(world.lee)
    page = client.get(claim.get_absolute_url()).content.decode()
    assert sentence.words in page
    beside = client.get(reverse("draft_section", args=[1, section.slug])).content.decode()
    fragment = reverse("claim_passages", args=[1, claim.key])
    assert f'data-load="{fragment}"' in beside
    assert "Quote this passage" in client.get(fragment).content.decode()


def test_a_code_that_is_taken_away_flags_the_claim(world, coded):
    theme = Theme.objects.get(code="P1")
    first = code(coded, themes=[theme], prompt_number="1.1", start=0, end=4, by=world.rae)[0]
    code(coded, themes=[theme], prompt_number="1.1", start=5, end=9, by=world.rae)
    finish_coding(coded, by=world.rae)
    claim = actions.make_claim(world.rounds[1], f"theme-{theme.pk}", by=world.lee)
    go_on_coding(coded, by=world.rae)
    take_away(first, by=world.rae)
    finish_coding(coded, by=world.rae)
    found = standing(claim)
    assert found.is_flagged
    assert (found.came, found.went, found.answer.count.n) == ([], 0, 1)


def test_a_theme_counts_for_those_above_it(world, coded):
    above = Theme.objects.get(code="P1")
    below = add_theme(above.tree, parent=above, title="Letters that go astray", by=world.lee)
    code(coded, themes=[below], prompt_number="1.1", start=0, end=4, by=world.rae)
    finish_coding(coded, by=world.rae)
    evidence = RoundEvidence(world.rounds[1])
    assert [evidence.answer(f"theme-{theme.pk}").count.n for theme in (above, below)] == [1, 1]


@pytest.fixture
def second_round(world: World):
    """Two documents that were asked to reply to a point of the last report; Alderbrook's does."""
    data = world.instrument.data
    data = data | {"cover": data["cover"] + [prompt for prompt in REAL["cover"] if prompt["number"] == "C.4"]}
    world.instrument = load_instrument(world.programme, data)
    for site in "ab":
        world.document_at(Status.RELEASED, site)
    document = world.document("a", number=2)
    row = document.answers.get(prompt_number="C.4").value["rows"][0]
    world.answer(document, "C.4", {"rows": [row | {"reply": "in_this_answer", "done": "Named"}]})
    for site in "ab":
        world.document_at(Status.SUBMITTED, site, number=2)
    return world.rounds[2]


def test_replies_to_the_points_of_the_last_report_are_counted(second_round):
    evidence = RoundEvidence(second_round)
    replied, left = evidence.answer("points-replied"), evidence.answer("points-open")
    assert (replied.sites, left.sites) == (["Alderbrook"], ["Brackenfell"])
    assert replied.count.of == left.count.of == 2
    assert replied.question.is_beside(left.question)


def test_nobody_is_asked_for_replies_in_the_first_round(world, round):
    assert not RoundEvidence(round).knows("points-open")


def test_pages_of_a_draft_take_as_many_queries_for_more_documents_and_claims(world, sign_in):
    for site in "ab":
        world.document_at(Status.RELEASED, site, 1)
    world.document_at(Status.SUBMITTED, "a", 2)
    world.draft_review(2)
    lee, claim = sign_in(world.lee), partial(actions.make_claim, world.rounds[2], by=world.lee)

    def queries() -> list[int]:
        counts = []
        for name in ("readiness", "claims", "draft", "approval"):
            with CaptureQueriesContext(connection) as captured:
                assert lee.get(reverse(name, args=[2])).status_code == 200
            counts.append(len(captured))
        return counts

    claim("question-1-changed")
    few = queries()
    world.document_at(Status.SUBMITTED, "b", 2)
    for key in ("question-1-answered", "question-3-changed", "question-8-changed"):
        claim(key)
    assert queries() == few
