"""Writing in a real browser: saved by itself, together with others, offline, past the end of a session; nothing lost."""

from datetime import timedelta

import pytest

from accounts.foundations import clock
from living_docs.models import Answer, LivingDocument
from living_docs.workflow import Status
from tests.effort import repeated
from tests.factories import PASSWORD, World, activity, cost

pytestmark = pytest.mark.browser
PLACE = "/rounds/1/sites/a"
QUESTION = f"{PLACE}/question/1/"
OFFLINE = "Not saved – you are offline. Your text is kept on this device."


@pytest.fixture
def world(programme: World) -> World:
    programme.open_round(1, deadline=clock.now() + timedelta(days=14))
    return programme


def answer(number: str) -> Answer:
    return LivingDocument.objects.of("a", 1).get().answers.get(prompt_number=number)


def text(number: str = "1.1") -> str:
    return (answer(number).value.get("texts") or [""])[0]


def at_question(window, person, number: int = 1):
    opened = window(person).open(f"{PLACE}/question/{number}/")
    opened.page.locator("form[data-ready]").wait_for()
    return opened


def box(opened, field: str = "1-1-text_0"):
    return opened.page.locator(f"#id_{field}_editor")


def line(opened, prompt: str = "1-1"):
    return opened.page.locator(f"[data-part='{prompt}'] .save-line__state")


def says(opened, words: str, prompt: str = "1-1") -> None:
    line(opened, prompt).get_by_text(words).wait_for()


def type_at_the_end(opened, words: str) -> None:
    box(opened).focus()
    opened.page.keyboard.press("Control+End")
    opened.page.keyboard.type(words)


def test_a_manager_and_a_contributor_finish_a_round_together(world, window):
    """Two browsers, different paragraphs; one is offline in the middle; the round is sent."""
    world.answer(LivingDocument.objects.of("a", 1).get(), "1.1", {"texts": ["<p>First.</p>\n<p>Last.</p>"]})
    ann, abe = at_question(window, world.ann), at_question(window, world.abe)
    type_at_the_end(ann, " Ann went on.")
    says(ann, "Saved at")
    abe.page.locator("[data-part='1-1'] .presence").get_by_text("Ann Adeyinka is editing 1.1").wait_for()
    box(abe).get_by_text("Last. Ann went on.").wait_for()

    abe.context.set_offline(True)
    box(abe).get_by_text("First.").click()
    abe.page.keyboard.press("End")
    abe.page.keyboard.type(" Abe was on a train.")
    says(abe, OFFLINE)
    abe.check().check_narrow()
    type_at_the_end(ann, " And on.")
    says(ann, "Saved at")
    abe.context.set_offline(False)
    says(abe, "Reconnected, saved at")
    assert text() == "<p>First. Abe was on a train.</p>\n<p>Last. Ann went on. And on.</p>"
    box(abe).get_by_text("Last. Ann went on. And on.").wait_for()

    abe.page.locator("#id_1-5-choices_1").check()
    abe.write("1-5-follow_up", "Everyone who lives alone.")
    abe.press("Save and continue")
    assert answer("1.5").value["follow_up"] == "<p>Everyone who lives alone.</p>"
    the_round_is_sent(world, ann)


def the_round_is_sent(world, ann):
    document = LivingDocument.objects.of("a", 1).get()
    world.answer(document, "3.2", {"rows": [activity("Case conference")]})
    world.answer(document, "8.1", {"rows": [cost("12000", "actual")]})
    ann.open(f"{PLACE}/cover/")
    ann.page.locator("#id_C-6-text").fill("The partnership board")
    ann.press("Save and continue")
    ann.open(f"{PLACE}/check/").press("Submit round 1")
    assert LivingDocument.objects.of("a", 1).get().status == Status.SUBMITTED


def types_on_while_it_is_saved(opened, words: str) -> None:
    """The next save is answered only after these words were typed too; nothing is asked for in between."""

    def typing_on(route) -> None:
        answered = route.fetch()
        opened.page.keyboard.type(words)
        route.fulfill(response=answered)

    opened.page.route("**/presence/", lambda route: route.abort())
    opened.page.route("**/save/", typing_on, times=1)


