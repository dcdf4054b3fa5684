"""The gate reads a review when it changes; pages show what was noted, and nothing leaves on what was noted of another text."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from accounts.foundations import clock
from icp_eval.management.commands.work import take_up_again
from living_docs.workflow import Status
from reporting import actions, jobs
from reporting.anonymity import findings
from reporting.anonymity.gate_sources import sources_of
from reporting.models import Finding, GateCheck, Review, ReviewSection
from reporting.review.contents import draft_data
from sites.models import IdentifyingTerm, Programme, Site, SiteAlias, SiteFigure
from tests.factories import World

CLEAN = "<p>The Harvest teams meet weekly. There were 4711 calls.</p>"


def write(review: Review, html: str, by) -> None:
    section = review.sections.order_by("place").first()
    actions.save_section(section, html=html, standfirst="", base_version=section.version, by=by)


@pytest.fixture
def review(world: World) -> Review:
    return world.draft_review()


def page(world: World, sign_in, by=None) -> str:
    return sign_in(by or world.lee).get(reverse("anonymity", args=[1])).content.decode()


def waiting_checks():
    return DBTaskResult.objects.filter(task_path=jobs.check_gate.module_path, status=TaskResultStatus.READY)


# What pages show


def test_a_saved_text_is_checked_once_by_the_worker_and_the_page_says_until_when_it_is_not(world, review, sign_in):
    assert waiting_checks().count() == 1
    assert "We are checking this review for the first time." in page(world, sign_in)
    jobs.check_gate.call(review.pk)
    with clock.at(clock.now() + timedelta(minutes=1)):
        write(review, "<p>The team in Alderbrook meets weekly.</p>", by=world.hal)
        assert waiting_checks().count() == 1
        assert "We are checking the text you changed at " in page(world, sign_in, world.hal)
        assert f"We are checking the text {world.hal.name} changed at " in page(world, sign_in)
        assert "“Alderbrook” names a site" not in page(world, sign_in)
    jobs.check_gate.call(review.pk)
    shown = page(world, sign_in)
    assert ("“Alderbrook” names a site" in shown, "We are checking" in shown) == (True, False)


def test_names_that_the_gate_learns_are_looked_for_without_anybody_saving(world, review, sign_in):
    write(review, CLEAN, by=world.lee)
    jobs.check_gate.call(review.pk)
    waiting_checks().delete()
    jobs.check_changed_reviews()
    assert waiting_checks().count() == 0
    actions.add_term(Site.objects.get(slug="a"), term="Harvest", kind="place", by=world.lee)
    assert "what we know of the sites and their documents has changed" in page(world, sign_in)
    for _ in range(2):
        jobs.check_changed_reviews()
        assert waiting_checks().count() == 1
    jobs.check_gate.call(review.pk)
    assert [finding.hit for finding in review.findings.found()] == ["Harvest"]


def test_a_check_that_failed_is_not_asked_for_again_at_once(world, review):
    waiting_checks().update(status=TaskResultStatus.FAILED, finished_at=clock.now())
    jobs.check_changed_reviews()
    assert waiting_checks().count() == 0
    with clock.at(clock.now() + timedelta(minutes=11)):
        jobs.check_changed_reviews()
    assert waiting_checks().count() == 1


def test_a_published_review_is_checked_no_more(world, sign_in):
    world.publication()
    waiting_checks().delete()
    actions.add_term(Site.objects.get(slug="a"), term="Harvest", kind="place", by=world.lee)
    jobs.check_changed_reviews()
    assert (waiting_checks().count(), "We are checking" in page(world, sign_in)) == (0, False)


def test_who_does_not_want_to_wait_checks_with_a_button(world, review, sign_in):
    write(review, "<p>The team in Alderbrook meets weekly.</p>", by=world.lee)
    client, address = sign_in(world.lee), reverse("anonymity", args=[1])
    assert client.post(address)["Location"] == address
    assert "“Alderbrook” names a site" in client.get(address).content.decode()


def test_the_page_takes_as_many_queries_at_ten_times_the_text(world, review, sign_in):
    client, address = sign_in(world.lee), reverse("anonymity", args=[1])

    def queries(html: str, found: int) -> int:
        write(review, html, by=world.lee)
        assert len(findings.check_review(review)) == found
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    one = "<p>The team in Alderbrook meets weekly.</p>"
    few = queries(one, 1)
    assert queries(one + "<p>It meets weekly.</p>" * 100, 1) == few
    assert (
        queries("".join(f"<p>Team {'abcdefghij'[number]} in Alderbrook meets.</p>" for number in range(10)), 10) == few
    )
    assert few < 50


# What lets a text out


def change_text(world: World, review: Review) -> None:
    write(review, "<p>The teams in Alderbrook meet weekly.</p>", by=world.lee)


def change_text_past_the_actions(world: World, review: Review) -> None:
    ReviewSection.objects.filter(review=review).update(html="<p>The teams in Alderbrook meet weekly.</p>")


def change_title_past_the_actions(world: World, review: Review) -> None:
    Review.objects.filter(pk=review.pk).update(title="What Alderbrook told us")


def add_term(world: World, review: Review) -> None:
    actions.add_term(Site.objects.get(slug="a"), term="Harvest", kind="place", by=world.lee)


def add_alias(world: World, review: Review) -> None:
    SiteAlias.objects.create(site=Site.objects.get(slug="b"), name="Harvest")


def rename_site(world: World, review: Review) -> None:
    Site.objects.filter(slug="a").update(name="Harvest")


def add_person(world: World, review: Review) -> None:
    type(world.ann).objects.filter(pk=world.ann.pk).update(name="Ann Harvest")


def add_figure(world: World, review: Review) -> None:
    SiteFigure.objects.create(site=Site.objects.get(slug="a"), figure="4711", measure="calls", words=["calls"])


CHANGES = [
    change_text,
    change_text_past_the_actions,
    change_title_past_the_actions,
    add_term,
    add_alias,
    rename_site,
    add_person,
    add_figure,
]
Change = Callable[[World, Review], None]


@pytest.fixture
def clean(world: World, review: Review) -> Review:
    """A review in which the gate finds nothing, and has noted so."""
    write(review, CLEAN, by=world.lee)
    assert findings.check_review(review) == []
    assert findings.is_up_to_date(review)
    return review


@pytest.mark.one_engine
@pytest.mark.parametrize("change", CHANGES)
def test_what_was_noted_before_a_change_lets_nothing_go_to_approval(world, clean, change: Change):
    reasons = world.reasons_for(clean)
    change(world, clean)
    assert not findings.is_up_to_date(clean)
    with pytest.raises(actions.NotReady, match="needs? a decision in the anonymity check"):
        actions.send_to_check(Review.objects.get(pk=clean.pk), reasons=reasons, by=world.lee)
    assert Review.objects.get(pk=clean.pk).is_draft
    assert clean.findings.found().count() > 0  # what was found is kept, for the page


@pytest.mark.one_engine
@pytest.mark.parametrize("change", [add_alias, add_person])
def test_what_the_gate_learned_after_the_sending_keeps_a_text_from_approval(world, clean, change: Change):
    actions.send_to_check(clean, reasons=world.reasons_for(clean), by=world.lee)
    change(world, clean)
    with pytest.raises(actions.NotReady, match="in the anonymity check"):
        actions.approve(clean, content_sha256=draft_data(clean)["content_sha256"], by=world.quinn)
    assert clean.approvals.count() == 0


@pytest.mark.one_engine
@pytest.mark.parametrize("change", [add_term, rename_site])
def test_what_the_gate_learned_after_two_approvals_keeps_a_text_from_the_public(world, clean, change: Change):
    approve_by_two(world, clean)
    change(world, clean)
    with pytest.raises(actions.NotReady, match="in the anonymity check"):
        actions.publish(Review.objects.get(pk=clean.pk), by=world.lee)


def approve_by_two(world: World, review: Review) -> None:
    actions.send_to_check(review, reasons=world.reasons_for(review), by=world.lee)
    for person in (world.quinn, world.rex):
        review = Review.objects.get(pk=review.pk)
        actions.approve(review, content_sha256=draft_data(review)["content_sha256"], by=person)


def test_a_text_that_changes_after_it_was_sent_is_read_again_before_it_is_approved(world, clean):
    actions.send_to_check(clean, reasons=world.reasons_for(clean), by=world.lee)
    change_text_past_the_actions(world, clean)
    with pytest.raises(actions.NotReady, match="in the anonymity check"):
        actions.approve(clean, content_sha256=draft_data(clean)["content_sha256"], by=world.quinn)


def test_a_quotation_whose_approval_is_gone_is_a_finding_again(world, clean):
    """The printed words stay the same; only what may stand as a quotation changes."""
    world.document_at(Status.AGREEING, "a")
    words = "The weekly meeting in our area began in round 1 and goes on"
    findings.check_review(clean)
    before = findings.GateText(clean).sha256
    quotation = actions.add_quotation(
        clean,
        submission=world.document("a").current_submission,
        prompt_number="1.1",
        original="weekly meeting",
        anonymised=words,
        by=world.lee,
    )
    added = findings.GateText(clean).sha256
    actions.approve_quotation(quotation, anonymised=words, by=world.rae)
    assert len({before, added, findings.GateText(clean).sha256}) == 3


def test_a_note_of_the_same_rows_and_another_text_lets_nothing_out(world, clean):
    """Whatever is wrong with the quick comparison, the exits ask for the hash of all that was read."""
    change_text(world, clean)
    GateCheck.objects.update(sources=sources_of(clean))
    assert findings.is_up_to_date(clean)
    with pytest.raises(actions.NotReady, match="in the anonymity check"):
        actions.send_to_check(clean, reasons=world.reasons_for(clean), by=world.lee)


def test_without_a_worker_the_exits_check_by_themselves(world, review):
    write(review, CLEAN, by=world.lee)
    DBTaskResult.objects.all().delete()
    assert GateCheck.objects.count() == 0
    approve_by_two(world, review)
    actions.publish(Review.objects.get(pk=review.pk), by=world.lee)
    assert GateCheck.objects.get().review == review


def test_what_was_noted_is_not_found_anew(world, clean):
    """An exit of a text that was checked reads no name and makes no file of it again."""
    at = GateCheck.objects.get().at
    with clock.at(at + timedelta(hours=1)):
        actions.send_to_check(clean, reasons=world.reasons_for(clean), by=world.lee)
    assert GateCheck.objects.get().at == at


# What goes wrong meanwhile


def test_a_check_that_dies_half_way_notes_nothing_and_is_taken_up_again(world, review):
    write(review, "<p>The teams in Alderbrook meet weekly.</p>", by=world.lee)
    with transaction.atomic():
        findings.check_review(review)
        transaction.set_rollback(True)
    assert (Finding.objects.count(), GateCheck.objects.count()) == (0, 0)
    waiting_checks().update(status=TaskResultStatus.RUNNING, worker_ids=["slot-1"])
    with pytest.raises(actions.NotReady, match="1 finding needs a decision"):
        actions.send_to_check(review, reasons=world.reasons_for(review), by=world.lee)
    assert take_up_again("slot-1") >= 1
    assert waiting_checks().count() == 1


def changes_meanwhile(review: Review, texts: list[str]):
    """While the gate looks at what was published before, the text becomes the next of these."""

    def look(execute, sql, params, many, context):
        if 'FROM "reporting_publication"' in sql and '"data"' in sql and texts:
            ReviewSection.objects.filter(review=review, place=0).update(html=texts.pop(0))
        return execute(sql, params, many, context)

    return connection.execute_wrapper(look)


def test_a_text_that_changes_while_it_is_checked_is_checked_again(world, review):
    with changes_meanwhile(review, ["<p>The teams in Alderbrook meet weekly.</p>"]):
        assert [finding.hit for finding in findings.check_review(review)] == ["Alderbrook"]
    assert findings.is_up_to_date(review)
    assert GateCheck.objects.get().sha256 == findings.GateText(review).sha256


def test_a_text_that_keeps_changing_goes_nowhere(world, clean):
    reasons = world.reasons_for(clean)
    add_term(world, clean)
    changing = changes_meanwhile(clean, [f"<p>Text {'z' * number}.</p>" for number in range(20)])
    with changing, pytest.raises(actions.NotReady, match="Somebody is still changing the text."):
        actions.send_to_check(clean, reasons=reasons, by=world.lee)
    assert clean.findings.count() == 0


def test_of_two_checks_at_once_the_one_of_the_older_text_is_not_noted(world, review):
    older = findings.GateText(review)
    write(review, "<p>The teams in Alderbrook meet weekly.</p>", by=world.lee)
    findings.check_review(review)
    assert GateCheck.objects.filter(sha256=older.sha256).count() == 0
    with pytest.raises(findings.ChangedWhileChecked):
        findings.checked(older)
    assert [finding.hit for finding in review.findings.found()] == ["Alderbrook"]


def test_what_two_people_decided_stays_while_its_sentence_stands(world, review):
    write(review, "<p>The teams in Alderbrook meet weekly.</p>", by=world.lee)
    [finding] = findings.check_review(review)
    actions.call_false_alarm(finding, reason="A brook of that name", by=world.lee)
    actions.agree_about_finding(finding, by=world.quinn)
    for html in (
        "<p>The teams in Alderbrook meet weekly. So do others.</p>",
        "<p>The teams in Alderbrook meet weekly.</p>",
    ):
        write(review, html, by=world.lee)
        jobs.check_gate.call(review.pk)
    assert [(one.pk, one.decision, one.decided_by) for one in review.findings.all()] == [
        (finding.pk, "false", world.quinn)
    ]
    Programme.objects.update(disclosure_k=4)
    IdentifyingTerm.objects.create(site=Site.objects.get(slug="b"), term="Harvest", kind="place")
    jobs.check_gate.call(review.pk)
    assert [one.decision for one in review.findings.all()] == ["false"]
