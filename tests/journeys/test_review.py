"""The thematic review in the browser: written by two, from claims that are flagged as soon as their evidence changes."""

import pytest

from living_docs.workflow import Status
from reporting import actions, jobs
from reporting.models import Review, ReviewSection
from tests.factories import World
from themes.actions import allot_coding, code, finish_coding, go_on_coding, load_frameworks, take_away
from themes.models import Theme

pytestmark = pytest.mark.browser
SECTION = "/drafts/1/section/question-1/"
BOX = "#id_html_editor"


@pytest.fixture
def drafted(programme: World) -> World:
    for site in "ab":
        programme.document_at(Status.AGREEING, site)
    load_frameworks(programme.programme)
    programme.draft_review()
    return programme


def section() -> ReviewSection:
    return Review.objects.get().sections.get(slug="question-1")


def test_two_people_write_one_section_and_put_counts_in(drafted, window):
    lee = window(drafted.lee).open(SECTION)
    lee.page.locator(BOX).fill("Documents came from ")
    lee.page.get_by_role("button", name="Put in [[count:received]]").click()
    lee.page.keyboard.press("Enter")
    lee.page.keyboard.type("How they began.")
    lee.reads("Saved at")
    hal = window(drafted.hal).open(SECTION)
    hal.page.locator(f"{BOX} p").last.click()
    hal.page.keyboard.press("End")
    hal.page.keyboard.type(" What it cost.")
    hal.reads("by Hal")
    lee.page.get_by_text("Hal Halvorsen is writing here too.").wait_for()
    lee.page.locator(f"{BOX} p").first.click()
    lee.page.keyboard.press("Home")
    lee.page.keyboard.type("So far: ")
    lee.page.locator(BOX).get_by_text("How they began. What it cost.").wait_for()
    lee.press("Save section").reads("is saved.")
    lee.page.locator(".as-printed").get_by_text("So far: Documents came from").wait_for()
    written = "<p>So far: Documents came from [[count:received]]</p>\n<p>How they began. What it cost.</p>"
    assert section().html == written
    lee.open(f"{SECTION}versions/").check_narrow()


def test_a_claim_is_made_a_code_removed_and_the_claim_is_flagged(drafted, window):
    layer = allot_coding(drafted.document("a").current_submission, coders=[drafted.rae], by=drafted.lee)[0]
    theme = Theme.objects.get(code="P1")
    coding = code(layer, themes=[theme], prompt_number="1.1", start=0, end=4, by=drafted.rae)[0]
    finish_coding(layer, by=drafted.rae)
    lee = window(drafted.lee).open("/claims/1/")
    lee.page.get_by_label("Pilots …").select_option(f"theme-{theme.pk}")
    lee.press("Save claim").reads("The claim can be used as").check().check_narrow()
    go_on_coding(layer, by=drafted.rae)
    take_away(coding, by=drafted.rae)
    finish_coding(layer, by=drafted.rae)
    lee.open("/claims/1/").reads("No document supports it any more")
    lee.open(f"/claims/1/theme-{theme.pk}/").reads("1 document no longer supports it")
    lee.press("Take the present answer").reads("The present answer is taken.")


def test_the_front_saves_by_itself_and_a_section_moves_by_keys(drafted, window):
    lee, hal = window(drafted.lee).open("/drafts/1/"), window(drafted.hal).open("/drafts/1/")
    lee.fill("Subtitle", "Round one")
    lee.reads("by Lee")
    hal.fill("Title", "What they began")
    hal.reads("by Hal")
    hal.check().check_narrow()
    review = Review.objects.get()
    assert (review.title, review.subtitle) == ("What they began", "Round one")
    first, second = [section.slug for section in review.sections.printed()[:2]]
    lee.open("/drafts/1/outline/").check_narrow()
    lee.page.locator(f"#{first} input[name^='title-']").focus()
    lee.page.keyboard.press("Alt+ArrowDown")
    lee.reads("Not saved yet.")
    assert lee.page.evaluate("document.activeElement.name").startswith("title-")
    lee.press("Save outline").reads("The outline is saved.")
    assert [section.slug for section in review.sections.printed()[:2]] == [second, first]
    without = window(drafted.lee, javascript=False).open("/drafts/1/outline/")
    without.page.locator(f"#{first} button[value^=up]").click()
    assert [section.slug for section in review.sections.printed()[:2]] == [first, second]