def test_a_neighbours_text_arrives_in_the_middle_of_a_sentence(world, window):
    world.answer(LivingDocument.objects.of("a", 1).get(), "1.1", {"texts": ["<p>First.</p>\n<p>Last.</p>"]})
    ann, abe = at_question(window, world.ann), at_question(window, world.abe)
    types_on_while_it_is_saved(abe, " of a long train.")
    type_at_the_end(ann, " Ann went on.")
    says(ann, "Saved at")
    box(abe).get_by_text("First.").click()
    abe.page.keyboard.press("End")
    abe.page.keyboard.type(" Abe sat in the middle")
    box(abe).get_by_text("Last. Ann went on.").wait_for()
    says(abe, "Saved at")
    assert text() == "<p>First. Abe sat in the middle of a long train.</p>\n<p>Last. Ann went on.</p>"


def test_a_neighbours_row_arrives_in_the_middle_of_a_cell(world, window):
    document = LivingDocument.objects.of("a", 1).get()
    world.answer(document, "3.2", {"rows": [activity("Case conference"), activity("Clinic", id="r2")]})
    ann, abe = window(world.ann), window(world.abe)
    ann.open(f"{PLACE}/question/3/?open=3.2:r2").page.locator("form[data-ready]").wait_for()
    abe.open(f"{PLACE}/question/3/?open=3.2:r1").page.locator("form[data-ready]").wait_for()
    types_on_while_it_is_saved(abe, " in the morning")
    ann.page.locator("#id_3-2-row-activity").fill("Clinic at night")
    says(ann, "Saved at", "3-2")
    abe.page.locator("#id_3-2-row-activity").focus()
    abe.page.keyboard.press("Control+End")
    abe.page.keyboard.type(" for all")
    says(abe, "Saved at", "3-2")
    assert abe.page.locator("#id_3-2-row-activity").input_value() == "Case conference for all in the morning"
    rows = answer("3.2").value["rows"]
    assert [row["activity"] for row in rows] == ["Case conference for all in the morning", "Clinic at night"]


def test_both_texts_are_shown_when_two_change_one_paragraph(world, window):
    world.answer(LivingDocument.objects.of("a", 1).get(), "1.1", {"texts": ["<p>One paragraph.</p>"]})
    ann, abe = at_question(window, world.ann), at_question(window, world.abe)
    abe.context.set_offline(True)
    type_at_the_end(abe, " Of Abe.")
    type_at_the_end(ann, " Of Ann.")
    says(ann, "Saved at")
    abe.context.set_offline(False)
    says(abe, "You and Ann Adeyinka changed the same paragraph. Nothing has been lost.")
    assert text() == "<p>One paragraph. Of Ann.</p>"
    abe.press("Show both texts")
    abe.reads("Yours").check_narrow()
    assert box(abe).inner_text().split("\n\n") == ["One paragraph. Of Abe.", "One paragraph. Of Ann."]
    said = abe.page.locator("[data-part='1-1'] [data-words]").inner_text().split(" words")[0]
    assert (said, line(abe).inner_text(), abe.page.locator(".kept-text").count()) == ("8", "Not saved yet", 0)
    box(abe).fill("One paragraph. Of Ann and Abe.")
    abe.press("Save 1.1")
    says(abe, "Saved at")
    assert text() == "<p>One paragraph. Of Ann and Abe.</p>"


def written_offline_and_closed(window, person, words: str):
    """A window that was closed while offline, with text that only the device has, and opened again."""
    opened = at_question(window, person)
    opened.context.set_offline(True)
    box(opened).fill(words)
    says(opened, OFFLINE)
    opened.page.wait_for_timeout(1500)
    opened.page.close(run_before_unload=False)
    opened.context.set_offline(False)
    opened.page = opened.context.new_page()
    return opened


def open_again(opened):
    opened.open(QUESTION).page.locator("form[data-ready]").wait_for()
    return opened


