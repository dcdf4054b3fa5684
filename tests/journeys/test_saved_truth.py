"""The page says the truth about all that is typed on it: saved, or not saved and why; and what a device still holds."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.foundations import clock
from accounts.models import Membership
from living_docs import actions
from living_docs.models import Answer, AnswerState, DiaryNote, LivingDocument
from living_docs.workflow import Status
from tests.factories import REAL, World

pytestmark = pytest.mark.browser
PLACE = "/rounds/1/sites/a"


@pytest.fixture
def world(programme: World) -> World:
    programme.open_round(1, deadline=clock.now() + timedelta(days=14))
    return programme


def answer(number: str, round: int = 1) -> Answer:
    return LivingDocument.objects.of("a", round).get().answers.get(prompt_number=number)


def at_question(window, person, number: int = 1, **options):
    opened = window(person, **options).open(f"{PLACE}/question/{number}/")
    opened.page.locator("form[data-ready]").wait_for()
    return opened


def line(opened, words: str, part: str = "1-1") -> None:
    opened.page.locator(f"[data-part='{part}'] .save-line__state").get_by_text(words).wait_for()


def bar(opened) -> str:
    return opened.page.locator(".save-bar").inner_text()


def asks_before_leaving(opened) -> bool:
    """Whether the browser asks when the page is left."""
    asked: list[str] = []
    opened.page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    opened.page.evaluate("() => setTimeout(() => (location.href = '/'), 0)")
    opened.page.wait_for_timeout(400)
    return asked == ["beforeunload"]


def test_a_reason_without_its_choice_a_choice_without_its_reason_and_a_date_not_read(world, window):
    ann = at_question(window, world.ann)
    ann.page.locator("[data-part='1-1'] summary", has_text="If you cannot answer").click()
    ann.fill("Why it is not answered this round", "The lead is ill")
    line(ann, "Not saved: Choose “Not answered this round” in 1.1, or empty this box.")
    assert bar(ann) == "Not saved: 1.1"
    assert asks_before_leaving(ann)

    ann.choose("If you cannot answer 1.1 now", "Not answered this round")
    line(ann, "Saved at")
    assert (answer("1.1").state, answer("1.1").reason) == (AnswerState.NOT_ANSWERED, "The lead is ill")
    assert bar(ann).startswith("Saved at")

    ann.choose("If you cannot answer 1.1 now", "Not known until")
    ann.page.locator("#id_1-1-until").fill("some day in May")
    line(ann, "Not saved: ")
    assert ann.page.locator("#id_1-1-until").input_value() == "some day in May"
    ann.check().check_narrow()
    assert not answer("1.1").until


def test_what_waits_for_a_button_says_so_and_warns(world, window):
    for address, label, button in (
        ("/diary/write/", "What happened", "Keep the note"),
        (f"{PLACE}/help/1.1/", "Your question", "Send question"),
        (f"{PLACE}/more-time/", "Why you need more time", "Ask for more time"),
    ):
        ann = window(world.ann).open(address)
        assert ann.page.locator(".save-bar").count() == 0
        ann.page.get_by_label(label, exact=True).fill("Half a sentence")
        ann.page.get_by_text(f"Not saved yet: press “{button}”.").wait_for()
        assert bar(ann) == f"Not saved: “{button}” is not pressed yet"
        assert asks_before_leaving(ann), address
        ann.check().check_narrow()
        ann.page.get_by_label(label, exact=True).fill("")
        ann.page.locator(".save-bar").wait_for(state="hidden")
        assert not asks_before_leaving(ann), address


def test_a_chosen_file_is_not_saved_until_it_is_sent(world, window):
    ann = at_question(window, world.ann, 4)
    ann.page.locator("#id_4-5-upload").set_input_files(
        {"name": "m.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1"}
    )
    ann.page.get_by_text("Not saved yet: press “Save 4.5”.").wait_for()
    assert asks_before_leaving(ann)


def test_states_counts_and_buttons_follow_and_no_change_survives_typing_and_undoing(world, window):
    document = LivingDocument.objects.of("a", 1).get()
    world.answer(document, "1.1", {"texts": ["<p>As it was</p>"]})

    ann = at_question(window, world.ann)
    progress = ann.page.locator("[data-live=progress]").first
    assert progress.inner_text() == "1 of 2 answered"
    ann.page.locator("#id_1-5-choices_1").check()
    ann.write("1-5-follow_up", "All")
    line(ann, "Saved at", "1-5")
    assert progress.inner_text() == "2 of 2 answered"
    ann.page.locator("[data-live='mark-1-5']").get_by_text("Answered").wait_for()
    ann.page.get_by_role("link", name="Earlier versions of 1.5").wait_for()


def test_a_question_says_by_itself_whether_it_is_finished(world, window):
    ann = at_question(window, world.ann)
    ann.choose("Have you finished this question?", "Yes, it is completed")
    line(ann, "Saved at", "mark")
    ann.open(f"{PLACE}/").reads("1 of")
    assert [mark.mark for mark in LivingDocument.objects.of("a", 1).get().marks.all()] == ["completed"]


def test_text_kept_on_the_device_is_announced_before_it_can_be_missed(world, window):
    ann = at_question(window, world.ann)
    ann.context.set_offline(True)
    ann.page.locator("#id_1-1-text_0_editor").fill("Typed on the train")
    line(ann, "Not saved – you are offline.")
    ann.page.wait_for_timeout(1000)
    ann.page.route("**/save/", lambda route: route.abort())
    ann.context.set_offline(False)
    ann.page.on("dialog", lambda dialog: dialog.accept())
    for address in ("/", f"{PLACE}/", f"{PLACE}/check/"):
        ann.open(address).reads("This device holds text of 1.1 that was not saved.").check_narrow()
    ann.page.unroute("**/save/")
    ann.page.get_by_role("link", name="Go to 1.1").click()
    ann.press("Put it into the box (1.1)")
    line(ann, "Saved at")
    ann.open("/")
    assert ann.page.get_by_text("This device holds").count() == 0


def test_the_state_never_lies_over_what_is_typed_or_focused(world, window):
    ann = at_question(window, world.ann, phone=True)
    box = ann.page.locator("#id_1-1-text_0_editor")
    box.click()
    for number in range(30):
        ann.page.keyboard.type(f"Line {number}")
        ann.page.keyboard.press("Enter")
    ann.page.keyboard.type("The last line")
    over = """() => {
        const caret = document.getSelection().getRangeAt(0).getClientRects()[0].bottom;
        return caret - document.querySelector('.save-bar').getBoundingClientRect().top; }"""
    assert ann.page.evaluate(over) <= 0
    hidden = """() => {
        const at = document.activeElement.getBoundingClientRect(), bar = document.querySelector('.save-bar').getBoundingClientRect();
        return document.activeElement === document.body || document.querySelector(".save-bar").contains(document.activeElement) || at.bottom <= bar.top || at.top >= bar.bottom; }"""
    for _ in range(25):
        ann.page.keyboard.press("Tab")
        assert ann.page.evaluate(hidden), ann.page.evaluate("document.activeElement.outerHTML")


def test_whoever_still_types_when_it_is_sent_is_told_and_passes_the_text_on(world, window):
    world.fill(LivingDocument.objects.of("a", 1).get())
    ann, abe = window(world.ann), at_question(window, world.abe)
    abe.page.locator("#id_1-1-text_0_editor").click()
    abe.page.keyboard.type("Abe ")
    ann.open(f"{PLACE}/check/").reads("Abe Abernethy has been writing in 1.1 since").check_narrow()
    abe.page.route("**/save/", lambda route: route.abort())
    abe.page.keyboard.type("went on ")
    ann.press("Submit round 1").reads("When you submitted: Abe Abernethy has been writing")
    abe.page.unroute("**/save/")
    line(abe, "Ann Adeyinka submitted the document at")
    abe.check().check_narrow()
    assert asks_before_leaving(abe)
    abe.press("Send it to Ann Adeyinka (1.1)")
    line(abe, "Sent to Ann Adeyinka.")
    assert not asks_before_leaving(abe)
    ann.open(f"{PLACE}/colleagues/1.1/").reads("Abe went on")
    ann.check_narrow()


def test_text_of_a_document_sent_meanwhile_is_found_on_its_receipt(world, window):
    world.fill(LivingDocument.objects.of("a", 1).get())
    abe = at_question(window, world.abe)
    abe.page.route("**/save/", lambda route: route.abort())
    abe.page.locator("#id_1-1-text_0_editor").fill("Typed before it was sent")
    line(abe, "Not saved – the service did not answer.")
    abe.page.wait_for_timeout(1000)
    actions.submit(LivingDocument.objects.of("a", 1).get(), by=world.ann)
    abe.page.on("dialog", lambda dialog: dialog.accept())
    abe.open("/").press("Go to 1.1", role="link").reads("Typed before it was sent")
    abe.press("Put it into the diary").reads("The text is in your diary.")
    assert [note.text for note in DiaryNote.objects.all()] == ["<p>Typed before it was sent</p>"]
    abe.open("/")
    assert abe.page.get_by_text("This device holds").count() == 0


def test_without_javascript_nothing_is_lost_either(world, window):
    world.fill(LivingDocument.objects.of("a", 1).get())
    abe = window(world.abe, javascript=False).open(f"{PLACE}/question/1/")
    abe.write("1-1-text_0", "Typed with no script")
    actions.submit(LivingDocument.objects.of("a", 1).get(), by=world.ann)
    abe.press("Save and continue").reads("Ann Adeyinka submitted the document at")
    abe.press("Put it into the diary").reads("The text is in your diary.")
    assert [note.text for note in DiaryNote.objects.all()] == ["<p>Typed with no script</p>"]


def test_somebody_taken_off_the_site_while_writing_is_told_and_keeps_the_text(world, window):
    abe = at_question(window, world.abe)
    Membership.objects.filter(user=world.abe).delete()
    abe.page.locator("#id_1-1-text_0_editor").fill("Typed by somebody who left")
    line(abe, "Not saved – you can no longer write here.")
    assert abe.page.locator("#id_1-1-text_0_editor").inner_text() == "Typed by somebody who left"


def test_a_prompt_goes_from_hand_to_hand_without_javascript_on_a_phone(world, window):
    ann, abe = window(world.ann, phone=True), window(world.abe, javascript=False, phone=True)
    ann.open(f"{PLACE}/colleagues/1.1/")
    ann.page.get_by_label("To whom", exact=True).select_option(label="Abe Abernethy")
    ann.fill("Finish by (optional)", "14/4/2010").press("Give 1.1").reads("Abe Abernethy is writing it")
    abe.open(f"{PLACE}/colleagues/1.1/")
    abe.press("It is ready for the manager’s check")
    ann.open(f"{PLACE}/").reads("Ready for your check:")
    ann.open(f"{PLACE}/colleagues/1.1/").press("I have checked it").reads("It is checked.")


def test_the_front_page_of_a_review_says_it_too(world, window):
    review = world.draft_review(1)
    lee = window(world.lee).open(reverse("draft", args=[1]))
    lee.page.locator("form[data-ready]").wait_for()
    lee.page.locator("#id_abstract_editor").fill("Half an abstract")
    assert asks_before_leaving(lee)
    lee.page.locator(".save-bar").get_by_text("Saved at").wait_for()
    lee.check_narrow()
    review.refresh_from_db()
    assert review.abstract == "<p>Half an abstract</p>"
    lee.fill("Title", " ")
    lee.reads("Not saved: Enter a title.")
    assert asks_before_leaving(lee)


def test_the_readers_desk_keeps_the_state_in_view(world, window):
    document = world.document_at(Status.SUBMITTED)
    world.allot(document)
    rae = window(world.rae).open(reverse("desk", args=[1, "a", 1]))
    rae.page.locator("form[data-ready]").wait_for()
    rae.page.locator("textarea[name=more]").fill("Who comes?")
    rae.page.locator(".save-bar").get_by_text("Saved at").wait_for()
    rae.page.locator("[data-remark-box] summary").click()
    rae.page.locator("textarea[name=remark-quoted]").fill("The weekly meeting")
    line(rae, "Not saved: Write your comment on the words of the passage.", "remark")
    assert (bar(rae), asks_before_leaving(rae)) == ("Not saved: your comment on a passage", True)
    rae.check_narrow()


def test_a_reply_at_the_prompt_saves_by_itself(programme, window):
    data = programme.instrument.data
    cover = data["cover"] + [prompt for prompt in REAL["cover"] if prompt["number"] == "C.4"]
    programme.instrument = actions.load_instrument(programme.programme, data | {"cover": cover})
    programme.document_at(Status.RELEASED)
    programme.open_round(2, deadline=clock.now() + timedelta(days=14))
    for options in ({"phone": True}, {"javascript": False}):
        ann = window(programme.ann, **options).open("/rounds/1/sites/a/feedback/")
        ann.page.get_by_role("link", name="Reply at 1.1").click()
        box = ann.page.locator("#id_reply-point-1-done")
        box.fill(f"Named {len(options)}{options.get('phone', '')}")
        if options.get("javascript", True):
            line(ann, "Saved at")
            ann.check()
        else:
            ann.press("Save 1.1")
        row = answer("C.4", 2).value["rows"][0]
        assert row["done"] == f"Named {len(options)}{options.get('phone', '')}"
