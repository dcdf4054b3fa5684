"""Releasing a round: at once or at a set time, each report once whatever happens; corrections and calls after it."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, connections, transaction
from django.urls import reverse

from accounts.foundations import clock
from feedback import actions as feedback
from feedback.models import AgreedSummary, BatchedReport, Release
from living_docs.models import Move
from living_docs.workflow import Status
from reporting import actions, jobs
from reporting.feedback_reports import batches
from tests.accounts.test_letters import waiting
from tests.factories import World

Outcome = BatchedReport.Outcome


@pytest.fixture
def passed(world: World) -> World:
    """Both sites' reports have passed quality assurance."""
    world.both = [world.document_at(Status.PASSED, slug) for slug in "ab"]
    return world


def outcomes() -> dict[str, str]:
    return dict(BatchedReport.objects.values_list("document__site__slug", "outcome"))


def test_a_set_release_waits_for_its_time_and_then_goes_once(passed):
    due = clock.now() + timedelta(days=2)
    batches.release_together(passed.rounds[1], documents=passed.both, due=due, by=passed.lee)
    assert (batches.release_due(), outcomes()) == (0, {"a": "waiting", "b": "waiting"})
    with clock.at(due):
        assert (batches.release_due(), batches.release_due()) == (2, 0)
    assert outcomes() == {"a": "released", "b": "released"}
    assert sorted(Release.objects.values_list("document__site__slug", "version")) == [("a", 1), ("b", 1)]
    assert set(Release.objects.values_list("at", flat=True)) == {due}


def test_a_set_release_is_called_off_before_its_time_and_not_after(passed):
    due = clock.now() + timedelta(days=2)
    batch = batches.release_together(passed.rounds[1], documents=passed.both, due=due, by=passed.lee)
    with clock.at(due), pytest.raises(PermissionDenied):
        batches.cancel_release(batch, by=passed.lee)
    assert batches.cancel_release(batch, by=passed.lee) == 2
    with clock.at(due):
        assert batches.release_due() == 0
    assert {passed.document(slug).status for slug in "ab"} == {Status.PASSED}


def test_one_that_fails_stops_no_other_and_is_tried_again(passed):
    """Site A's report was taken back between the asking and its time."""
    due = clock.now() + timedelta(days=2)
    batches.release_together(passed.rounds[1], documents=passed.both, due=due, by=passed.lee)
    feedback.take_back(passed.document("a"), why="A figure", by=passed.lee)
    with clock.at(due):
        assert batches.release_due() == 1
    failed = BatchedReport.objects.get(outcome=Outcome.FAILED)
    assert (failed.document.site.slug, failed.problem) == ("a", batches.NOT_PASSED)
    feedback.send_to_quality(passed.document("a"), by=passed.lee)
    feedback.pass_quality(passed.document("a"), by=passed.quinn)
    batches.try_again(failed, by=passed.lee)
    with clock.at(due):
        assert batches.release_due() == 1
    assert outcomes() == {"a": "released", "b": "released"}


def test_a_report_released_on_its_own_meanwhile_is_not_released_twice(passed):
    batches.release_together(passed.rounds[1], documents=passed.both, by=passed.lee)
    actions.release(passed.document("a"), by=passed.lee)
    assert batches.release_due() == 1
    assert outcomes() == {"a": "cancelled", "b": "released"}


def test_what_a_killed_worker_left_is_gone_on_with(passed):
    """A worker that dies in a report's transaction leaves nothing of it; one that dies between two leaves the rest."""
    batches.release_together(passed.rounds[1], documents=passed.both, by=passed.lee)
    first, _ = BatchedReport.objects.order_by("document__site__name")
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        batches.release_one(first.pk)
        raise KeyboardInterrupt
    assert (outcomes(), Release.objects.count()) == ({"a": "waiting", "b": "waiting"}, 0)
    batches.release_one(first.pk)
    batches.release_batch.func(first.batch_id)
    assert (outcomes(), Release.objects.count()) == ({"a": "released", "b": "released"}, 2)


def test_only_the_leader_and_only_what_has_passed(passed):
    other = passed.document_at(Status.SUBMITTED, "a", 2)
    for by in (passed.quinn, passed.pat, passed.rae):
        with pytest.raises(PermissionDenied):
            batches.release_together(passed.rounds[1], documents=passed.both, by=by)
    with pytest.raises(PermissionDenied):
        batches.release_together(passed.rounds[2], documents=[other], by=passed.lee)


def test_a_report_waits_in_one_batch(passed):
    for _ in range(2):
        batches.release_together(passed.rounds[1], documents=passed.both, by=passed.lee)
    assert BatchedReport.objects.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        BatchedReport.objects.create(batch=BatchedReport.objects.first().batch, document=passed.both[0])


