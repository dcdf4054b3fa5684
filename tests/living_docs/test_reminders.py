"""Reminders: at their moment by the UK's clock, once, to sites that have not submitted, for the deadline that holds."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, connections
from django_tasks_db.models import DBTaskResult

from accounts.foundations import clock
from icp_eval.management.commands.work import do_again
from living_docs import actions
from living_docs.models import LivingDocument, Reminder
from living_docs.reminder_times import TOO_LATE, due, moments
from living_docs.uk_time import UK, in_full, uk_moment
from living_docs.workflow import Status
from tests.accounts.test_letters import waiting
from tests.effort import repeated
from tests.factories import DEADLINE, World

BEFORE = ["14 days", "7 days", "2 days", "1 day", "4 hours"]
ALL = [*BEFORE, "day after"]
CHANGES = [
    date(y, m, d)
    for y, m, d in (
        (2009, 3, 29),
        (2009, 10, 25),
        (2010, 3, 28),
        (2010, 10, 31),
        (2011, 3, 27),
        (2011, 10, 30),
        (2012, 3, 25),
        (2012, 10, 28),
        (2026, 3, 29),
        (2026, 10, 25),
        (2027, 3, 28),
        (2027, 10, 31),
    )
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_day_before_five_is_five_across_both_changes_of_the_clock(change):
    """The deadline is the Monday after the clock turned: 1 day before is the turned Sunday, 2 days the Saturday."""
    for days, deadline in ((1, change), (2, change + timedelta(days=1)), (7, change + timedelta(days=3))):
        name = {1: "1 day", 2: "2 days", 7: "7 days"}[days]
        moment = moments(uk_moment(deadline, 17))[name].astimezone(UK)
        assert (moment.date(), moment.hour, moment.minute) == (deadline - timedelta(days=days), 17, 0)


@pytest.mark.parametrize("change", CHANGES)
def test_four_hours_are_four_hours_across_both_changes(change):
    deadline = uk_moment(change, 3, 30)
    assert deadline.astimezone(UTC) - moments(deadline)["4 hours"] == timedelta(hours=4)


@pytest.mark.parametrize(
    ("deadline", "name", "said"),
    [
        (uk_moment(date(2010, 4, 4), 1, 30), "7 days", "2:30am on Sunday 28 March 2010 (UK time)"),  # 1:30 is missing
        (uk_moment(date(2010, 11, 7), 1, 30), "7 days", "1:30am on Sunday 31 October 2010 (UK time)"),  # comes twice
        (uk_moment(date(2012, 3, 1), 17), "1 day", "5pm on Wednesday 29 February 2012 (UK time)"),
        (uk_moment(date(2010, 4, 30), 23, 59), "2 days", "11:59pm on Wednesday 28 April 2010 (UK time)"),
    ],
)
def test_hours_that_are_missing_or_doubled_leap_days_and_the_last_minute(deadline, name, said):
    assert in_full(moments(deadline)[name]) == said


def test_of_an_hour_that_comes_twice_the_first_is_the_moment():
    assert moments(uk_moment(date(2010, 11, 7), 1, 30))["7 days"] == datetime(2010, 10, 31, 0, 30, tzinfo=UTC)


def test_each_is_due_from_its_moment_until_it_would_be_stale():
    for name, moment in moments(DEADLINE).items():
        if name == "day after":
            continue
        assert due(DEADLINE, now=moment - timedelta(seconds=1)) == []
        assert due(DEADLINE, now=moment) == [name]
        assert name not in due(DEADLINE, now=moment + TOO_LATE)
    assert due(DEADLINE, now=DEADLINE) == []
    assert due(DEADLINE, now=DEADLINE + timedelta(days=1)) == ["day after"]


def reminded(world: World) -> list[tuple[str, str]]:
    return [(r.document.site.slug, r.which) for r in Reminder.objects.order_by("at", "document__site__slug")]


def walk(since=DEADLINE - timedelta(days=15), until=DEADLINE + timedelta(days=1)) -> None:
    """The worker asks every quarter of an hour."""
    moment = since
    while moment <= until:
        with clock.at(moment):
            actions.send_due_reminders()
        moment += timedelta(minutes=15)


def test_every_site_that_has_not_submitted_is_reminded_five_times_and_once_after(world):
    world.open_round()
    walk()
    assert sorted(reminded(world)) == sorted((site, which) for site in "ab" for which in ALL)
    letters = [letter for letter in waiting() if letter["subject"].startswith("Round 1 closes at")]
    assert len(letters) == len(BEFORE) * 3  # Ann and Abe of one site, Bea of the other
    assert {letter["subject"] for letter in letters} == {"Round 1 closes at 5pm on Friday 30 April 2010 (UK time)"}
    body = letters[0]["body"].split("\n")
    assert body[2] == "Your document has not been submitted. Sign in to continue or ask for more time."
    after = [letter for letter in waiting() if letter["subject"] == "The deadline of round 1 has passed"]
    assert len(after) == 3
    missing = "These prompts still need an answer, or a reason why there is none: C.6, 1.1, 1.5, 3.2, 8.1."
    assert {missing in letter["body"] for letter in [*letters, *after]} == {True}


def test_a_reminder_names_what_is_missing_by_number_and_never_its_words(world):
    document = world.document()
    world.answer(document, "1.1", {"texts": ["<p>Confidential words</p>"]})
    with clock.at(DEADLINE - timedelta(days=1)):
        actions.send_due_reminders()
    own = [letter["body"] for letter in waiting() if letter["to"] == ["ann@icp.example"]][-1]
    assert "no answer" not in own
    assert "there is none: C.6, 1.5, 3.2, 8.1." in own
    assert "Confidential" not in own


def test_a_site_that_has_submitted_is_left_in_peace_until_its_document_is_given_back(world):
    world.document_at(Status.SUBMITTED)
    with clock.at(DEADLINE - timedelta(days=1)):
        actions.send_due_reminders()
    assert reminded(world) == [("b", "1 day")]
    actions.reopen(world.document(), why="More on aims", by=world.lee)
    with clock.at(DEADLINE - timedelta(hours=4)):
        actions.send_due_reminders()
    assert reminded(world) == [("b", "1 day"), ("a", "4 hours"), ("b", "4 hours")]


def test_reminders_follow_a_deadline_that_was_moved(world):
    document, later = world.document(), DEADLINE + timedelta(days=10)
    walk(until=DEADLINE - timedelta(days=3))
    with clock.at(DEADLINE - timedelta(days=3)):
        actions.move_deadline(document, deadline=later, reason="Ill", by=world.pat)
    walk(since=DEADLINE - timedelta(days=3), until=later - timedelta(hours=1))
    own = [(r.which, r.deadline) for r in Reminder.objects.filter(document=document).order_by("at")]
    assert own == [("14 days", DEADLINE), ("7 days", DEADLINE)] + [(which, later) for which in BEFORE[1:]]


def test_no_reminder_after_the_round_closed_or_for_a_moment_long_gone(world):
    world.open_round()
    with clock.at(DEADLINE - timedelta(days=7) + TOO_LATE):
        assert actions.send_due_reminders() == 0
    actions.close_round(world.rounds[1], by=world.pat)
    with clock.at(DEADLINE - timedelta(days=1)):
        assert actions.send_due_reminders() == 0


def test_the_record_and_the_letters_come_together_or_not_at_all(world, monkeypatch):
    """A worker that dies between them leaves neither, and the next one sends."""
    world.open_round()
    before = len(waiting())
    with clock.at(DEADLINE - timedelta(days=1)), monkeypatch.context() as patch:
        patch.setattr("living_docs.actions.reminders.audit.record", lambda *args, **kwargs: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            actions.send_due_reminders()
    assert (Reminder.objects.count(), len(waiting())) == (0, before)
    with clock.at(DEADLINE - timedelta(days=1)):
        assert (actions.send_due_reminders(), actions.send_due_reminders()) == (2, 0)


@pytest.mark.django_db(transaction=True)
@repeated(3, soak=50)
def test_two_workers_at_once_send_each_once(time):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite in memory has one writer: there is no same moment")
    world = World()
    world.open_round()
    before = DBTaskResult.objects.count()
    barrier, trouble = threading.Barrier(2), []

    def work() -> None:
        try:
            barrier.wait(10)
            with clock.at(DEADLINE - timedelta(days=1)):
                actions.send_due_reminders()
        except Exception as error:
            trouble.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert trouble == []
    assert (Reminder.objects.count(), DBTaskResult.objects.count() - before) == (2, 3)


def test_what_fails_beside_the_jobs_is_tried_again(monkeypatch, caplog):
    lives = iter([True, True, False])
    monkeypatch.setattr(threading.main_thread(), "is_alive", lambda: next(lives))
    asked = []

    def doing():
        asked.append(1)
        raise OSError("the disk is full")

    do_again(doing, every=0)
    assert (len(asked), "the disk is full" in caplog.text) == (2, True)


def test_a_document_counts_as_late_by_its_own_deadline(world):
    document = world.document()
    actions.move_deadline(document, deadline=DEADLINE + timedelta(days=1), reason="Ill", by=world.pat)
    with clock.at(DEADLINE + timedelta(hours=1)):
        late = {d.site.slug: d.is_overdue for d in LivingDocument.objects.select_related("round", "site")}
    assert late == {"a": False, "b": True}
