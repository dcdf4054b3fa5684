"""Quotations: the copy is approved by a second person as it stands, and nothing else of it is ever printed."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from icp_eval.to_do import awaiting
from living_docs.actions import reopen
from living_docs.workflow import Status
from reporting import actions
from reporting.models import Quotation
from reporting.review.readiness import what_keeps_back
from tests.crawl import said
from tests.factories import World
from themes.actions import allot_coding, code_prompt, load_frameworks
from themes.matrices.exports import coding_lines
from themes.models import Coding, Theme

pytestmark = pytest.mark.one_engine


@pytest.fixture
def quotation(world: World) -> Quotation:
    world.document_at(Status.AGREEING, "a")
    review = world.draft_review()
    return actions.add_quotation(
        review,
        submission=world.document("a").current_submission,
        prompt_number="1.1",
        original="We meet weekly",
        anonymised="We meet weekly",
        by=world.lee,
    )


def printed(world: World, quotation: Quotation):
    section = quotation.review.sections.order_by("place").first()
    section.review = quotation.review
    actions.save_section(section, html=f"<p>{quotation.marker}</p>", standfirst="", base_version=1, by=world.lee)
    return quotation.review


def test_a_quotation_waits_for_a_second_person(world, quotation):
    review = printed(world, quotation)
    assert list(what_keeps_back(review)) == ["A second person has yet to approve these quotations: [[quotation:q1]]"]
    assert actions.approve_quotation(quotation, anonymised=quotation.anonymised, by=world.quinn)
    assert list(what_keeps_back(review)) == []


def test_a_coded_passage_fills_the_quotation_of_its_own_answer_alone(world, quotation, sign_in):
    load_frameworks(world.programme)
    submission = quotation.submission
    (layer,) = allot_coding(submission, coders=[world.rae], by=world.lee)
    (coding,) = code_prompt(
        layer, prompt_number="1.1", themes=[Theme.objects.filter(codable=True).first()], by=world.rae
    )
    lee = sign_in(world.lee)

    def filled(prompt: str, passage: str) -> str:
        address = reverse("add_quotation", args=[1, submission.pk, prompt])
        page = lee.get(address, {"passage": passage})
        return page.context["form"]["original"].value() or ""

    assert filled("1.1", str(coding.guid)) == " ".join(coding.quote.split())
    other = next(number for number in submission.entries() if number != "1.1")
    assert [filled(other, str(coding.guid)), filled("1.1", "nonsense"), filled("1.1", "")] == ["", "", ""]


def test_who_may_approve_a_printed_copy_is_asked_to_and_its_writer_told_whom_to_ask(world, quotation, sign_in):
    assert "Approve quotations" not in [panel.label for panel in awaiting(world.quinn)]
    printed(world, quotation)
    asked = {
        who
        for who in ("rae", "quinn", "hal", "lee", "rex", "ann")
        for panel in awaiting(getattr(world, who))
        if panel.label == "Approve quotations"
    }
    assert asked == {"rae", "quinn", "hal"}
    told, reader_of_another = (said(sign_in(who), reverse("quotations", args=[1])) for who in (world.lee, world.rex))
    assert "Duo Duquesne, Hal Halvorsen, Quinn Quintana, Rae Raghavan or Rob Robichaux can approve it." in told
    assert "You may not read the document it comes from." in reader_of_another


@pytest.mark.parametrize("who", ["lee", "rex", "ann", "sam", "pat"])
def test_neither_who_made_the_copy_nor_who_cannot_read_the_document_approves_it(world, quotation, who):
    with pytest.raises(PermissionDenied):
        actions.approve_quotation(quotation, anonymised=quotation.anonymised, by=getattr(world, who))


def test_the_database_refuses_the_same_person_twice(world, quotation):
    with pytest.raises(IntegrityError), transaction.atomic():
        Quotation.objects.update(approved_by=world.lee, approved_at=quotation.at)


def test_another_copy_voids_the_approval(world, quotation):
    actions.approve_quotation(quotation, anonymised=quotation.anonymised, by=world.quinn)
    actions.reword_quotation(quotation, anonymised="The team meets weekly", by=world.hal)
    quotation.refresh_from_db()
    assert (quotation.is_approved, quotation.anonymised_by) == (False, world.hal)


def test_a_copy_reworded_meanwhile_is_not_approved(world, quotation):
    actions.reword_quotation(quotation, anonymised="The team meets weekly", by=world.hal)
    assert not actions.approve_quotation(quotation, anonymised="We meet weekly", by=world.quinn)


def test_words_of_a_document_sent_again_keep_the_review_back(world, quotation):
    actions.approve_quotation(quotation, anonymised=quotation.anonymised, by=world.quinn)
    review = printed(world, quotation)
    review.sections.filter(slug="conclusions").update(left_out=True)
    reopen(world.document("a"), why="More", by=world.lee)
    world.document_at(Status.SUBMITTED, "a")
    assert list(what_keeps_back(review)) == [
        "These quotations come from documents that were sent again since: [[quotation:q1]]"
    ]


def test_on_the_page_only_those_who_may_read_the_document_see_its_own_words(world, quotation, sign_in):
    actions.reword_quotation(quotation, anonymised="The team meets weekly", by=world.lee)
    address = reverse("quotations", args=[1])
    seen = {
        name: "We meet weekly" in sign_in(getattr(world, name)).get(address).content.decode()
        for name in ("lee", "quinn", "rae", "rex")
    }
    assert seen == {"lee": True, "quinn": True, "rae": True, "rex": False}


def test_the_second_person_approves_on_the_page(world, quotation, sign_in):
    address = reverse("approve_quotation", args=[1, "q1"])
    response = sign_in(world.quinn).post(address, {"anonymised": quotation.anonymised})
    assert response["Location"] == f"{reverse('quotations', args=[1])}#q1"
    quotation.refresh_from_db()
    assert quotation.approved_by == world.quinn


def refuse(world, sign_in, quotation, **said):
    given = {"anonymised": quotation.anonymised, "reason": "Nobody else meets on Tuesdays", **said}
    return sign_in(world.quinn).post(reverse("refuse_quotation", args=[1, "q1"]), given, follow=True)


def test_a_second_person_refuses_and_who_made_the_copy_reads_why_at_home(world, quotation, sign_in):
    printed(world, quotation)
    page = refuse(world, sign_in, quotation).content.decode()
    assert "You refused the copy of [[quotation:q1]]. Lee Leclerc sees your reason." in page
    panels = {
        who: [panel.label for panel in awaiting(getattr(world, who)) if "uotations" in panel.title]
        for who in ("lee", "quinn", "rae")
    }
    assert panels == {"lee": ["Read why"], "quinn": [], "rae": []}
    told = sign_in(world.lee).get(reverse("quotations", args=[1])).content.decode()
    assert ["Refused by Quinn Quintana." in told, "Why: Nobody else meets on Tuesdays" in told] == [True, True]
    assert not actions.approve_quotation(quotation, anonymised=quotation.anonymised, by=world.rae)
    actions.reword_quotation(quotation, anonymised="The team meets often", by=world.lee)
    assert (Quotation.objects.get().is_refused, Quotation.objects.get().refusal) == (False, "")
    assert [panel.label for panel in awaiting(world.lee) if panel.label == "Read why"] == []
    assert actions.approve_quotation(quotation, anonymised="The team meets often", by=world.quinn)


def test_a_refusal_without_a_reason_stays_in_its_box(world, quotation, sign_in):
    response = refuse(world, sign_in, quotation, reason="Not ok")
    assert response.status_code == 422
    assert "Give your reason in a sentence" in response.content.decode() and "Not ok" in response.content.decode()
    assert not Quotation.objects.get().is_refused


def test_what_somebody_decided_meanwhile_is_told(world, quotation, sign_in):
    actions.approve_quotation(quotation, anonymised=quotation.anonymised, by=world.rae)
    assert "Somebody reworded the copy or decided about it" in refuse(world, sign_in, quotation).content.decode()
    assert Quotation.objects.get().is_approved


@pytest.mark.parametrize("who", ["lee", "rex", "ann", "sam", "pat"])
def test_neither_who_made_the_copy_nor_who_cannot_read_the_document_refuses_it(world, quotation, who):
    with pytest.raises(PermissionDenied):
        actions.refuse_quotation(quotation, anonymised=quotation.anonymised, reason="x", by=getattr(world, who))


def test_in_the_table_of_codings_the_approved_copy_stands_beside_its_passage(world, quotation):
    load_frameworks(world.programme)
    layer = allot_coding(quotation.submission, coders=[world.rae], by=world.lee)[0]
    coded = code_prompt(layer, prompt_number="1.1", themes=[Theme.objects.get(code="P1")], by=world.rae)
    quotation.original = coded[0].quote[:12]
    quotation.anonymised = "A weekly meeting"
    quotation.save()
    assert coding_lines(coded)[1][-1] == ""
    actions.approve_quotation(quotation, anonymised="A weekly meeting", by=world.quinn)
    assert coding_lines([Coding.objects.get()])[1][-1] == "A weekly meeting"