def test_the_page_asks_once_more_with_the_numbers(passed, sign_in):
    lee = sign_in(passed.lee)
    form = {"sites": ["a", "b"], "when": "set", "day": "21/5/2031", "hour": "10"}
    page = lee.post(reverse("release_together", args=[1]), form).content.decode()
    assert "Release to 2 sites?" in page
    assert "10am on Wednesday 21 May 2031 (UK time)" in page
    assert "3 people are told" in page
    assert BatchedReport.objects.count() == 0
    page = lee.post(reverse("release_together", args=[1]), form | {"sure": "1"}, follow=True).content.decode()
    assert "2 reports set for 10am on Wednesday 21 May 2031 (UK time)." in page
    batch = BatchedReport.objects.first().batch
    page = lee.post(reverse("cancel_release", args=[1, batch.pk]), follow=True).content.decode()
    assert "The release is called off." in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"when": "now"}, "Choose at least one report"),
        ({"when": "set", "sites": ["a"]}, "Enter the day on which the reports are released"),
        ({"when": "set", "sites": ["a"], "day": "1/1/2010"}, "Enter a time to come"),
        ({"when": "set", "sites": ["a"], "day": "soon"}, "day"),
    ],
)
def test_what_is_missing_is_said(passed, sign_in, typed, said):
    response = sign_in(passed.lee).post(reverse("release_together", args=[1]), typed | {"sure": "1"})
    assert (response.status_code, BatchedReport.objects.count()) == (422, 0)
    assert said in response.content.decode()


def test_the_letters_hold_no_part_of_a_report(passed):
    batches.release_together(passed.rounds[1], documents=passed.both, by=passed.lee)
    before = len(waiting())
    batches.release_due()
    letters = waiting()[before:]
    assert len(letters) == 3
    assert not any("understood" in str(letter) or "full document" in str(letter) for letter in letters)


# Two at once


def at_once(*acts) -> list[BaseException]:
    raised: list[BaseException] = []
    start = threading.Barrier(len(acts))

    def run(act):
        try:
            start.wait()
            act()
        except Exception as error:
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_one_batch_release_each_report_once():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has one writer")
    world = World()
    both = [world.document_at(Status.PASSED, slug) for slug in "ab"]
    batches.release_together(world.rounds[1], documents=both, by=world.lee)
    assert at_once(batches.release_due, batches.release_due, batches.release_due) == []
    assert outcomes() == {"a": "released", "b": "released"}
    assert Move.objects.filter(to=Status.RELEASED).count() == Release.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_leaders_releasing_at_once_release_once():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has one writer")
    world = World()
    document = world.document_at(Status.PASSED)
    raised = at_once(*[lambda: actions.release(world.document(), by=world.lee)] * 2)
    assert [type(error) for error in raised] == [PermissionDenied]
    assert document.releases.count() == 1


# Corrections and calls


def correct(world: World, *, summary: str, reason: str = "The figure was wrong.") -> Release:
    feedback.start_correction(world.document(), reason=reason, by=world.lee)
    said = AgreedSummary.objects.get(document=world.document())
    feedback.save_agreed_summary(
        world.document(), summary=summary, next_points=said.next_points, call_offer="", by=world.lee
    )
    feedback.send_to_quality(world.document(), by=world.lee)
    feedback.pass_quality(world.document(), by=world.quinn)
    return actions.release(world.document(), by=world.lee)


def test_a_correction_is_a_new_version_and_the_old_one_stays(world, sign_in):
    first = world.document_at(Status.RELEASED).releases.get()
    jobs.make_once(jobs.ReleaseFile, first, lambda: b"the first bytes")
    before, moves = (first.data, first.sha256), Move.objects.count()
    second = correct(world, summary="Thank you again.")
    assert (second.version, second.correction) == (2, "The figure was wrong.")
    assert second.quality_check_id != first.quality_check_id
    first.refresh_from_db()
    assert ((first.data, first.sha256), Move.objects.count()) == (before, moves)
    assert world.document().status == Status.RELEASED
    ann = sign_in(world.ann)
    page = ann.get(reverse("feedback_report", args=[1, "a"])).content.decode()
    assert "This version corrects an earlier one." in page
    assert "The figure was wrong." in page
    assert "Version 1 (PDF)" in page
    response = ann.get(reverse("feedback_report_file", args=[1, "a", 1, "pdf"]))
    assert b"".join(response) == b"the first bytes"


def test_a_correction_is_not_released_unchecked_nor_begun_twice(world):
    world.document_at(Status.RELEASED)
    with pytest.raises(PermissionDenied):
        actions.release(world.document(), by=world.lee)
    feedback.start_correction(world.document(), reason="A figure", by=world.lee)
    with pytest.raises(PermissionDenied):
        feedback.start_correction(world.document(), reason="Another", by=world.lee)
    with pytest.raises(PermissionDenied):
        actions.release(world.document(), by=world.lee)
    feedback.send_to_quality(world.document(), by=world.lee)
    feedback.send_back(world.document(), points="Say which figure.", by=world.quinn)
    with pytest.raises(PermissionDenied):
        actions.release(world.document(), by=world.lee)
    assert world.document().stage == Status.AGREEING


def test_a_further_correction_follows_the_first(world):
    world.document_at(Status.RELEASED)
    correct(world, summary="One.")
    assert correct(world, summary="Two.", reason="A name was wrong.").version == 3


def test_a_call_is_noted_with_its_day(world, sign_in):
    world.document_at(Status.RELEASED)
    typed = {"call": "1", "called_on": "2/6/2010", "took_part": "Ann Adeyinka", "said": "They know what to mend."}
    hal = sign_in(world.hal)
    page = hal.post(reverse("released", args=[1, "a"]), typed, follow=True).content.decode()
    assert "2 June 2010, Ann Adeyinka" in page
    assert hal.post(reverse("released", args=[1, "a"]), {"correct": "1", "reason": "x"}).status_code == 403
    refused = hal.post(reverse("released", args=[1, "a"]), {"call": "1"})
    assert (refused.status_code, world.document().calls.count()) == (422, 1)
