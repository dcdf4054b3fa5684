"""Quality assurance speaks early, sends back, passes; the whole round goes at a set time; a correction follows."""

from datetime import timedelta

import pytest

from accounts.foundations import clock
from living_docs import uk_time
from living_docs.workflow import Status
from reporting.feedback_reports.batches import release_due
from tests.factories import World

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CHECK, SUMMARY = "/quality/1/a/", "/agreeing/1/a/summary/"


def test_from_the_first_word_of_quality_assurance_to_a_correction(programme: World, window, jobs_done):
    world = programme
    world.document_at(Status.AGREEING, "a")
    world.document_at(Status.PASSED, "b")
    quinn, lee = window(world.quinn), window(world.lee)
    quality_assurance_speaks_early(quinn)
    the_leader_ticks_it_off_before_sending(world, lee)
    it_is_sent_back_with_points(quinn)
    each_point_is_ticked_off(world, lee)
    the_second_visit_shows_what_changed_and_passes(quinn)
    the_round_is_released_at_a_set_time(lee)
    jobs_done()
    the_site_reads_its_report(window(world.ann))
    a_correction_follows(world, lee, quinn)
    jobs_done()
    both_versions_stand_with_the_reason(window(world.ann))
    a_call_is_noted(lee)


def quality_assurance_speaks_early(quinn):
    quinn.open("/quality/").follow("Alderbrook, round 1").reads("still being agreed")
    quinn.fill("What should be corrected", "Name the age group.").press("Send the comment")
    quinn.reads("Said early")


def the_leader_ticks_it_off_before_sending(world, lee):
    world.read_costs(world.document())
    lee.open(SUMMARY).reads("Name the age group.")
    lee.fill("What was done about: Name the age group.", "Named in question 1.").press(
        "Tick off this point: Name the age group."
    )
    lee.reads("The point is ticked off.").check_narrow()
    world.to_qa(world.document())


def it_is_sent_back_with_points(quinn):
    quinn.open(CHECK).reads("Named in question 1.").check_narrow()
    quinn.fill("What has to be corrected", "Thank the nurses.\nSay who leads.").press("Send back to the task leader")
    quinn.reads("went back to the task leader")


def each_point_is_ticked_off(world, lee):
    lee.open(SUMMARY).fill("Thanks and summary", "Thank you for a full document, and the nurses too.")
    lee.press("Send to quality assurance").reads("Tick off each point from quality assurance")
    for point in ("Thank the nurses.", "Say who leads."):
        lee.fill(f"What was done about: {point}", "Done.").press(f"Tick off this point: {point}")
    lee.press("Send to quality assurance").reads("went to quality assurance")


def the_second_visit_shows_what_changed_and_passes(quinn):
    quinn.open(CHECK).reads("Summary and points")
    assert quinn.page.locator("#changed ins").all_text_contents() == ["New: document, and the nurses too."]
    quinn.press("Pass").reads("has passed")


def the_round_is_released_at_a_set_time(lee):
    due = clock.now().astimezone(uk_time.UK) + timedelta(days=1)
    lee.open("/release/1/").choose("When", "At a set time").fill("Day", uk_time.day_typed(due))
    lee.press("Continue").reads("Release to 2 sites?").check_narrow()
    lee.press("Release 2 reports").reads("2 reports set for 10am").check_narrow()
    with clock.at(due + timedelta(days=1)):
        assert release_due() == 2
    assert lee.open("/release/1/").page.locator(".stacking-table tbody th").all_inner_texts() == [
        "Alderbrook",
        "Brackenfell",
    ]


def the_site_reads_its_report(ann):
    ann.open("/rounds/1/sites/a/feedback/").reads("and the nurses too")


def a_correction_follows(world, lee, quinn):
    lee.open("/release/1/a/released/").check_narrow()
    lee.fill("What is wrong, and why it is corrected", "The nurses are four, not three.").press("Begin a correction")
    lee.fill("Thanks and summary", "Thank you for a full document, and the four nurses too.")
    lee.press("Send to quality assurance").reads("went to quality assurance")
    quinn.open(CHECK).press("Pass")
    lee.open("/release/1/").reads("A correction.")
    lee.press("Release to 2 people at Alderbrook").reads("Feedback released to Alderbrook")


def both_versions_stand_with_the_reason(ann):
    ann.open("/rounds/1/sites/a/feedback/").reads("The nurses are four, not three.").reads("Version 1 (PDF)")


def a_call_is_noted(lee):
    lee.open("/release/1/a/released/").fill("Day of the call", "2/6/2010").fill("Who took part", "Ann Adeyinka")
    lee.fill("What was said", "They know what to mend.").press("Note the call").reads("2 June 2010, Ann Adeyinka")
