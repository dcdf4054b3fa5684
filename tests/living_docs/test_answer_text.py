"""One plain text of a frozen answer: what remarks and codes point into, and where older remarks stand in it."""

import pytest

from feedback.models import Remark
from feedback.reading_desk.passage_marks import ends, placed
from living_docs.answer_text import (
    AT_THE_DESK,
    CELLS,
    VERSION,
    blocks_of,
    find,
    offset_at_the_desk,
    text_of,
)

HTML = (
    "<p>They meet on Mondays.</p>\n<ul>\n<li>in Kendal</li>\n<li>in Kendal too</li>\n</ul>\n<p> </p>\n<p>They met.</p>"
)
ENTRY = {
    "number": "3.2",
    "value": {},
    "shown": {
        "choices": ["Yes, weekly"],
        "lines": ["The board 🙂 met."],
        "rows": [["Clinic", "", "in Kendal"], ["", ""], ["Ward", "12", "They met."]],
        "texts": [HTML],
        "files": [{"title": "Minutes", "name": "minutes.pdf"}],
    },
}


def remark(quoted: str, start: int, version: int) -> Remark:
    return Remark(prompt_number="3.2", text="Since when?", quoted=quoted, start=start, text_version=version)


def mark_of(one: Remark) -> tuple[int, int]:
    """The block at the desk behind which the mark stands, and behind how many of its words."""
    ((_, place, words),) = ends(ENTRY, [placed(one, 1, ENTRY)])
    return place, words


@pytest.mark.parametrize("version", [AT_THE_DESK, VERSION])
def test_blocks_say_where_they_stand_in_the_text(version):
    text = text_of(ENTRY, version)
    assert [text[block.start : block.end] for block in blocks_of(ENTRY, version)] == [
        block.text for block in blocks_of(ENTRY, version)
    ]


def test_both_texts_have_the_same_words_in_another_order():
    one, old = (text_of(ENTRY, version).replace(CELLS, " ").split() for version in (VERSION, AT_THE_DESK))
    assert sorted(one) == sorted(word for word in old if word != "(minutes.pdf)")
    assert one != old


def test_every_word_that_a_browser_counts_to_is_the_same_word_in_the_text():
    text, counted = text_of(ENTRY), 0
    for block in blocks_of(ENTRY, AT_THE_DESK):
        for word in block.text.split():
            if word != "(minutes.pdf)":
                found = text[offset_at_the_desk(ENTRY, counted) :].lstrip(" |\n")
                assert found.startswith(word), (word, counted)
            counted += len(word)


@pytest.mark.parametrize("quoted", ["in Kendal", "They met.", "Clinic in Kendal", "board 🙂 met", "12 They", "Minutes"])
def test_a_remark_of_before_keeps_its_mark_and_a_new_one_gets_the_same(quoted):
    old = text_of(ENTRY, AT_THE_DESK)
    starts = [place for place in range(len(old)) if old.startswith(quoted, place)]
    assert starts != []
    for start in starts:
        before = remark(quoted, start, AT_THE_DESK)
        letters = len("".join(old[:start].split()))
        now = find(text_of(ENTRY), quoted, near=offset_at_the_desk(ENTRY, letters))
        assert mark_of(remark(quoted, now.start, VERSION)) == mark_of(before), start


def test_an_empty_answer_has_no_text_and_no_places():
    empty = {"shown": {"texts": ["", "<p> </p>"], "rows": [["", ""]]}}
    assert (text_of(empty), blocks_of(empty), offset_at_the_desk(empty, 5)) == ("", [], 0)
    assert find(text_of(empty), "words") is None
