"""Coding in a real browser: a researcher with mouse and with touch, a second one blind with the keyboard alone."""

import pytest

from living_docs.workflow import Status
from tests.factories import World
from tests.journeys.test_reading_desk import CHOOSE_WORDS
from tests.themes.coded_world import CodedWorld
from themes import actions
from themes.models import CodingLayer

pytestmark = pytest.mark.browser


@pytest.fixture
def coded(programme: World) -> CodedWorld:
    return CodedWorld(programme)


def at_coding(window, layer: CodingLayer, **options):
    opened = window(layer.coder, **options).open(f"/themes/coding/{layer.pk}/question/1/")
    if opened.javascript:
        opened.page.locator("form[data-ready]").wait_for()
    return opened


def found(layer: CodingLayer) -> list[tuple[str, str]]:
    return [(coding.quote, coding.theme.title) for coding in layer.codings.there().in_text_order()]


def select_by_mouse(opened, words: str) -> None:
    place = opened.page.evaluate(CHOOSE_WORDS.replace("[data-words]", "[data-prompt]"), words)
    middle = place["y"] + place["height"] / 2
    opened.page.mouse.move(place["x"] + 1, middle)
    opened.page.mouse.down()
    opened.page.mouse.move(place["x"] + place["width"] - 1, middle, steps=5)
    opened.page.mouse.up()


def choose_theme(opened, typed: str, name: str) -> None:
    opened.page.get_by_role("combobox", name="Theme").fill(typed)
    opened.page.get_by_role("option", name=name).first.click()


def test_a_researcher_codes_with_the_mouse(coded, window):
    layer = coded.allot(coded.world.rae, coded.world.rob)[0]
    rae = at_coding(window, layer)
    select_by_mouse(rae, "weekly meeting")
    rae.reads("“weekly meeting” 2 words")
    choose_theme(rae, "tru", "Trust")
    choose_theme(rae, "barr mon", "Money")
    rae.fill("Memo, seen only by you until both coders finish", "Is this trust?")
    rae.press("Code passage").check_narrow()
    assert found(layer) == [("weekly meeting", "Trust"), ("weekly meeting", "Money")]
    select_by_mouse(rae, "Alderbrook began")
    choose_theme(rae, "mon", "Money")
    rae.press("Code passage")
    assert found(layer)[2:] == [("Alderbrook began", "Money")]
    rae.press("Undo")
    assert len(found(layer)) == 2


def test_words_chosen_by_touch_can_be_coded_on_a_phone(coded, window):
    layer = coded.allot(coded.world.rae)[0]
    rae = at_coding(window, layer)
    rae.page.set_viewport_size({"width": 320, "height": 800})
    rae.page.evaluate(
        """() => { const text = document.querySelector('[data-text]').firstChild, range = document.createRange();
        range.setStart(text, 4); range.setEnd(text, 10); getSelection().removeAllRanges();
        getSelection().addRange(range); }"""
    )
    rae.page.get_by_role("link", name="Code the words you chose").click()
    choose_theme(rae, "tru", "Trust")
    rae.press("Code passage")
    assert found(layer) == [("weekly", "Trust")]


def test_a_second_one_codes_blind_with_the_keyboard_alone(coded, window):
    raes, robs = coded.allot(coded.world.rae, coded.world.rob)
    coded.code(raes, "weekly", coded.money, memo="tokenofrae")
    rob = at_coding(window, robs)
    keys = rob.page.keyboard
    for key in ("n", "Space", "c"):
        keys.press(key)
    keys.type("trust")
    keys.press("Enter")
    rob.page.get_by_role("button", name="End earlier").focus()
    for _ in range(3):
        keys.press("Enter")
    rob.page.get_by_role("button", name="Code passage").focus()
    keys.press("Enter")
    rob.page.wait_for_url("**#1.1")
    text = coded.text(robs)
    assert found(robs) == [(" ".join(text.split()[:-3]), "Trust")]
    assert "tokenofrae" not in rob.page.content()
    rob.open(f"/themes/coding/{robs.pk}/finish/")
    rob.page.get_by_role("button", name="Finish coding").focus()
    keys.press("Enter")
    rob.page.wait_for_url("**/themes/coding/")
    robs.refresh_from_db()
    assert robs.is_finished


