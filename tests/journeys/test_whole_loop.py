"""One round, from a site's answers to a released report and a published review, in eight people's browsers."""

from datetime import timedelta

import pytest

from accounts.foundations import clock
from living_docs.models import LivingDocument
from living_docs.workflow import Status
from reporting.models import Publication, Review
from tests.factories import World, activity, cost

pytestmark = pytest.mark.browser
ROUND, SITE = 1, "a"
PLACE = f"/rounds/{ROUND}/sites/{SITE}"
NARRATIVE = "On Tuesdays the practice nurse rings each patient who left hospital in the week."
PEOPLE = "Everyone above seventy who lives alone."


@pytest.fixture
def open_round(programme: World) -> World:
    programme.open_round(ROUND, deadline=clock.now() + timedelta(days=14))
    return programme


def test_the_whole_loop(open_round, window, jobs_done):
    world = open_round
    the_site_writes_and_sends(world, window)
    two_readers_read_blind(world, window)
    the_leader_agrees_and_quality_passes(world, window)
    the_site_reads_its_report(world, window, jobs_done)
    the_review_is_written_checked_and_published(world, window, jobs_done)


def document() -> LivingDocument:
    return LivingDocument.objects.of(SITE, ROUND).get()


def the_site_writes_and_sends(world, window):
    ann = window(world.ann).open("/").press("Continue round 1")
    ann.open(f"{PLACE}/cover/")
    ann.page.locator("#id_C-6-text").fill("The partnership board, chaired by its chief officer")
    ann.press("Save and continue")
    ann.write("1-1-text_0", NARRATIVE)
    ann.page.locator("#id_1-5-choices_1").check()
    ann.write("1-5-follow_up", PEOPLE)
    ann.press("Save and continue")
    assert document().answers.get(prompt_number="1.1").value == {"texts": [f"<p>{NARRATIVE}</p>"]}

    a_row_is_mended(ann)
    ann.open(f"{PLACE}/check/").press("Submit round 1")
    assert (ann.page.title()[:7], document().status) == ("Error: ", Status.DRAFT)
    ann.reads("Answer 8.1, or say why it is not answered this round.")
    world.answer(document(), "8.1", {"rows": [cost("12000", "actual"), cost("", "not_yet_known", id="c2")]})
    ann.open(f"{PLACE}/check/").press("Submit round 1")
    assert document().status == Status.SUBMITTED
    ann.reads(document().current_submission.reference)
    ann.open(f"{PLACE}/submission/1/").reads(NARRATIVE)


def a_row_is_mended(ann):
    """A cell that is not understood is kept as typed, and said in words what to type."""
    ann.open(f"{PLACE}/question/3/?open=3.2:new")
    row = activity("Case conference")
    ann.page.locator("#id_3-2-row-category").select_option(row["category"])
    ann.page.locator("#id_3-2-row-activity").fill(row["activity"])
    ann.page.locator("#id_3-2-row-since").fill("last spring")
    ann.press("Save row")
    ann.reads("Since: Enter a date like 14/4/2010")
    assert ann.page.locator("#id_3-2-row-since").input_value() == "last spring"
    ann.page.locator("#id_3-2-row-since").fill("1/3/2010")
    ann.press("Save row")
    assert ann.page.locator("#id_3-2-row-since").count() == 0


def two_readers_read_blind(world, window):
    lee = window(world.lee).open("/").open(f"/reading/{ROUND}/allotting/")
    lee.page.locator("#id_a-first").select_option(str(world.rae.pk))
    lee.page.locator("#id_a-second").select_option(str(world.rob.pk))
    lee.press("Save the assignments")
    readers = {reader: window(getattr(world, reader)) for reader in ("rae", "rob")}
    for reader, at in readers.items():
        at.open("/").open(f"/reading/{ROUND}/")
        read_every_question(at, f"{reader.title()} understood what happens on Tuesdays.")
        at.page.get_by_label("Thanks and summary").fill(f"Thank you. {reader.title()} followed the account.")
        other = "Rob" if reader == "rae" else "Rae"
        at.press("Submit this reading")
        assert other not in at.page.locator("main").inner_text()
    assert document().status == Status.AGREEING
    hal = window(world.hal).open("/").open(f"/reading/{ROUND}/{SITE}/question/8/").press("Start commenting")
    comment(hal, "The two rows are plain; one waits for its value.")
    hal.press("Save and next question")
    hal.press("Submit this reading")


def read_every_question(at, words):
    at.open(f"/reading/{ROUND}/{SITE}/question/0/")
    while "/lodge/" not in at.page.url:
        comment(at, words)
        at.press("Save and next question")


