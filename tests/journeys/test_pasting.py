"""Text from other programs, pasted in a real browser: what stands in the box is what is saved, and nothing goes silently."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from living_docs import prose
from tests.effort import tries
from tests.journeys.clipboards import CLIPBOARDS
from tests.journeys.test_writing import PASTE, at_question, box, text, world
from tests.living_docs.texts import HTML, WORD
from tests.living_docs.uploads import picture_file

pytestmark = pytest.mark.browser
__all__ = ["world"]


SETTLED = """() => {
  const part = document.querySelector("[data-part='1-1']");
  const line = part.querySelector(".save-line__state").innerText;
  return !part.closest("form").dataset.saving && line.includes("Saved at") && !line.includes("Not saved");
}"""


def empty(opened) -> None:
    box(opened).focus()
    opened.page.keyboard.press("Control+a")
    opened.page.keyboard.press("Delete")
    notice = opened.page.get_by_role("button", name="Dismiss")
    if notice.count():
        notice.click()


def save(opened) -> None:
    """Save, and wait until the page has nothing left to save: a save of its own may have been under way."""
    opened.page.locator("[data-part='1-1'] [data-save]").click()
    opened.page.wait_for_function(SETTLED)


def paste(opened, html: str) -> None:
    opened.page.evaluate(PASTE, ["id_1-1-text_0_editor", html])


def test_each_program_arrives_whole_and_what_is_left_out_is_named(world, window):
    ann = at_question(window, world.ann)
    came = {}
    for name, html, _, _ in CLIPBOARDS:
        empty(ann)
        paste(ann, html)
        said = ann.page.locator(".left-out [role=status]")
        sentence = said.inner_text() if said.count() else ""
        save(ann)
        came[name] = (text(), sentence)
    wanted = {name: (kept, said) for name, _, kept, said in CLIPBOARDS}
    assert {name: came[name] for name in came if came[name] != wanted[name]} == {}
    assert ann.problems == []


COMMENTED = '<p>Words<a class="msocomanchor" href="#_msocom_1">[HT1]</a></p>'
DROP = """([id, name, type, content]) => {
  const data = new DataTransfer();
  data.items.add(new File([Uint8Array.from(content)], name, { type }));
  const box = document.getElementById(id);
  const { x, y } = box.getBoundingClientRect();
  const event = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true, clientX: x + 5, clientY: y + 5 });
  return !box.dispatchEvent(event);
}"""


def notices(opened) -> list[str]:
    return opened.page.locator(".left-out [role=status]").all_inner_texts()


def test_what_was_left_out_is_said_paste_by_paste_and_no_longer_once_undone(world, window):
    ann = at_question(window, world.ann)
    one, link = "Left out of what you pasted: 1 comment.", "Left out of what you pasted: 1 hidden passage."
    paste(ann, COMMENTED)
    ann.page.keyboard.type(" more")
    ann.page.wait_for_timeout(600)  # a history step of its own
    paste(ann, "<p>Seen<span style='display:none'>not seen</span></p>")
    assert notices(ann) == [one, link]
    box(ann).focus()
    ann.page.keyboard.press("Control+z")
    assert notices(ann) == [one]
    ann.page.keyboard.press("Control+Shift+z")
    assert notices(ann) == [one, link]
    ann.page.get_by_role("button", name="Dismiss").click()
    assert notices(ann) == []
    save(ann)


def test_a_picture_dropped_on_a_box_is_offered_and_another_file_does_not_leave_the_page(world, window):
    ann = at_question(window, world.ann)
    assert ann.page.evaluate(DROP, ["id_1-1-text_0_editor", "map.gif", "image/gif", list(picture_file("GIF"))]) is True
    assert notices(ann) == ["Left out of what you dropped: 1 picture."]
    ann.page.get_by_role("button", name="Add the picture as a file").click()
    ann.page.get_by_text("This round asks for no files").or_(ann.page.get_by_text("The picture is now with")).wait_for()
    assert ann.page.evaluate(DROP, ["id_1-1-text_0_editor", "minutes.pdf", "application/pdf", []]) is True
    assert notices(ann)[-1] == "An answer cannot hold files. Add them as evidence, where the round asks for files."
    assert text() == ""


def test_after_a_table_that_was_pasted_alone_the_text_goes_on_behind_it(world, window):
    ann = at_question(window, world.ann)
    paste(ann, "<table><tr><td>Ward</td><td>12</td></tr></table>")
    ann.page.keyboard.type("Afterwards")
    save(ann)
    assert prose.text(text()).split() == ["Ward", "12", "Afterwards"]
    assert text().endswith("<p>Afterwards</p>")


SHOWN = """() => [...document.querySelectorAll("#id_1-1-text_0_editor :is(p, h4)")].map((part) => part.innerText.trim()).filter(Boolean)"""
AT_ONCE = 10
PRESSED = ["Enter", "Enter", "Shift+Enter", "Control+b", "Control+i", "Backspace", "ArrowLeft", "Home", "End", "Tab"]
TYPED = st.lists(
    st.one_of(
        WORD,
        st.sampled_from([" ", "  ", "- ", "1. ", "4. ", "\u00a0", "e\u0301", "\u200b", "£1,250 "]),
        st.sampled_from(PRESSED).map(lambda key: (key,)),
    ),
    min_size=1,
    max_size=14,
)


def after_reload(opened) -> list[str]:
    opened.page.reload()
    opened.page.locator("form[data-ready]").wait_for()
    return opened.page.evaluate(SHOWN)


def everything_is_the_same(opened) -> None:
    """What stands in the box, what the server has, and what stands there after a reload."""
    shown = opened.page.evaluate(SHOWN)
    save(opened)
    assert prose.text(text()).split() == " ".join(shown).split()
    assert after_reload(opened) == shown


def test_what_is_pasted_is_what_is_stored(world, window):
    ann = at_question(window, world.ann)

    @tries(30, soak=10, shrink=False)
    @given(st.lists(HTML, min_size=AT_ONCE, max_size=AT_ONCE))
    def pasted(texts: list[str]) -> None:
        empty(ann)
        paste(ann, "<p>=</p>".join(texts) + "<p>end</p>")
        everything_is_the_same(ann)

    pasted()
    assert ann.problems == []


def test_what_is_typed_is_what_is_stored(world, window):
    ann = at_question(window, world.ann)

    @tries(10, soak=10, shrink=False)
    @given(st.lists(TYPED, min_size=6, max_size=6))
    def typed(texts) -> None:
        empty(ann)
        for keys in texts:
            box(ann).focus()
            for key in keys:
                ann.page.keyboard.press(key[0]) if isinstance(key, tuple) else ann.page.keyboard.insert_text(key)
            ann.page.keyboard.press("Control+End")
            ann.page.keyboard.type("end")
        everything_is_the_same(ann)

    typed()
    assert ann.problems == []


LARGE = {
    "2 MB of paragraphs": ("<p>" + "word " * 40 + "</p>") * 9_500,
    "5,000 nested tags": "<div><b><span style='x:y'>" * 1_700 + "end" + "</span></b></div>" * 1_700,
    "comments that never end": "<!--" * 200_000 + "<p>end</p>",
    "a style that never ends": "<style " * 100_000 + "<p>end</p>",
}
PASTE_SECONDS = """([html]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  const box = document.getElementById("id_1-1-text_0_editor");
  const begun = performance.now();
  box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  return (performance.now() - begun) / 1000;
}"""


def test_a_large_or_hostile_clipboard_is_read_at_once(world, window):
    ann = at_question(window, world.ann)
    seconds = {}
    for name, html in LARGE.items():
        empty(ann)
        seconds[name] = ann.page.evaluate(PASTE_SECONDS, [html])
    print(seconds)
    assert {name for name, took in seconds.items() if took > 20} == set()
    assert ann.problems == []


def test_a_figure_of_two_digits_is_raised_whole(world, window):
    ann = at_question(window, world.ann)
    tool = ann.page.get_by_role("button", name="Superscript", exact=True).first
    box(ann).focus()
    ann.page.keyboard.type("10")
    tool.press("Enter")
    box(ann).locator(":scope:focus").wait_for()
    ann.page.keyboard.type("-12")
    tool.press("Enter")
    box(ann).locator(":scope:focus").wait_for()
    ann.page.keyboard.type(" m")
    save(ann)
    assert text() == "<p>10⁻¹² m</p>"


def test_stars_and_lines_stay_as_they_are_typed_and_pasted(world, window):
    """An editor's shorthand for bold and italic would take them out of a sum."""
    sums = ["5 * 3 * 2 = 30 beds", "2 ** 3 = 8 and 3 ** 2 = 9", "files _one_ and __two__"]
    ann = at_question(window, world.ann)
    box(ann).focus()
    for typed in sums:
        ann.page.keyboard.type(typed)
        ann.page.keyboard.press("Enter")
    paste(ann, "".join(f"<p>{pasted}</p>" for pasted in sums))
    save(ann)
    assert text() == "\n".join(f"<p>{typed}</p>" for typed in sums * 2)