def test_without_javascript_paragraphs_are_ticked(coded, window):
    layer = coded.allot(coded.world.rae)[0]
    rae = at_coding(window, layer, javascript=False)
    rae.page.get_by_label("Choose paragraph 1").first.check()
    rae.page.get_by_label("Theme", exact=True).select_option("Trust")
    rae.page.get_by_label("Another theme", exact=True).select_option("Money")
    rae.press("Code passage")
    text = coded.text(layer)
    assert found(layer) == [(text, "Trust"), (text, "Money")]


EMOJI = "<p>Zoë 😀 met the 🏴󠁧󠁢󠁷󠁬󠁳󠁿 team e\u0301very day</p><p>Second <strong>block</strong> of it</p>"


def test_emoji_and_accents_do_not_shift_a_passage(programme, window):
    original = programme.fill

    def fill(document):
        original(document)
        programme.answer(document, "1.1", {"texts": [EMOJI]})

    programme.fill = fill
    coded = CodedWorld(programme)
    layer = coded.allot(programme.rae)[0]
    rae = at_coding(window, layer)
    for words in ("every day", "block"):
        select_by_mouse(rae, words if words == "block" else "\u00e9very day")
        choose_theme(rae, "tru", "Trust")
        rae.press("Code passage")
    assert found(layer) == [("\u00e9very day", "Trust"), ("block", "Trust")]


def test_the_leader_settles_what_two_coded_blind(coded, window):
    raes, robs = coded.allot(coded.world.rae, coded.world.rob)
    coded.code(raes, "weekly meeting", coded.trust)
    coded.code(robs, "meeting in Alderbrook", coded.trust)
    coded.code(robs, "began", coded.money)
    actions.finish_coding(raes, by=raes.coder)
    lee = window(coded.world.lee).open("/themes/coding/round/1/")
    assert lee.page.get_by_role("link", name="Compare and agree").count() == 0
    actions.finish_coding(robs, by=robs.coder)
    lee.open("/themes/coding/round/1/").follow("Compare and agree Alderbrook")
    lee.press("Save the agreed coding").reads("Choose how to code difference 2: Money in 1.1")
    lee.page.locator("#difference-1").get_by_label("Both passages joined").check()
    lee.page.locator("#difference-2").get_by_label("As B coded it").check()
    lee.press("Save the agreed coding").check_narrow()
    settled = CodingLayer.objects.get(kind="settled")
    assert found(settled) == [("weekly meeting in Alderbrook", "Trust"), ("began", "Money")]
    lee.reads("The agreed coding.")


def test_codes_are_carried_into_the_next_round_one_by_one(coded, window):
    first = coded.allot(coded.world.rae)[0]
    coded.code(first, "weekly meeting", coded.trust)
    coded.code(first, "began in round 1", coded.money)
    coded.code(first, "People far", coded.trust, prompt="1.5")
    coded.world.document_at(Status.AGREEING, "a", 2)
    second = coded.allot(coded.world.rae, number=2)[0]
    rae = at_coding(window, second).follow("choose which to carry over")
    rae.press("Carry this code over").check_narrow()
    rae.page.get_by_role("button", name="Code it here").first.click()
    rae.settled().check().page.get_by_role("button", name="Do not carry it over").first.click()
    rae.settled().check()
    assert found(second) == [("weekly meeting", "Trust"), ("People far", "Trust")]


def test_the_pages_of_the_trees_pass_axe(coded, window):
    lee = window(coded.world.lee)
    for page in ("", "change/", "move/", "merge/", "split/", "retire/", "passages/"):
        lee.open(f"/themes/theme/{coded.trust.pk}/{page}")
    for page in ("tree/small/", "tree/small/history/", "tree/small/add/", "coding/", "comparison/"):
        lee.open(f"/themes/{page}")
