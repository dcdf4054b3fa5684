"""Ties with a site: who has them reads, checks, agrees, approves and releases nothing of it, whatever their role."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.urls import reverse

from accounts import actions as people
from accounts import permissions
from accounts.models import Interest
from accounts.roles import Role
from feedback import actions as feedback
from feedback.models import Reading, Release, ReportMessage
from icp_eval.to_do import awaiting
from living_docs.models import HelpMessage, LivingDocument, Submission
from living_docs.workflow import Status
from reporting import actions as reporting
from tests.accounts.test_given_by_two import again
from tests.crawl import said
from tests.factories import give

TEAM = ["rae", "lee", "hal", "quinn"]


def tie(person, site):
    Interest.objects.create(person=person, site=site, what="Sister works there", noted_by=person)
    return again(person)


@pytest.mark.parametrize("name", TEAM)
@pytest.mark.parametrize("status", [Status.AGREEING, Status.PASSED, Status.RELEASED])
def test_who_has_ties_reads_nothing_of_that_site_and_all_of_others(world, name, status):
    person = getattr(world, name)
    for site in "ab":
        world.document_at(status, site)
    before = readable(person)
    tied = tie(person, world.document("a").site)
    assert {"Submission a", "Submission b"} <= set(before)
    assert readable(tied) == [one for one in before if not one.endswith(" a")]


def readable(person) -> list[str]:
    """What a person may read, by kind and site."""
    places = {
        Submission: "document__site__slug",
        Reading: "document__site__slug",
        Release: "document__site__slug",
        ReportMessage: "release__document__site__slug",
        HelpMessage: "document__site__slug",
    }
    return sorted(
        f"{model.__name__} {slug}"
        for model, place in places.items()
        for slug in set(model.objects.visible_to(person).values_list(place, flat=True))
    )


# Every rule that asks about one document, by who may and in which state.
OF_A_DOCUMENT = [
    ("can_agree", "lee", Status.AGREEING),
    ("can_read_too", "lee", Status.AGREEING),
    ("can_look_early", "lee", Status.SUBMITTED),
    ("can_reopen", "lee", Status.SUBMITTED),
    ("can_release", "lee", Status.PASSED),
    ("can_correct", "lee", Status.RELEASED),
    ("can_record_call", "lee", Status.RELEASED),
    ("can_record_call", "hal", Status.RELEASED),
    ("can_comment_on_costs", "hal", Status.SUBMITTED),
    ("can_follow_quality", "quinn", Status.AGREEING),
    ("can_check_quality", "quinn", Status.IN_QA),
    ("can_see_agreed", "rae", Status.AGREEING),
    ("can_comment_on_agreed", "rae", Status.AGREEING),
    ("can_be_reader", "rex", Status.SUBMITTED),
    ("can_be_coder", "rex", Status.AGREEING),
]


@pytest.mark.parametrize(("rule", "name", "status"), OF_A_DOCUMENT)
def test_no_rule_about_a_document_holds_for_who_has_ties(world, rule, name, status):
    document, person = world.document_at(status), getattr(world, name)
    assert getattr(permissions, rule)(again(person), document) is True
    assert getattr(permissions, rule)(tie(person, document.site), document) is False


def test_every_rule_about_a_document_of_the_team_is_tried_here():
    """A new rule that judges a document says whether ties close it."""
    about_a_document = {
        name
        for name, rule in vars(permissions).items()
        if name.startswith("can_") and list(getattr(rule, "__annotations__", {}))[1:2] == ["document"]
    }
    left = about_a_document - {rule for rule, _, _ in OF_A_DOCUMENT}
    assert left == {
        # the site's own, the office's
        "can_read_answers",
        "can_edit_answers",
        "can_submit",
        "can_ask_for_more_time",
        "can_ask_to_reopen",
        "can_talk_among_colleagues",
        "can_give_prompt",
        "can_move_deadline",
        "can_take_part",
        # who reads and who codes is chosen without reading
        "can_allot",
        "can_allot_coding",
    }


def test_a_leader_with_ties_agrees_releases_and_answers_nothing_there(world, sign_in):
    world.document_at(Status.AGREEING, "a")
    world.document_at(Status.PASSED, "b")
    for site in ("a", "b"):
        tie(world.lee, world.document(site).site)
    lee = sign_in(again(world.lee))
    pages = [reverse("agreeing", args=[1, "a", 1]), reverse("agreed_summary", args=[1, "a"])]
    assert [lee.get(page).status_code for page in pages] == [403, 403]
    assert lee.post(reverse("release", args=[1, "b"])).status_code == 403
    listed = said(lee, reverse("agreeing_list", args=[1]))
    assert (
        listed.count(
            "You have a conflict of interest with this site. Another task leader agrees and releases its feedback."
        )
        == 2
    )
    assert "brook was" not in said(lee, reverse("releasing", args=[1]))
    mine = [item.label for panel in awaiting(again(world.lee)) for item in panel.items]
    assert [label for label in mine if label in {"Alderbrook", "Brackenfell"}] == []


def test_another_leader_does_what_the_first_may_not(world):
    document = world.document_at(Status.PASSED)
    tie(world.lee, document.site)
    give(world.exa, Role.LEADER)
    with pytest.raises(PermissionDenied):
        reporting.release(document, by=again(world.lee))
    assert reporting.release(document, by=again(world.exa)).by == world.exa


def test_the_database_takes_no_release_from_who_has_ties(world):
    document = world.document_at(Status.PASSED)
    tie(world.lee, document.site)
    report = {"version": 1, "data": {}, "sha256": "0" * 64, "quality_check": document.quality_checks.get()}
    with pytest.raises(DatabaseError, match="has no ties with its site"), transaction.atomic():
        Release.objects.create(document=document, by=world.lee, **report)


def test_a_reader_who_declares_ties_reads_no_further(world, sign_in):
    document = world.document_at(Status.SUBMITTED)
    own = world.allot(document, world.rae, world.rob)[0]
    desk = reverse("desk", args=[1, "a", 1])
    assert sign_in(world.rae).get(desk).status_code == 200
    rae = tie(world.rae, document.site)
    assert sign_in(rae).get(desk).status_code == 404
    with pytest.raises(PermissionDenied):
        feedback.lodge(own, by=rae)
    assert [panel.items for panel in awaiting(rae) if panel.title.startswith("Reading")] == [[]]


@pytest.mark.parametrize("name", ["quinn", "rex", "hal"])
def test_who_has_ties_with_any_site_approves_no_review_of_all_and_is_told(world, sign_in, name):
    world.document_at(Status.RELEASED)
    review = world.draft_review()
    reporting.send_to_check(review, reasons=world.reasons_for(review), by=world.lee)
    review.refresh_from_db()
    person = getattr(world, name)
    assert permissions.can_approve_review(again(person), review) is True
    person = tie(person, world.document().site)
    assert permissions.can_approve_review(person, review) is False
    page = said(sign_in(person), reverse("approval", args=[1]))
    assert "You have a conflict of interest with a site, so you do not approve a review of all sites." in page
    assert "Approve this version" not in page
    with pytest.raises(DatabaseError, match="has no ties with any site"), transaction.atomic():
        review.approvals.create(content_sha256="0" * 64, by=person)


@pytest.mark.parametrize("name", [*TEAM, "duo"])
def test_everyone_in_the_team_declares_their_own_ties(world, sign_in, name):
    person = getattr(world, name)
    data = {"site": "a", "what": "Sister works there", "person": str(person.pk)}
    world.document()
    assert "Declare a conflict of interest" in said(sign_in(person), reverse("account"))
    assert sign_in(person).post(reverse("ties"), data).status_code == 302
    assert [(tie.person, tie.noted_by) for tie in Interest.objects.all()] == [(person, person)]


@pytest.mark.parametrize("name", ["ann", "pat", "ivy", "sam", "exa"])
def test_nobody_else_has_ties_to_declare(world, name):
    with pytest.raises(PermissionDenied):
        people.note_interest(getattr(world, name), site=world.document().site, by=getattr(world, name))
    assert LivingDocument.objects.count() == 2
