"""A site runs out of time: it asks the office, asks for help, uses its diary, submits late, asks for the document back."""

from datetime import timedelta

import pytest

from accounts.foundations import clock
from living_docs import actions
from living_docs.models import DiaryNote, HelpMessage, LivingDocument, Reminder, ThreadRead
from living_docs.uk_time import day_typed
from living_docs.workflow import Status
from tests.factories import World, activity, cost

pytestmark = pytest.mark.browser
PLACE = "/rounds/1/sites/a"
NOTE = "On the second Tuesday the nurse rang everybody on the list."
QUESTION = "Do you want our own definition of integration?"
ANSWER = "Your own, please, in the words that your teams use."


@pytest.fixture
def near(programme: World) -> World:
    """A round whose deadline is tomorrow."""
    programme.open_round(1, deadline=clock.now() + timedelta(hours=20))
    return programme


def document() -> LivingDocument:
    return LivingDocument.objects.of("a", 1).select_related("site", "round__instrument").get()


def test_the_deadline_route(near, window):
    world = near
    ann, lee, pat = window(world.ann), window(world.lee), window(world.pat)
    the_site_asks_and_the_office_grants(ann, pat)
    a_reminder_follows_the_moved_deadline(world)
    the_leader_answers_from_the_home_page(ann, lee)
    a_note_goes_into_the_answer(ann)
    a_late_submission_is_marked(world, ann, window)
    the_document_comes_back(ann, lee)


def the_site_asks_and_the_office_grants(ann, pat):
    ann.open("/").press("Continue round 1").follow("Ask for more time")
    ann.press("Ask for more time").reads("Give a reason")
    ann.fill("Until which day", day_typed(clock.now() + timedelta(days=9))).fill(
        "Why you need more time", "Two authors are ill."
    )
    ann.press("Ask for more time").reads("You asked for more time: not decided yet")
    pat.open("/rounds/1/").open("/").press("Decide").reads("Two authors are ill.")
    pat.press("Save the decision").reads("Choose whether you grant it")
    pat.page.get_by_label("Grant it", exact=True).check()
    pat.fill("If you grant it: until which day", day_typed(clock.now() + timedelta(days=8)))
    pat.fill("Reason", "One week, as the other authors are there.").press("Save the decision")
    assert document().deadline_reason == "One week, as the other authors are there."
    ann.open(f"{PLACE}/").reads("You asked for more time: granted")
    with ann.page.expect_download() as download:
        ann.page.get_by_role("link", name="The deadline for your calendar").click()
    assert "SEQUENCE:1" in download.value.path().read_text()


def a_reminder_follows_the_moved_deadline(world):
    with clock.at(document().deadline - timedelta(days=1)):
        actions.send_due_reminders()
    reminder = Reminder.objects.get(document=document())
    assert (reminder.which, reminder.deadline) == ("1 day", document().deadline)


def the_leader_answers_from_the_home_page(ann, lee):
    ann.open(f"{PLACE}/question/1/").follow("Ask about 1.1")
    ann.press("Send question").reads("Write what you want to say")
    ann.fill("Your question", QUESTION).press("Send question").reads("Not answered yet")
    lee.open("/").press("Answer").reads(QUESTION)
    lee.fill("Your reply", ANSWER).press("Send reply")
    lee.page.get_by_text("Note a telephone call").click()
    lee.check().fill("Day of the call", day_typed(clock.now())).fill("Who took part", "Ann and Lee")
    lee.fill("What was said", "They agreed.").press("Keep the note")
    assert HelpMessage.objects.count() == 3
    ann.open(f"{PLACE}/help/1.1/").reads(ANSWER).reads("The evaluation team")
    ann.page.get_by_role("button", name="Mark as read").wait_for(state="hidden")
    assert ThreadRead.objects.count() == 1
    ann.follow("Back to 1.1")
    assert ann.heading.startswith("Question 1")


def a_note_goes_into_the_answer(ann):
    ann.open("/diary/").reads("There are no notes yet.").press("Write a note").press("Keep the note").reads(
        "Write what happened"
    )
    ann.page.get_by_label("What it is about").select_option("1.1")
    ann.fill("What happened", NOTE).press("Keep the note").reads(NOTE)
    ann.open(f"{PLACE}/question/1/")
    ann.page.get_by_role("button", name="Put it into 1.1").click()
    ann.settled()
    ann.check()
    assert document().answers.get(prompt_number="1.1").value == {"texts": [f"<p>{NOTE}</p>"]}
    ann.open("/diary/").reads("In the answer to 1.1 of round 1.")
    assert DiaryNote.objects.get().is_used


def a_late_submission_is_marked(world, ann, window):
    world.answer(document(), "C.6", {"text": "The board"})
    world.answer(document(), "1.5", {"choices": ["closer"], "follow_up": "<p>Everyone.</p>"})
    world.answer(document(), "3.2", {"rows": [activity("Case conference")]})
    world.answer(document(), "8.1", {"rows": [cost("12000", "actual")]})
    actions.move_deadline(document(), deadline=clock.now() - timedelta(minutes=5), reason="Moved back", by=world.pat)
    ann.open(f"{PLACE}/check/").press("Submit round 1").reads("It came after the deadline and is marked late.")
    assert document().current_submission.late
    window(world.pat).open("/rounds/1/").reads(", late")


def the_document_comes_back(ann, lee):
    ann.follow("Ask for the document back").press("Ask the task leader").reads("Give a reason")
    ann.fill("Why you need the document back", "A table is missing.").press("Ask the task leader")
    ann.reads("You asked for the document back: not decided yet")
    lee.open("/").press("Decide").reads("A table is missing.")
    lee.page.get_by_label("Grant it", exact=True).check()
    lee.fill("Reason", "Please add it.").press("Save the decision")
    assert document().status == Status.DRAFT
    ann.open(f"{PLACE}/").reads("The task leader has given the document back to you")


def test_the_same_pages_work_without_javascript(near, window):
    ann = window(near.ann, javascript=False).open("/diary/write/?place=1.1")
    ann.fill("What happened", NOTE).press("Keep the note")
    ann.open(f"{PLACE}/question/1/")
    ann.page.get_by_role("button", name="Put it into 1.1").click()
    assert document().answers.get(prompt_number="1.1").value == {"texts": [f"<p>{NOTE}</p>"]}
    ann.open(f"{PLACE}/help/1.1/").fill("Your question", QUESTION).press("Send question").reads(QUESTION)
