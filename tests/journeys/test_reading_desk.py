"""Two readers at their desks in a real browser: a passage, a standing ask, keys, a train without network, an addendum."""

import pytest

from feedback import actions
from feedback.models import Addendum, AskMade, Reading, Remark
from living_docs.models import LivingDocument
from living_docs.workflow import Status
from tests.factories import World

pytestmark = pytest.mark.browser
DESK = "/reading/2/a/question/1/"
OFFLINE = "Not saved – you are offline. Your text is kept on this device."
CHOOSE_WORDS = """quoted => {
    const walker = document.createTreeWalker(document.querySelector('[data-words]'), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf(quoted);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + quoted.length);
        return range.getBoundingClientRect().toJSON();
    }
}"""


@pytest.fixture
def world(programme: World) -> World:
    """Site A's second document, which differs from its first, with Rae and Rob."""
    actions.load_standing_asks()
    programme.document_at(Status.SUBMITTED, "a", 1)
    programme.allot(programme.document_at(Status.SUBMITTED, "a", 2))
    return programme


def reading(person) -> Reading:
    return Reading.objects.get(reader=person, document__round__number=2)


def at_desk(window, person, address: str = DESK, **options):
    opened = window(person, **options).open(address)
    if opened.javascript:
        opened.page.locator("form[data-ready]").wait_for()
    return opened


def says(opened, part: str, words: str) -> None:
    opened.page.locator(f"[data-part='{part}'] .save-line__state").get_by_text(words).wait_for()


def select_by_mouse(opened, quoted: str) -> None:
    place = opened.page.evaluate(CHOOSE_WORDS, quoted)
    middle = place["y"] + place["height"] / 2
    opened.page.mouse.move(place["x"] + 1, middle)
    opened.page.mouse.down()
    opened.page.mouse.move(place["x"] + place["width"] - 1, middle, steps=5)
    opened.page.mouse.up()


def test_two_readers_from_the_first_mark_to_the_addendum(world, window):
    rae, rob = at_desk(window, world.rae), at_desk(window, world.rob)
    a_passage_is_chosen_with_the_mouse(world, rae)
    a_standing_ask_is_put_in(world, rae)
    keys_lead_from_prompt_to_change(rae)
    a_train_without_network(world, rae)
    one_lodges_and_the_other_sees_nothing(world, rae, rob)
    an_addendum_is_written(world, rae, rob)


def a_passage_is_chosen_with_the_mouse(world, rae):
    select_by_mouse(rae, "weekly meeting")
    rae.page.get_by_role("button", name="Comment on selected text").click()
    rae.page.keyboard.type("Since when do they meet?")
    says(rae, "remark", "Saved at")
    rae.page.locator(".comment-list").get_by_text("Since when do they meet?").wait_for()
    rae.press("Add this comment").check_narrow()
    remark = Remark.objects.get(reading=reading(world.rae))
    assert (remark.prompt_number, remark.quoted, remark.text) == ("1.1", "weekly meeting", "Since when do they meet?")
    assert rae.page.locator("#document .comment-mark").all_inner_texts() == ["Comment 1"]
    rae.page.get_by_role("link", name="Edit comment 1").click()
    rae.page.get_by_label("Your comment", exact=True).fill("Since when, and who chairs?")
    rae.press("Save this comment").reads("Since when, and who chairs?")


def a_standing_ask_is_put_in(world, rae):
    rae.page.locator("form[data-ready]").wait_for()
    rae.page.locator("#id_ask").select_option("authors")
    rae.page.get_by_role("button", name="Insert", exact=True).click()
    box = rae.page.get_by_label("Acronyms, authors, dates")
    assert box.input_value() == "Please give name and job title of everyone who answered this question."
    box.press("End")
    box.type(" Who wrote 1.1?")
    says(rae, "comment", "Saved at")
    rae.page.locator(
        ".prompt-line .is-current", has_text="under way"
    ).wait_for()  # the line of questions follows the save
    asked = AskMade.objects.values_list("ask__slug", "reading__reader__email", "question")
    assert list(asked) == [("authors", "rae@icp.example", 1)]


