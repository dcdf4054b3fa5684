"""Before and after sending: a manager looks at what changed, checks, adds an acronym, previews and sends."""

import pytest

from living_docs.workflow import Status
from tests.factories import World
from tests.living_docs.test_check_page import asking

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PLACE = "/rounds/2/sites/a"


def test_a_manager_checks_and_sends(programme: World, window):
    world = programme
    for number in ("C.1", "C.2", "C.4"):
        asking(world, number)
    first = world.document()
    world.answer(first, "C.1", {"rows": [{"id": "r1", "name": "Ann Lee", "job_title": "Manager", "questions": "All"}]})
    world.document_at(Status.RELEASED)
    document = world.document(number=2)
    world.answer(document, "1.1", {"texts": ["<p>The weekly meeting in Alderbrook of the CMT ended in round 1.</p>"]})
    ann = window(world.ann)
    what_was_said_stands_beside_the_prompt(ann)
    what_changed_is_shown(ann)
    the_acronym_is_added(ann)
    no_change_is_said_and_taken_back(ann)
    it_is_sent(world, ann)
    a_reader_sees_what_changed(world, window)


def what_was_said_stands_beside_the_prompt(ann):
    ann.open(f"{PLACE}/question/1/").reads("“Say who leads, round 1”")
    ann.page.get_by_text("Changes since round 1").click()
    ann.check().reads("Edited")


def what_changed_is_shown(ann):
    ann.open(f"{PLACE}/changes/")
    assert ann.page.locator("section[id='1.1'] ins").all_text_contents() == ["New: of the CMT ended"]
    ann.follow("Changes only").reads("Unchanged:")


def the_acronym_is_added(ann):
    ann.open(f"{PLACE}/check/").reads("CMT, first in 1.1")
    ann.fill("What CMT stands for", "community matron team").press("Add CMT to C.2")
    ann.reads("Every acronym is spelled out or listed.")


def no_change_is_said_and_taken_back(ann):
    ann.open(f"{PLACE}/question/8/").press("No change in 8.1")
    ann.press("Undo “no change” in 8.1")
    assert ann.page.get_by_role("button", name="No change in 8.1", exact=True).count() == 1


def it_is_sent(world, ann):
    document = world.document(number=2)
    world.answer(document, "C.1", {"rows": [{"id": "r1", "name": "Ann Lee", "job_title": "Manager", "questions": "1"}]})
    world.fill(document)
    ann.open(f"{PLACE}/check/").follow("preview the document exactly as readers will see it")
    ann.reads("Answered by Ann Lee, Manager.")
    ann.follow("Back to check answers").press("Submit round 2")
    ann.reads("Proof of what was sent")


def a_reader_sees_what_changed(world, window):
    world.allot(world.document(number=2), world.rex, world.rob)
    rex = window(world.rex).open(f"{PLACE}/submission/1/").follow("Changes since last round")
    rex.reads("Changes since last round")
    assert rex.page.locator("del, ins").count() > 0