@repeated(1, soak=50)
def test_what_was_typed_offline_comes_back_after_the_browser_was_closed(world, window, time):
    ann = open_again(written_offline_and_closed(window, world.ann, "Written in a tunnel."))
    ann.reads("This device kept text of 1.1 that was not saved")
    ann.check()
    assert text() == ""
    ann.page.get_by_role("button", name="Put it into the box").click()
    says(ann, "Saved at")
    assert text() == "<p>Written in a tunnel.</p>"
    assert open_again(ann).page.locator(".kept-text").count() == 0


@repeated(1, soak=50)
def test_another_person_at_the_same_browser_never_sees_the_text(world, window, time):
    ann = written_offline_and_closed(window, world.ann, "Only of Ann.")
    ann.sign_in(world.abe)
    open_again(ann)
    assert (ann.page.locator(".kept-text").count(), "Only of Ann" in ann.page.content()) == (0, False)


@repeated(1, soak=50)
def test_a_new_sign_in_in_another_tab_stops_nothing(world, window, time):
    """The token of the open page is too old then; it takes the new one and saves."""
    ann = at_question(window, world.ann)
    ann.sign_in(world.ann)
    ann.context.clear_cookies(name="csrf")
    box(ann).fill("Typed across a sign-in.")
    says(ann, "Saved at")
    assert text() == "<p>Typed across a sign-in.</p>"


def test_one_person_in_two_windows_loses_nothing(world, window):
    first, second = at_question(window, world.ann), at_question(window, world.ann)
    box(first).fill("Of the first window.")
    says(first, "Saved at")
    box(second).get_by_text("Of the first window.").wait_for()
    type_at_the_end(second, " And of the second.")
    says(second, "Saved at")
    assert text() == "<p>Of the first window. And of the second.</p>"


def test_signing_out_warns_and_forgets(world, window):
    ann = written_offline_and_closed(window, world.ann, "Not saved.")
    ann.open("/account/logout/").reads("One text on this device is not saved yet. Signing out removes it.")
    ann.press("Sign out", role="button")
    ann.sign_in(world.ann)
    assert open_again(ann).page.locator(".kept-text").count() == 0


def test_signing_in_again_in_place_keeps_the_text(world, window):
    ann = at_question(window, world.ann)
    ann.context.clear_cookies()
    box(ann).fill("Typed after the session ended.")
    dialog = ann.page.get_by_role("dialog")
    dialog.get_by_text("Sign in to go on. Your text is still in the box.").wait_for()
    ann.check().check_narrow()
    dialog.get_by_label("E-mail address").fill(world.ann.email)
    dialog.get_by_label("Password", exact=True).fill("a wrong one")
    dialog.get_by_role("button", name="Sign in").click()
    dialog.get_by_text("The e-mail address or the password is not right.").first.wait_for()
    dialog.get_by_label("E-mail address").fill(world.ann.email)
    dialog.get_by_label("Password", exact=True).fill(PASSWORD)
    dialog.get_by_role("button", name="Sign in").click()
    says(ann, "aved at")
    assert text() == "<p>Typed after the session ended.</p>"


def test_somebody_else_who_signs_in_does_not_save_it(world, window):
    ann = at_question(window, world.ann)
    ann.context.clear_cookies()
    box(ann).fill("Of Ann alone.")
    dialog = ann.page.get_by_role("dialog")
    dialog.get_by_label("E-mail address").fill(world.abe.email)
    dialog.get_by_label("Password", exact=True).fill(PASSWORD)
    dialog.get_by_role("button", name="Sign in").click()
    says(ann, "Not saved – somebody else signed in meanwhile. Your text is still in the box.")
    assert (text(), box(ann).inner_text()) == ("", "Of Ann alone.")


def test_the_end_of_a_session_is_announced_and_put_off(world, window, settings):
    settings.SESSION_COOKIE_AGE = 8
    ann = at_question(window, world.ann)
    ann.reads("You will be signed out in 1 minute. Choose “Stay signed in” to go on.")
    ann.check().check_narrow()
    ann.page.get_by_role("button", name="Stay signed in").click()
    ann.page.get_by_role("dialog").wait_for(state="detached")
    box(ann).fill("Still here.")
    says(ann, "Saved at")
    assert text() == "<p>Still here.</p>"


