"""What goes out is stopped in the browser: a comment's answer, a correction's reason, a false alarm that is refused."""

import pytest

from living_docs.workflow import Status
from reporting import actions
from tests.factories import World
from tests.reporting.test_gate import write

pytestmark = pytest.mark.browser


def test_an_answer_that_tells_a_site_is_stopped_and_kept(programme: World, window):
    actions.comment_on_review(programme.publication(), text="What of carers who work?", by=programme.sam)
    for phone in (False, True):
        lee = window(programme.lee, phone=phone).open("/reviews/comments/")
        lee.page.locator("textarea[name=text]").first.fill("The team in Brackenfell told us so.")
        lee.page.locator("form:has(textarea[name=text]) button.govuk-button").first.click()
        lee.settled().reads("“Brackenfell”").check()
        assert lee.page.locator("textarea[name=text]").first.input_value() == "The team in Brackenfell told us so."


def test_the_reason_of_a_correction_names_no_other_site(programme: World, window):
    programme.document_at(Status.RELEASED)
    for phone in (False, True):
        lee = window(programme.lee, phone=phone).open("/release/1/a/released/")
        lee.page.locator("textarea[name=reason]").first.fill("A figure of Brackenfell stood in it.")
        lee.page.locator("button[name=correct]").click()
        lee.settled().reads("“Brackenfell”").check()


def test_a_false_alarm_is_refused_by_the_second_person_and_comes_home(programme: World, window, jobs_done):
    for site in "ab":
        programme.document_at(Status.SUBMITTED, site)
    write(programme, programme.draft_review(), "<p>The nurse in Alderbrook rang.</p>")
    plain = window(programme.lee, javascript=False).open("/drafts/1/gate/").reads("Reload this page")
    plain.press("Check now").reads("“Alderbrook” names a site")
    jobs_done()
    lee = window(programme.lee).open("/drafts/1/gate/")
    lee.page.locator("a[href^='?false=']").first.click()
    lee.page.locator("textarea[name=reason]").fill("fine")
    lee.press("Ask a second person")
    lee.page.locator("textarea[name=reason]").fill("It is the brook of a poem that everyone knows")
    lee.press("Ask a second person").check_narrow()
    quinn = window(programme.quinn).open("/").check_narrow().open("/drafts/1/gate/")
    quinn.page.locator("a[href^='?refuse=']").first.click()
    quinn.page.locator("textarea[name=reason]").fill("It is the name of the Pilot, and of no poem")
    quinn.page.locator("button[value=refuse]").click()
    quinn.settled().check()
    for phone in (False, True):
        window(programme.lee, phone=phone).open("/").reads("refused").open("/drafts/1/gate/").reads("of no poem")