def comment(at, words):
    at.page.locator("#id_comprehensible_1").check()
    at.page.locator("#id_complete_2").check()
    at.page.get_by_label("What we understood").fill(words)


def the_leader_agrees_and_quality_passes(world, window):
    lee = window(world.lee).open("/").open(f"/agreeing/{ROUND}/{SITE}/question/0/")
    while "/summary/" not in lee.page.url:
        comment(lee, "You ring each patient on a Tuesday.")
        lee.page.evaluate("document.querySelectorAll('main details').forEach(part => { part.open = true })")
        lee.page.get_by_label("Please tell us more about").fill("Who rings when the nurse is away?")
        lee.press("Save and next question")
    lee.page.get_by_label("Thanks and summary").fill("Thank you for an account that a stranger can follow.")
    lee.page.get_by_label("Point 1", exact=True).fill("Say who rings when the nurse is away")
    lee.press("Send to quality assurance")
    quinn = window(world.quinn).open("/").open(f"/quality/{ROUND}/{SITE}/")
    quinn.press("Send back to the task leader")
    assert quinn.page.title()[:7] == "Error: "
    quinn.press("Pass")
    assert document().status == Status.PASSED


def the_site_reads_its_report(world, window, jobs_done):
    lee = window(world.lee).open(f"/release/{ROUND}/")
    lee.page.get_by_role("button", name="Release to 2 people").click()
    lee.check()
    assert document().status == Status.RELEASED
    jobs_done()
    for site_person in (world.ann, world.abe):
        at = window(site_person).open("/feedback/").open(f"{PLACE}/feedback/")
        at.reads("Who rings when the nurse is away?")
    with at.page.expect_download() as download:
        at.page.get_by_role("button", name="Download PDF").click()
    assert download.value.path().read_bytes()[:5] == b"%PDF-"
    bea = window(world.bea)
    assert bea.page.goto(f"{PLACE}/feedback/").status == 404


def the_review_is_written_checked_and_published(world, window, jobs_done):
    lee = window(world.lee).open("/drafts/").press("Start the review of round 1")
    lee.open(f"/drafts/{ROUND}/section/purpose-and-coverage/")
    lee.page.locator("#id_html_editor").fill(
        "The documents came from [[count:received]]. In Alderbrook the work began."
    )
    lee.press("Save section").reads("Saved at")
    lee.open(f"/drafts/{ROUND}/gate/").reads("This page will update itself.")
    jobs_done()
    lee.reads("“Alderbrook” names a site")
    lee.open(f"/drafts/{ROUND}/section/purpose-and-coverage/")
    lee.page.locator("#id_html_editor").fill(
        "The documents came from [[count:received]]. In many places the work began."
    )
    lee.press("Save section").reads("Saved at")
    jobs_done()
    lee.open(f"/drafts/{ROUND}/gate/").press("See what else is ready")
    for box in lee.page.get_by_label("Why it can go to approval as it is").all():
        box.fill("The steering group meets on Monday.")
    lee.press("Send for approval")
    for person in (world.quinn, world.rex):
        at = window(person).open("/").open(f"/drafts/{ROUND}/approval/")
        at.press("Approve this version")
    assert Review.objects.get().is_approved
    lee.open(f"/drafts/{ROUND}/approval/").press("Publish")
    lee.reads("0 of 4 files are made.")
    jobs_done()
    lee.page.get_by_role("button", name="Download slides").wait_for()
    the_steering_group_reads_it_on_a_phone(world, window)


def the_steering_group_reads_it_on_a_phone(world, window):
    sam = window(world.sam, phone=True).open("/").press("Read the round 1 review")
    sam.reads("In many places the work began.")
    assert "Alderbrook" not in sam.page.content()
    with sam.page.expect_download() as download:
        sam.page.get_by_role("button", name="Download PDF").click()
    assert download.value.path().read_bytes() == bytes(Publication.objects.get().files.get(format="pdf").content)
    for hidden in ("/rounds/", "/drafts/", "/access/", f"{PLACE}/", f"{PLACE}/feedback/", "/office/people/"):
        assert sam.page.goto(hidden).status == 404


def test_the_site_writes_without_javascript(open_round, window):
    ann = window(open_round.ann, javascript=False).open(f"{PLACE}/question/1/")
    ann.write("1-1-text_0", "A paragraph.\n- a point\n- another")
    ann.press("Save and continue")
    assert document().answers.get(prompt_number="1.1").value == {
        "texts": ["<p>A paragraph.</p>\n<ul>\n<li>a point</li>\n<li>another</li>\n</ul>"]
    }
