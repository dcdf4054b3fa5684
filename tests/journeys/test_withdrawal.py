"""Taking back in the browser: two people of the team decide, then steering group and site read when and why."""

import pytest

from living_docs.workflow import Status
from tests.factories import World

pytestmark = pytest.mark.browser
WHY = "One sentence of it said more than we had promised."


def test_a_published_review_is_taken_back_by_two(programme: World, window):
    programme.publication()
    lee = window(programme.lee).open("/reviews/round-1/").follow("Withdraw this version")
    lee.fill("Why it is withdrawn", "It told what Alderbrook had said of its staff.")
    lee.press("Ask a second person to confirm").reads("Your reason was not sent.")
    lee.fill("Why it is withdrawn", WHY).press("Ask a second person to confirm")
    lee.reads("A second person is asked to confirm the withdrawal.").check_narrow()
    quinn = window(programme.quinn).open("/").press("Decide").check_narrow()
    quinn.press("Confirm the withdrawal").reads("Its readers are told by e-mail.")
    for person, phone in ((programme.sam, False), (programme.sam, True), (programme.ann, False), (programme.ann, True)):
        reader = window(person, phone=phone).open("/reviews/").reads(WHY)
        reader.follow("Thematic review of round 1")
        assert reader.heading == "This review was withdrawn"
        answer = reader.page.goto("/reviews/round-1/version/1/review.pdf")
        assert (answer.status, reader.check().heading) == (410, "This review was withdrawn")


def test_a_report_sent_in_error_is_taken_back_from_its_site(programme: World, window):
    programme.document_at(Status.RELEASED)
    lee = window(programme.lee).open("/release/1/a/released/").follow("Withdraw version 1")
    lee.fill("Why it is withdrawn", WHY).press("Ask a second person to confirm")
    quinn = window(programme.quinn).open("/").press("Decide").check_narrow()
    quinn.press("Confirm the withdrawal").reads("Its readers are told by e-mail.")
    for phone in (False, True):
        ann = window(programme.ann, phone=phone).open("/").reads("Your feedback report was withdrawn.")
        answer = ann.page.goto("/rounds/1/sites/a/feedback/")
        assert (answer.status, ann.check().heading) == (410, "This report was withdrawn")
        ann.reads(WHY)
