"""Decisions by two about findings: reasons that can be weighed, whoever may decide at that moment, one decision."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse

from accounts.models import Membership
from living_docs.workflow import NotAMove
from reporting import actions
from reporting.anonymity import findings
from reporting.anonymity.reasons import REASONS
from reporting.forms.reasons import says_why
from reporting.models import Finding, Review
from reporting.review.comparison import beside, changed_places
from reporting.review.contents import draft_data
from tests.factories import World
from tests.reporting.test_gate import write
from tests.reporting.test_releasing import at_once

WHY = "It is the name of a brook"


@pytest.fixture
def review(world: World) -> Review:
    return world.draft_review()


@pytest.fixture
def finding(world, review) -> Finding:
    write(world, review, "<p>The team in Alderbrook meets weekly. Others do not.</p>")
    [found] = findings.check_review(review)
    return found


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "reason",
    [
        "A common English word",
        "It is the town itself",
        "Four sites have such a clinic",
        "The brook, not the town",
        "Named in the Department's own report",
        "Every Pilot has a steering board",
        "The number of a paragraph",
    ],
)
def test_a_reason_that_can_be_weighed(reason):
    assert says_why(reason)


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "reason",
    [
        "ok",
        "fine",
        "OK, fine by me",
        "It is fine.",
        "This is not a problem",
        "No issue here at all",
        "Looks good to me",
        "Agreed, keep it as it is",
        "ok ok ok ok",
        "False alarm, definitely",
        "Because I say so",
        "............. . . .",
        "Trust me on this one",
        "It’s alright, please keep",
        "x y z",
    ],
)
def test_a_reason_that_says_nothing(reason):
    assert not says_why(reason)


@pytest.mark.one_engine
@pytest.mark.parametrize("ask", [actions.ask_to_keep, actions.call_false_alarm])
@pytest.mark.parametrize("kind", [*REASONS, "source_overlap"])
def test_every_kind_of_finding_takes_two(world, review, kind, ask):
    finding = review.findings.create(key=kind, where="Title", kind=kind, hit="some words", sentence="In some words.")
    ask(finding, reason=WHY, by=world.lee)
    with pytest.raises(PermissionDenied):
        actions.agree_about_finding(finding, by=world.lee)
    finding.refresh_from_db()
    assert finding.is_open
    actions.agree_about_finding(finding, by=world.quinn)
    finding.refresh_from_db()
    assert (finding.is_open, finding.reason, finding.decided_by) == (False, WHY, world.quinn)


def test_who_has_lost_the_role_meanwhile_decides_nothing(world, finding):
    actions.call_false_alarm(finding, reason=WHY, by=world.lee)
    Membership.objects.filter(user=world.quinn).delete()
    for act in (actions.agree_about_finding, lambda finding, by: actions.refuse_finding(finding, reason=WHY, by=by)):
        with pytest.raises(PermissionDenied):
            act(finding, by=type(world.quinn).objects.get(pk=world.quinn.pk))
    assert Finding.objects.get().decision == "called"


def test_a_request_that_was_changed_meanwhile_is_read_again(world, finding, sign_in):
    """Somebody agrees to a false alarm; behind their page it has become a wish to keep the name."""
    actions.call_false_alarm(finding, reason=WHY, by=world.lee)
    read = Finding.objects.get().asked
    actions.ask_to_keep(finding, reason="Readers know it anyway", by=world.lee)
    with pytest.raises(NotAMove):
        actions.agree_about_finding(finding, asked=read, by=world.quinn)
    address = reverse("decide", args=[1, finding.pk])
    page = sign_in(world.quinn).post(address, {"do": "agree", "asked": read}, follow=True)
    assert "Somebody decided about it, or asked something else, while you read it. Read it again." in page.text
    assert Finding.objects.get().decision == "asked"
    sign_in(world.quinn).post(address, {"do": "agree", "asked": Finding.objects.get().asked})
    assert Finding.objects.get().decision == "kept"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_one_wins_and_the_other_is_told():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has one writer")
    world = World()
    review = world.draft_review()
    write(world, review, "<p>The team in Alderbrook meets weekly. Others do not.</p>")
    [finding] = findings.check_review(review)
    actions.call_false_alarm(finding, reason=WHY, by=world.lee)
    raised = at_once(
        lambda: actions.agree_about_finding(finding, by=world.quinn),
        lambda: actions.refuse_finding(finding, reason="It is the town itself", by=world.rae),
    )
    assert [str(error) for error in raised] == [
        "Somebody decided about it, or asked something else, while you read it. Read it again."
    ]
    finding = Finding.objects.get()
    assert (finding.decision, bool(finding.refused_by)) in {("false", False), ("open", True)}


def test_a_reason_that_says_nothing_stays_in_its_box(world, finding, sign_in):
    page = sign_in(world.lee).post(reverse("decide", args=[1, finding.pk]), {"do": "ask", "reason": "fine by me"})
    assert page.status_code == 422
    assert ["fine by me" in page.text, 'class="govuk-error-message"' in page.text] == [True, True]


# What approvers read beside


def test_approvers_see_what_a_correction_changed_and_the_numbers_of_earlier_reviews(world, review, sign_in):
    counted = [{"count": "received", "statement": "sent a document", "text": ""}]
    front = {"title": "What we read", "subtitle": "", "abstract": "<p>Much goes on.</p>"}
    actions.save_front(review, **front, glance=counted, by=world.lee)
    write(world, review, "<p>Teams meet. Nurses ring.</p>")
    first = world.publication()
    again = actions.start_review(world.rounds[1], by=world.lee, correction="A sentence was wrong.")
    write(world, again, "<p>Teams meet weekly. Nurses ring.</p>")
    data = draft_data(Review.objects.get(pk=again.pk))
    found = beside(again, data)
    assert (found.version, found.review) == (first, None)
    section = again.sections.order_by("place").first().title
    [reason, changed] = [
        (part.heading, [word for word, _ in part.changes]) for part in changed_places(first.data, data)
    ][::-1]
    assert (changed, reason) == ((section, ["Edited"]), ("Reason of the correction", ["New"]))
    number = next(one for one in found.numbers if one.label == "sent a document")
    assert (number.label, number.now["words"], number.before["words"], number.gives_back) == (
        "sent a document",
        "No",
        "No",
        False,
    )
    page = sign_in(world.rae).get(reverse("approval", args=[1])).text
    assert "What has changed since version 1" in page
    assert '<ins><span class="govuk-visually-hidden">New: </span>meet weekly.</ins>' in page
    assert page.index("What has changed since version 1") < page.index('class="proof review-prose"')
    later = actions.start_review(world.open_round(2), by=world.lee)
    actions.save_front(later, **front, glance=counted, by=world.lee)
    beside_later = beside(later, draft_data(Review.objects.get(pk=later.pk)))
    assert (beside_later.version, beside_later.review) == (None, first)
    number = next(one for one in beside_later.numbers if one.label == "sent a document")
    assert (number.before, number.last["words"]) == (None, "No")
