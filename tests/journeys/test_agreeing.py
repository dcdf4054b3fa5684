"""The one voice in the browser: from both readings to the site's reply, with all that is said on the way."""

from datetime import timedelta

import pytest

from accounts.foundations import clock
from feedback import actions
from feedback.models import KeptFinding, QuestionToReader, ReaderComment, ReportMessage
from living_docs.models import LivingDocument
from living_docs.workflow import Status
from tests.factories import World

pytestmark = pytest.mark.browser
AGREEING = "/agreeing/1/a/question/1/"
PLACE = "/rounds/1/sites/a/feedback/"


@pytest.fixture
def agreeing(programme: World) -> World:
    programme.open_round(1, deadline=clock.now() + timedelta(days=14))
    document = programme.document()
    programme.fill(document)
    from living_docs.actions import submit

    submit(document, by=programme.ann)
    for reading, words in zip(programme.allot(document), ("The nurse rings.", "Carers are asked."), strict=True):
        programme.write_reading(reading, reading.reader, words)
        actions.lodge(reading, by=reading.reader)
    programme.read_costs(programme.document())
    return programme


def document() -> LivingDocument:
    return LivingDocument.objects.of("a", 1).get()


def test_from_both_readings_to_the_sites_reply(agreeing, window, jobs_done):
    world = agreeing
    lee, rae = window(world.lee).open("/"), window(world.rae).open("/")
    the_leader_starts_from_both(lee)
    a_reader_comments_and_the_leader_sets_it_aside(lee, rae)
    the_leader_asks_a_reader(lee, rae)
    the_guard_finds_what_the_leader_mends(lee)
    the_rest_is_agreed_and_passes(world, lee, window)
    the_site_acknowledges_and_writes(world, lee, window, jobs_done)


def the_leader_starts_from_both(lee):
    lee.open(AGREEING).press("Both")
    box = lee.page.locator("#id_noted")
    assert box.input_value() == "The nurse rings. Question 1.\nCarers are asked. Question 1."
    box.fill("The practice nurse rings.\nCarers are asked. Question 1.")
    lee.page.get_by_role("link", name="Earlier versions (2)").wait_for()
    lee.page.locator("[data-live=origins-noted]", has_text="A, edited").wait_for(state="attached")
    lee.press("Save and show where each sentence is from")
    lee.page.locator("#noted summary", has_text="Where each sentence is from").click()
    assert lee.page.locator("#noted .origin").all_inner_texts() == ["A, edited", "B", "A and B"]


def a_reader_comments_and_the_leader_sets_it_aside(lee, rae):
    rae.open("/reading/1/").follow("Agreed draft of Alderbrook")
    part = rae.page.locator("#question-1")
    part.locator("summary").click()
    part.get_by_label("Your comment on").fill("The list is missing.")
    rae.press("Send the comment")
    lee.open(AGREEING).reads("The list is missing.")
    lee.page.get_by_label("Set aside", exact=True).check()
    lee.press("Save the outcome").reads("Say why the comment is set aside")
    lee.page.get_by_label("Set aside", exact=True).check()
    lee.page.get_by_label("Why, if you set it aside").fill("It is asked under question 3.")
    lee.press("Save the outcome")
    assert ReaderComment.objects.get().reason == "It is asked under question 3."
    rae.open("/agreeing/1/a/draft/").reads("It is asked under question 3.")


def the_leader_asks_a_reader(lee, rae):
    lee.open(AGREEING)
    lee.page.locator("summary", has_text="Ask the reader of Reading A").click()
    lee.page.locator("#asking textarea").first.fill("Which nurse do you mean?")
    lee.press("Send the question to Reading A")
    rae.open("/agreeing/1/a/draft/").reads("Which nurse do you mean?")
    rae.page.get_by_label("Your answer").fill("The one under 1.1.")
    rae.press("Send the answer")
    assert QuestionToReader.objects.get().answer == "The one under 1.1."
    lee.open(AGREEING).reads("The one under 1.1.")


def the_guard_finds_what_the_leader_mends(lee):
    lee.page.locator("#id_noted").fill("The weekly call is a success, ahead of most sites.")
    lee.press("Save and show where each sentence is from").reads("judges success")
    lee.reads("compares or ranks")
    lee.page.locator("#id_noted").fill("The weekly call is a success.")
    lee.press("Save and show where each sentence is from")
    lee.page.locator("#noted summary", has_text="Keep it").click()
    lee.page.get_by_label("Why “success” may stay").fill("The site’s own title")
    lee.press("Keep with this reason").reads("The site’s own title")
    assert KeptFinding.objects.get().reason == "The site’s own title"
    lee.page.locator("#id_noted").fill("The nurse rings each week.")
    lee.press("Save and next question")


def the_rest_is_agreed_and_passes(world, lee, window):
    for number in (0, 3, 4, 8):
        lee.open(f"/agreeing/1/a/question/{number}/").press("Reading A" if number < 8 else "Health economist")
    lee.open("/agreeing/1/a/summary/")
    lee.page.get_by_label("Thanks and summary").fill("Thank you for a clear account.")
    lee.page.get_by_label("Point 1", exact=True).fill("Say who rings when the nurse is away")
    lee.press("Send to quality assurance")
    assert document().status == Status.IN_QA
    window(world.quinn).open("/quality/1/a/").press("Pass")
    from reporting.actions import release

    release(document(), by=world.lee)


def the_site_acknowledges_and_writes(world, lee, window, jobs_done):
    jobs_done()
    ann = window(world.ann).open(PLACE).press("I have read this report").reads("has read this report")
    ann.open(f"{PLACE}talk/")
    ann.page.get_by_label("Your words").fill("We shall say so next time.")
    ann.press("Send")
    lee.open("/").open(f"{PLACE}talk/").reads("We shall say so next time.")
    assert ReportMessage.objects.count() == 1
    lee.open("/agreeing/response/").open("/agreeing/words/").open("/agreeing/1/a/question/1/versions/")
