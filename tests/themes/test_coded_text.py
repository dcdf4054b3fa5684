"""The plain text of a frozen answer: every block stands where it says, in code points, whatever it is made of."""

from hypothesis import given
from hypothesis import strategies as st

from living_docs import prose
from living_docs.answer_text import blocks_of, text_of
from tests.effort import tries

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("😀é́ŵ🏴󠁧󠁢󠁷󠁬󠁳󠁿ﬁ \n|<&"), max_size=40)


def entry(*, texts=(), rows=(), choices=(), lines=(), files=()) -> dict:
    titled = [{"title": title, "name": "x.pdf"} for title in files]
    return {
        "shown": {
            "texts": list(texts),
            "rows": list(rows),
            "choices": list(choices),
            "lines": list(lines),
            "files": titled,
        }
    }


def test_every_kind_of_answer_is_one_text():
    whole = entry(
        choices=["Closer"], rows=[["Nurse", "", "3"]], texts=["<p>We <strong>met</strong>.</p>"], files=["Minutes"]
    )
    assert text_of(whole) == "Closer\nNurse | 3\nWe met.\nMinutes"
    assert text_of(entry(lines=["The board"])) == "The board"
    assert text_of(entry()) == ""


def test_a_table_in_prose_is_a_line_a_row():
    html = prose.clean("<table><tr><th>Who</th><th>When</th></tr><tr><td>Nurse</td><td></td></tr></table><p>End</p>")
    assert text_of(entry(texts=[html])) == "Who | When\nNurse\nEnd"


def test_offsets_are_code_points():
    said = entry(texts=["<p>Question 1. What changed?</p><p>😀 We hired two nurses</p>"])
    assert text_of(said).index("two nurses") == 37
    assert text_of(said)[37:47] == "two nurses"


@tries(100)
@given(st.lists(WORDS, max_size=6), st.lists(st.lists(WORDS, max_size=3), max_size=3))
def test_each_block_stands_where_it_says(texts, rows):
    said = entry(
        texts=[prose.clean(f"<p>{text}</p>") for text in texts],
        rows=[[" ".join(cell.split()) for cell in row] for row in rows],
    )
    text = text_of(said)
    assert [text[block.start : block.end] for block in blocks_of(said)] == [block.text for block in blocks_of(said)]
    assert "\n".join(block.text for block in blocks_of(said)) == text