def keys_lead_from_prompt_to_change(rae):
    box = rae.page.get_by_label("What we understood")
    box.fill("")
    box.type("nca ")
    assert box.input_value() == "nca "  # keys are letters while somebody types
    rae.page.locator("h1").click()
    rae.page.keyboard.press("c")
    rae.reads("Change 1 of")
    rae.page.keyboard.press("n")
    assert rae.page.evaluate("document.activeElement.tagName") == "H3"
    rae.page.keyboard.press("a")
    assert rae.page.evaluate("document.activeElement.id") == "id_ask"
    says(rae, "comment", "Saved at")
    rae.press("Turn the keys off").reads("Single keys are off.")
    rae.page.keyboard.press("c")
    assert rae.page.get_by_text("Change 1 of").count() == 0


def a_train_without_network(world, rae):
    rae.page.locator("form[data-ready]").wait_for()
    rae.context.set_offline(True)
    rae.page.get_by_label("What we understood").fill("We understood the weekly meeting.")
    says(rae, "comment", OFFLINE)
    rae.context.set_offline(False)
    says(rae, "comment", "Reconnected, saved at")
    assert reading(world.rae).comments.get(question=1).noted == "We understood the weekly meeting."


def one_lodges_and_the_other_sees_nothing(world, rae, rob):
    world.write_reading(reading(world.rae), world.rae, "Rae followed it all.")
    rae.open("/reading/2/a/lodge/").press("Submit this reading")
    assert reading(world.rae).is_lodged
    rob.open(DESK)
    text = rob.page.locator("main").inner_text()
    assert [words in text for words in ("Rae", "Since when", "Comment 1", "submitted it")] == [False] * 4


def an_addendum_is_written(world, rae, rob):
    rae.open("/reading/2/a/lodge/")
    rae.page.get_by_label("Your addendum").fill("I should have asked who pays.")
    rae.press("Add it").reads("Written after lodging")
    rae.open(DESK).reads("You submitted this reading.")
    world.write_reading(reading(world.rob), world.rob, "Rob followed it too.")
    rob.open("/reading/2/a/lodge/").press("Submit this reading")
    assert LivingDocument.objects.of("a", 2).get().status == Status.AGREEING
    assert Addendum.objects.get().after_unsealing is False


def test_the_desk_without_javascript(world, window):
    rae = at_desk(window, world.rae, javascript=False)
    rae.page.get_by_text("Write a comment on a passage").click()
    rae.page.get_by_label("Words of the passage").fill("weekly meeting")
    rae.page.get_by_label("Your comment", exact=True).fill("Where do they meet?")
    rae.page.locator("#id_ask").select_option("what-changed")
    rae.page.get_by_role("button", name="Insert", exact=True).click()
    own = reading(world.rae)
    assert own.remarks.get().start == 4
    assert own.comments.get(question=1).more.startswith("Please say what has changed since last round")
    rae.open(f"{DESK}?show=changes").reads("Comment 1")


def test_two_windows_of_one_reader_clash_and_nothing_is_lost(world, window):
    one, two = at_desk(window, world.rae), at_desk(window, world.rae)
    one.page.get_by_label("What we understood").fill("From the first window")
    says(one, "comment", "Saved at")
    two.page.get_by_label("What we understood").fill("From the second window")
    says(two, "comment", "You changed the same words in another window too. Nothing has been lost.")
    two.press("Show both texts")
    both = "From the second window\nFrom the first window"
    assert two.page.get_by_label("What we understood").input_value() == both
    two.page.locator("[data-part='comment']").get_by_role("button", name="Save", exact=True).click()
    says(two, "comment", "Saved at")
    assert reading(world.rae).comments.get(question=1).noted == both


def test_the_leader_looks_early_and_words_an_ask(world, window):
    world.write_reading(reading(world.rae), world.rae, "Rae followed it all.")
    actions.lodge(reading(world.rae), by=world.rae)
    lee = window(world.lee).open("/agreeing/2/a/early/")
    lee.page.get_by_label("Why do you need to see them now?").fill("Rob is ill")
    lee.press("Show me what has been submitted").reads("Rae followed it all. Question 1.")
    lee.open("/reading/asks/").follow("Change Acronyms")
    lee.fill("Sentence", "Spell each acronym out.").press("Save").reads("Spell each acronym out.")