def test_what_is_selected_is_quoted_and_passages_stand_beside_their_sentence(drafted, window):
    layer = allot_coding(drafted.document("a").current_submission, coders=[drafted.rae], by=drafted.lee)[0]
    theme = Theme.objects.get(code="P1")
    code(layer, themes=[theme], prompt_number="1.1", start=0, end=4, by=drafted.rae)
    finish_coding(layer, by=drafted.rae)
    claim = actions.make_claim(drafted.rounds[1], f"theme-{theme.pk}", by=drafted.lee)
    actions.save_section(
        section(), html=f"<p>Of this {claim.token} write.</p>", standfirst="", base_version=1, by=drafted.lee
    )
    lee = window(drafted.lee).open(SECTION)
    lee.page.get_by_text("1 of 1", exact=False).first.click()
    lee.press("Quote this passage", role="link")
    original = lee.page.locator("[name=original]")
    assert original.input_value() != ""
    lee.page.locator("[data-quote-from] p").first.click(click_count=3)
    words = lee.page.locator("[data-quote-from] p").first.inner_text().removesuffix("Quote these words").strip()
    lee.page.wait_for_function("words => document.querySelector('[name=original]').value === words", arg=words)
    original.fill("Typed by hand")
    lee.page.locator("[data-quote-from] p").first.click(click_count=3)
    lee.page.get_by_role("button", name="Put the selected words into the box").wait_for()
    assert original.input_value() == "Typed by hand"
    lee.press("Put the selected words into the box")
    assert original.input_value() == words
    original.fill("")
    lee.page.get_by_role("button", name="Quote these words").first.focus()
    lee.page.keyboard.press("Enter")
    assert original.input_value() == words
    lee.fill("Anonymised copy", "They met.").press("Keep the quotation").reads("The quotation can be used as")


def test_a_review_goes_on_with_reasons_that_its_approvers_read(drafted, window):
    lee = window(drafted.lee).open(SECTION)
    lee.page.locator(BOX).fill("They began.")
    lee.press("Save and mark as finished").reads("is saved and finished.")
    lee.open("/drafts/1/readiness/").check_narrow()
    lee.press("Send for approval").reads("Give your reason in a sentence, so that others can weigh it")
    lee.check_narrow()
    for box in lee.page.get_by_label("Why it can go to approval as it is").all():
        box.fill("The steering group meets on Monday.")
    lee.press("Send for approval").reads("Two of them have to approve it.")
    quinn = window(drafted.quinn).open("/drafts/1/approval/").reads("were not ready").check_narrow()
    quinn.reads("The steering group meets on Monday.")


def test_a_quotation_is_approved_by_a_second_person(drafted, window):
    review = Review.objects.get()
    submission = drafted.document("a").current_submission
    actions.add_quotation(
        review, submission=submission, prompt_number="1.1", original="We", anonymised="We", by=drafted.lee
    )
    window(drafted.lee).open("/drafts/1/quotations/").reads("Not approved yet.").check_narrow()
    quinn = window(drafted.quinn).open("/drafts/1/quotations/")
    quinn.press("Approve the copy").reads("Approved by Quinn")


def test_the_risk_of_a_review_stands_where_it_is_written_and_approved(programme, window):
    programme.add_site("c", "Corriemoor")
    for site in "abc":
        programme.document_at(Status.SUBMITTED, site)
    review, submission = programme.draft_review(), programme.document("b").current_submission
    said = "The weekly meeting in Brackenfell began in round 1."
    actions.add_quotation(
        review, submission=submission, prompt_number="1.1", original=said, anonymised=said, by=programme.lee
    )
    jobs.measure_risk.call(review.pk)
    window(programme.lee).open("/drafts/1/quotations/").reads("The copies give away too much.").check_narrow()
    quinn = window(programme.quinn).open("/drafts/1/approval/").reads("1 of 1 told; by chance 0.3 of 1")
    quinn.page.get_by_text("Where the attack is surest").click()
    quinn.check().check_narrow()