def test_writing_with_the_keyboard_alone(world, window):
    ann = at_question(window, world.ann)
    box(ann).focus()
    keys = ann.page.keyboard
    keys.type("A heading")
    keys.press("Shift+Tab")
    for _ in range(2):
        keys.press("ArrowRight")
    assert ann.page.evaluate("document.activeElement.textContent") == "Heading"
    keys.press("Enter")
    ann.page.locator(".ProseMirror-focused").wait_for()
    keys.press("End")
    keys.press("Enter")
    keys.press("Control+b")
    keys.type("bold")
    keys.press("Tab")
    assert ann.page.evaluate("document.activeElement.textContent").startswith("Save")
    keys.press("Enter")
    says(ann, "Saved at")
    assert text() == "<h4>A heading</h4>\n<p><strong>bold</strong></p>"


def test_an_earlier_version_is_compared_and_brought_back(world, window):
    document = LivingDocument.objects.of("a", 1).get()
    world.answer(document, "1.1", {"texts": ["<p>We meet on Tuesdays.</p>"]})
    world.answer(document, "1.1", {"texts": ["<p>We meet on Fridays.</p>"]}, by=world.abe)
    ann = window(world.ann).open(QUESTION).follow("Earlier versions of 1.1 (3)")
    ann.reads("From version 2 to version 3").reads("Abe Abernethy")
    ann.press("Bring back version 2")
    assert (text(), answer("1.1").version) == ("<p>We meet on Tuesdays.</p>", 4)


WORD = """<html><head><style>p.MsoNormal {margin:0}</style><xml><w:WordDocument/></xml></head><body><!--StartFragment-->
<h1 style='mso-style-link:x'>What we did<o:p></o:p></h1>
<p class=MsoNormal>Plain and <b style='mso-bidi-font-weight:normal'>bold</b> and
<span style='font-style:italic'>slanted</span>.<img src="file:///c:/x.png"><o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span style='font:7.0pt "Times"'>&nbsp;&nbsp; </span></span><![endif]>one</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o </span>two</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1. </span>first</p>
<table><tr><td><p><b>Site</b></p></td><td><p><b>Days</b></p></td></tr><tr><td><p>North</p></td><td><p>2</p></td></tr></table>
<!--EndFragment--></body></html>"""
PASTED = (
    "<h4>What we did</h4>\n<p>Plain and <strong>bold</strong> and <em>slanted</em>.</p>\n<ul>\n<li>one\n"
    "<ul>\n<li>two</li>\n</ul>\n</li>\n</ul>\n<ol>\n<li>first</li>\n</ol>\n<table>\n<thead>\n<tr><th>Site</th><th>Days</th></tr>\n</thead>\n"
    "<tbody>\n<tr><td>North</td><td>2</td></tr>\n</tbody>\n</table>"
)
BROWSER = (
    '<meta charset="utf-8"><b style="font-weight:normal"><h2 style="color:red">Head</h2><p>One '
    '<span style="font-weight:700">bold</span> <a href="http://x.example/">link</a></p><ul><li>a<ul><li>b</li></ul></li>'
    "</ul><script>alert(1)</script></b>"
)
BROUGHT = (
    '<h4>Head</h4>\n<p>One <strong>bold</strong> <a href="http://x.example/">link</a></p>\n'
    "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>"
)

PASTE = """([field, html]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  const box = document.getElementById(field);
  box.focus();
  box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        (WORD, PASTED),
        (BROWSER, BROUGHT),
    ],
    ids=["Word", "a browser"],
)
def test_pasting_keeps_what_an_answer_can_hold(world, window, html, kept):
    ann = at_question(window, world.ann)
    ann.page.evaluate(PASTE, ["id_1-1-text_0_editor", html])
    says(ann, "Saved at")
    assert (text(), ann.problems) == (kept, [])
