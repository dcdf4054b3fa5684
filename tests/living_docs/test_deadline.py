"""The deadline: the same moment in every place, drafts always taken, late marked as late, a calendar entry that moves."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar
from pypdf import PdfReader

from accounts.foundations import clock
from living_docs import actions
from living_docs.models import Round
from living_docs.submission_data import printed
from living_docs.uk_time import in_full, uk_moment
from living_docs.workflow import Status
from reporting.printing.pdf import living_document
from tests.accounts.test_letters import waiting
from tests.factories import DEADLINE, World

pytestmark = pytest.mark.one_engine

PLACE = [1, "a"]
SECOND = timedelta(seconds=1)


@pytest.fixture
def opened(world: World) -> World:
    world.document()
    return world


def calendar_of(client) -> tuple[Calendar, object]:
    response = client.get(reverse("deadline_ics", args=PLACE))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(response.content)
    return calendar, calendar.walk("VEVENT")[0]


def test_the_calendar_entry_is_an_instant_said_in_uk_time(opened, sign_in):
    calendar, event = calendar_of(sign_in(opened.ann))
    assert event["DTSTART"].to_ical() == b"20100430T160000Z"
    assert str(calendar["X-WR-TIMEZONE"]) == "Europe/London"
    assert str(event["SUMMARY"]) == "Round 1 closes at 5pm on Friday 30 April 2010 (UK time)"
    assert str(event["UID"]) == "deadline-a-round-1@living-documents"


def test_the_entry_keeps_its_uid_and_gets_a_higher_sequence_whenever_the_deadline_moves(opened, sign_in):
    client, seen = sign_in(opened.ann), []
    for days in (0, 7, 3):
        if days:
            later = DEADLINE + timedelta(days=days)
            actions.move_deadline(opened.document(), deadline=later, reason="Ill", by=opened.pat)
        _, event = calendar_of(client)
        seen.append((str(event["UID"]), int(event["SEQUENCE"]), event.decoded("DTSTART")))
    assert [sequence for _, sequence, _ in seen] == [0, 1, 2]
    assert len({uid for uid, _, _ in seen}) == 1
    assert seen[-1][2] == DEADLINE + timedelta(days=3)


def test_a_round_whose_dates_are_saved_unmoved_has_no_newer_entry(opened):
    round = Round.objects.get()
    actions.set_deadline(round, deadline=DEADLINE, by=opened.pat)
    assert Round.objects.get().deadline_moves == 0
    actions.set_deadline(round, deadline=DEADLINE + SECOND, by=opened.pat)
    assert (Round.objects.get().deadline_moves, opened.document().deadline_version) == (1, 1)


DEADLINES = [
    uk_moment(date(2010, 3, 28), 17),
    uk_moment(date(2010, 10, 31), 17),  # the days on which the clock turns
    uk_moment(date(2026, 3, 29), 1, 30),
    uk_moment(date(2026, 10, 25), 1, 30),  # an hour missing, an hour twice
    uk_moment(date(2010, 4, 30), 23, 59),
    uk_moment(date(2012, 2, 29), 17),
    datetime(2010, 6, 30, 23, 30, tzinfo=UTC),  # 1 July in the UK
]


@pytest.mark.parametrize("deadline", DEADLINES)
def test_page_letter_receipt_and_calendar_say_the_same_moment(world, sign_in, deadline):
    world.open_round(deadline=deadline)
    client, words = sign_in(world.ann), in_full(deadline)
    with clock.at(deadline - timedelta(days=1)):
        actions.send_due_reminders()
    [letter] = [one for one in waiting() if one["to"] == ["ann@icp.example"] and "closes" in one["subject"]]
    _, event = calendar_of(client)
    with clock.at(deadline - timedelta(days=1)):
        page = client.get(reverse("document", args=PLACE)).content.decode()
    assert letter["subject"] == f"Round 1 closes at {words}"
    assert f"Submit by <strong>{words}</strong>" in page
    assert (event.decoded("DTSTART"), str(event["SUMMARY"])) == (deadline.astimezone(UTC), f"Round 1 closes at {words}")


@pytest.mark.parametrize("sent_at", [deadline.astimezone(UTC) - SECOND for deadline in DEADLINES[2:5]])
def test_page_letter_and_pdf_say_the_same_moment_of_submitting(world, sign_in, sent_at):
    world.open_round(deadline=sent_at + SECOND)
    document = world.document()
    with clock.at(sent_at):
        world.fill(document)
        submission = actions.submit(document, by=world.ann)
    said = f"Submitted at {in_full(sent_at)}"
    pdf = PdfReader(io.BytesIO(living_document(printed(world.document(), submission))))
    assert said in sign_in(world.ann).get(reverse("receipt", args=PLACE)).content.decode()
    assert said in next(letter["body"] for letter in waiting() if "was submitted" in letter["subject"])
    assert said.removeprefix("Submitted at ") in " ".join(pdf.pages[0].extract_text().split())


AROUND = [(-SECOND, False), (timedelta(0), False), (SECOND, True), (timedelta(hours=1), True)]


@pytest.mark.parametrize(("off", "late"), AROUND)
def test_a_draft_is_taken_at_any_moment_and_a_submission_after_the_deadline_is_late(opened, off, late):
    document = opened.document()
    with clock.at(DEADLINE + off):
        saved = opened.answer(document, "1.1", {"texts": ["<p>Written at the last moment.</p>"]})
        opened.fill(document)
        submission = actions.submit(document, by=opened.ann)
    assert (saved.record.version, saved.clashed, submission.late) == (2, (), late)


@pytest.mark.parametrize(("off", "late"), AROUND)
def test_the_question_page_saves_around_the_deadline(opened, sign_in, off, late):
    posted = {"1-1-base_version": "1", "1-1-text_0": "Written at the last moment.", "do": "save"}
    with clock.at(DEADLINE + off):
        response = sign_in(opened.ann).post(reverse("question", args=[*PLACE, 1]), posted)
    assert response.status_code == 302
    answer = opened.document().answers.get(prompt_number="1.1")
    assert answer.value == {"texts": ["<p>Written at the last moment.</p>"]}


def test_a_late_document_is_marked_late_wherever_it_is_shown(opened, sign_in):
    document = opened.document()
    with clock.at(DEADLINE + timedelta(hours=1)):
        opened.fill(document)
        actions.submit(document, by=opened.ann)
    opened.allot(opened.document())
    mark = '<strong class="mark mark--late">Late</strong>'
    pages = [
        (opened.ann, reverse("receipt", args=PLACE)),
        (opened.rae, reverse("submission", args=[*PLACE, 1])),
        (opened.rae, reverse("reading_list", args=[1])),
        (opened.lee, reverse("document", args=PLACE)),
    ]
    assert [address for person, address in pages if mark not in sign_in(person).get(address).content.decode()] == []
    assert "30 Apr, late" in sign_in(opened.pat).get(reverse("round", args=[1])).content.decode()


def test_a_document_in_time_is_marked_nowhere(world, sign_in):
    document = world.document_at(Status.SUBMITTED)
    world.allot(document)
    for person, name, args in (
        (world.ann, "receipt", PLACE),
        (world.rae, "reading_list", [1]),
        (world.pat, "round", [1]),
    ):
        page = sign_in(person).get(reverse(name, args=args)).content.decode()
        assert ("mark--late" in page, ", late" in page) == (False, False)


def test_after_the_round_closed_nothing_is_submitted_and_what_was_typed_comes_back(opened, sign_in):
    actions.close_round(Round.objects.get(), by=opened.pat)
    posted = {
        "1-1-base_version": "1",
        "1-1-text_0": "A sentence of more than forty characters, typed too late.",
        "do": "",
    }
    response = sign_in(opened.ann).post(reverse("question", args=[*PLACE, 1]), posted)
    assert response.status_code == 403
    assert posted["1-1-text_0"] in response.content.decode()
