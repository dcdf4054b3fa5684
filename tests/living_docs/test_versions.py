"""Merging, whatever is merged: no line that somebody wrote is lost, and who left something alone takes nothing back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from living_docs import prose
from living_docs.versions import LINES, PROSE, WHOLE, Saved, merged
from tests.effort import tries

LINE = st.sampled_from(["They meet.", "They met.", "", "On Mondays.", "Twice a week."])
TEXT = st.lists(LINE, max_size=4)


def as_lines(lines: list[str]) -> str:
    return "\n".join(lines)


def as_prose(lines: list[str]) -> str:
    return prose.clean("".join(f"<p>{line}</p>" for line in lines if line))


def words(value: str) -> set[str]:
    """Its lines that say something."""
    return set(prose.text(value).split("\n") if "<p>" in value else value.split("\n")) - {""}


@pytest.mark.parametrize(("way", "write"), [(LINES, as_lines), (PROSE, as_prose)], ids=["lines", "prose"])
@tries(150)
@given(TEXT, TEXT, TEXT)
def test_every_line_that_is_new_is_in_the_text_of_both(way, write, base, theirs, mine):
    base, theirs, mine = write(base), write(theirs), write(mine)
    found = merged({"text": mine}, now={"text": theirs}, base={"text": base}, ways={"text": way})
    new = (words(theirs) | words(mine)) - words(base)
    assert new - words(found.fields["text"]) == set()


@pytest.mark.parametrize("way", [LINES, PROSE, WHOLE], ids=["lines", "prose", "whole"])
@pytest.mark.parametrize(("base", "theirs"), [("", "<p>x</p>"), ("<p>x</p>", ""), ("<p>a</p>", "<p>b</p>")])
def test_what_was_left_alone_takes_nothing_back(way, base, theirs):
    found = merged({"text": base}, now={"text": theirs}, base={"text": base}, ways={"text": way})
    assert (found.fields["text"], found.clashed) == (theirs, ())


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "expected"),
    [
        (True, False, True, (False, ())),
        ([], [{"count": "a"}], [], ([{"count": "a"}], ())),
        ([], [{"count": "a"}], [{"count": "b"}], ([{"count": "b"}], ("it",))),
        ({"rows": []}, {"rows": [1]}, {"rows": []}, ({"rows": [1]}, ())),
        (None, "x", "x", ("x", ())),
        ("clear", "", "unclear", ("unclear", ("it",))),
    ],
)
def test_wholes_are_chosen_and_never_mixed(base, theirs, mine, expected):
    assert merged({"it": mine}, now={"it": theirs}, base={"it": base}, ways={}) == ({"it": expected[0]}, expected[1])


def test_only_boxes_that_hold_something_else_are_told_and_none_that_clashed():
    saved = Saved("record", 3, {"title": "Theirs", "text": "both", "same": "as typed", "more": "x"}, ("text",))
    assert saved.put_in({"title": "Mine", "text": "mine", "same": "as typed"}) == {"title": "Theirs"}
