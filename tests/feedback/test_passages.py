"""Passages in the plain text of an answer, their marks among the changes, and two windows' words put together."""

import pytest

from feedback.models import Remark
from feedback.reading_desk.passage_marks import Placed, beyond_lines, marked_lines, placed, shortened
from living_docs.answer_text import find, offset_at_the_desk, text_of
from living_docs.changes.answers import Said, lines
from living_docs.comment_fields import WAYS
from living_docs.versions import merged

OLD = "<p>The nurse rings.</p>\n<p>The board of the site meets monthly in Kendal on Mondays.</p>"
NEW = (
    "<p>The nurse rings.</p>\n<p>The board of the site meets weekly in Kendal on Mondays, and writes it down.</p>\n"
    "<p>The nurse rings.</p>"
)


def entry(html: str) -> dict:
    return {"number": "1.1", "value": {"texts": [html]}, "shown": {"texts": [html]}, "evidence": []}


def said(html: str) -> Said:
    return Said(entry(html)["value"], entry(html)["shown"])


def remark(quoted: str, start: int = 0) -> Remark:
    return Remark(prompt_number="1.1", text="Since when?", quoted=quoted, start=start)


def marked(*remarks: Remark):
    now = entry(NEW)
    return marked_lines(lines(said(OLD), said(NEW)), now, [placed(r, n, now) for n, r in enumerate(remarks, 1)])


def shown(found) -> list[list[tuple[str, str, list[int]]]]:
    return [[(run.text, run.mark, [one.number for one in run.remarks]) for run in line.runs] for line in found]


@pytest.mark.parametrize(
    ("quoted", "near", "expected"),
    [
        ("nurse rings", 0, (4, 15)),
        ("nurse\n  rings", 0, (4, 15)),
        ("nurse rings", 60, (98, 109)),
        ("rings. The board", 0, (10, 26)),
        ("nurse sings", 0, None),
        ("  ", 0, None),
    ],
)
def test_words_are_found_whatever_the_spaces_nearest_to_where_they_stood(quoted, near, expected):
    found = find(text_of(entry(NEW)), quoted, near=near)
    assert (found[:2] if found else None) == expected


def test_an_offset_is_counted_in_code_points_as_a_browser_counts_letters():
    text = "Ünï 🙂 code"
    line = {"shown": {"lines": [text]}}
    assert [offset_at_the_desk(line, letters) for letters in (0, 3, 4, 99)] == [0, 3, 5, len(text)]
    assert find(text, "🙂 code")[:2] == (4, 10)


def test_a_mark_stands_behind_the_last_word_of_its_passage_though_words_changed():
    words = shown(
        marked(remark("site meets weekly"), remark("in Kendal"), remark("it down."), remark("nurse rings", 96))
    )
    assert words[0] == [("The nurse rings.", "same", [])]
    assert words[1] == [
        ("The board of the site meets", "same", []),
        ("monthly", "removed", []),
        ("weekly", "new", [1]),
        ("in Kendal", "same", [2]),
        ("on", "same", []),
        ("Mondays.", "removed", []),
        ("Mondays, and writes it down.", "new", [3]),
    ]
    assert words[2] == [("The nurse rings.", "new", [4])]


def test_two_marks_at_one_place_stand_in_their_order():
    words = shown(marked(remark("site meets weekly"), remark("weekly")))
    assert [run[2] for run in words[1] if run[2]] == [[1, 2]]


def test_words_that_are_gone_stand_beside_the_prompt_and_say_so():
    gone = placed(remark("monthly in Kendal"), 1, entry(NEW))
    assert (gone.is_gone, beyond_lines(marked(), [gone])) == (True, [gone])
    assert placed(remark("monthly in Kendal"), 1, None).is_gone
    assert not Placed(1, Remark(text="On it all"), None).is_gone


def test_changes_only_leaves_marked_paragraphs_standing():
    found = shortened(marked(remark("The nurse rings")))
    assert [(line.kind, line.style) for line in found][0] == ("unchanged", "paragraph")
    assert shortened(marked())[0].runs[0].text == "1 paragraph unchanged"


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "expected", "clashed"),
    [
        ("a", "a", "b", "b", []),
        ("a", "b", "a", "b", []),
        ("a\nb", "a1\nb", "a\nb1", "a1\nb1", []),
        ("", "one", "two", "two\none", ["noted"]),
        ("a\n\nb", "a\n\nx", "a\n\ny", "a\n\ny\nx", ["noted"]),
        ("a", "b", "", "b", ["noted"]),
    ],
)
def test_two_windows_keep_every_word_of_both(base, theirs, mine, expected, clashed):
    found = merged({"noted": mine}, now={"noted": theirs}, base={"noted": base}, ways=WAYS)
    assert found == ({"noted": expected}, tuple(clashed))


def test_fields_are_merged_one_by_one():
    base = {"complete": "", "noted": "a", "more": ""}
    theirs = {"complete": "partly", "noted": "a", "more": "Who?"}
    mine = {"complete": "", "noted": "b", "more": ""}
    assert merged(mine, now=theirs, base=base, ways=WAYS) == ({"complete": "partly", "noted": "b", "more": "Who?"}, ())
    assert merged(mine | {"complete": "missing"}, now=theirs, base=base, ways=WAYS).clashed == ("complete",)
