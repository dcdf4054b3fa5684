"""Prose in a plain box: what is shown comes back the same, and nothing typed is lost."""

import re
import time
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from living_docs.plain_notation.blocks import from_plain, to_plain
from living_docs.prose import clean, text, tidy
from tests.effort import tries
from tests.living_docs.texts import CANONICAL

WORD = st.text(alphabet="abcdé&<>'\"😀.,*_|-\\#", min_size=1, max_size=8)
MARKS = [
    "- ",
    "* ",
    "• ",
    "1. ",
    "23. ",
    "## ",
    "| ",
    " |",
    "**",
    "__",
    "|---|",
    "| --- | --- |",
    "*",
    "_",
    "#",
    "\n",
    " ",
]


@tries(80)
@given(CANONICAL)
def test_what_a_plain_box_shows_comes_back_the_same(html):
    assert from_plain(to_plain(html)) == html


@tries(150)
@given(st.lists(st.one_of(WORD, st.sampled_from(MARKS)), max_size=25).map("".join))
def test_every_word_typed_is_kept(typed):
    """Marks at their places may become markup; letters never go."""
    kept = text(from_plain(typed))
    letters = [c for c in tidy(typed) if c.isalpha() or c in "😀&<>'\","]
    assert [c for c in kept if c.isalpha() or c in "😀&<>'\","] == letters


@tries(100)
@given(st.text(max_size=150))
def test_saving_the_box_again_changes_nothing(typed):
    once = from_plain(typed)
    assert from_plain(to_plain(once)) == once


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("", ""),
        ("one\ntwo", "<p>one</p>\n<p>two</p>"),
        ("one\r\n\r\ntwo", "<p>one</p>\n<p>two</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("## Heading", "<h4>Heading</h4>"),
        ("a **bold** word and __another__", "<p>a <strong>bold</strong> word and <em>another</em></p>"),
        ("2 * 3 * 4 and a_b_c", "<p>2 * 3 * 4 and a_b_c</p>"),
        ("Name: ________ Date: ____", "<p>Name: ________ Date: ____</p>"),
        ("__Name__ ________ and ***", "<p><em>Name</em> ________ and ***</p>"),
        ("** not bold **", "<p>** not bold **</p>"),
        ("<b>not markup</b>", "<p>&lt;b&gt;not markup&lt;/b&gt;</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("-5 degrees", "<p>-5 degrees</p>"),
        ("2010. A year", "<p>2010. A year</p>"),
        ("|", "<p>|</p>"),
    ],
)
def test_each_sort_of_line_becomes_its_block(typed, html):
    assert from_plain(typed) == html


@pytest.mark.parametrize("line", ["Name: ________", "p < 0.001 ***", "_____", "Signed ______ on ______"])
def test_a_line_to_fill_in_stays_as_it_was_typed(line):
    assert to_plain(from_plain(line)) == line


SIGNS = st.text(alphabet="abZ059*_~^[]()#-.>| ", min_size=1, max_size=14)
BITS = st.sampled_from(
    ["http://a.org/", "a@b.org", "**", "__", "***", "](", "x", "0.05", " ", ", ", ".", "(", ")", "|", "- ", "# "]
)
TYPED = st.one_of(SIGNS, st.lists(st.one_of(BITS, SIGNS), max_size=8).map("".join)).map(
    lambda typed: " ".join(typed.split())
)
AT_START = r"^(?:[-*] |\d{1,3}\. |[A-Za-z]{1,6}\) |## |\|.*\|$)"
AROUND_WORDS = r"(?<![^\W_])\*\*(?=\S).*?(?<=\S)\*\*(?![^\W_])|(?<![^\W_])__(?=\S).*?(?<=\S)__(?![^\W_])"
NAMED_IN_THE_GUIDE = re.compile(f"{AT_START}|{AROUND_WORDS}")


@tries(300)
@given(TYPED)
def test_a_paragraph_typed_in_a_plain_box_reads_the_same_or_is_a_mark_of_the_guide(typed):
    html = from_plain(typed)
    if html != (f"<p>{escape(typed, quote=False)}</p>" if typed else ""):
        assert NAMED_IN_THE_GUIDE.search(typed)
    else:
        assert to_plain(html) == typed


@pytest.mark.parametrize(
    "typed",
    [
        "fell from 0.45**, then 0.32**",
        "http://x.org/a__b__c and http://x.org/__init__/y__",
        "see http://x.org/**/a/**/b",
        "2**3 and 4**5",
        "snake__case__name",
        "**p<0.05, then *p<0.1",
        "a__, b__; c__",
        "5 ** 3 ** 2",
        "**__**__",
        "[1] and [2](3)",
        "pat__x__y@example.org and a__b@c__d",
    ],
)
def test_signs_that_are_no_marks_stay(typed):
    html = from_plain(typed)
    assert (html, to_plain(html)) == (f"<p>{escape(typed, quote=False)}</p>", typed)


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("un{**}bound{**}ed", "un<strong>bound</strong>ed"),
        ("x{__}y{__}", "x<em>y</em>"),
        ("**see http://x.org/a__b**", "<strong>see http://x.org/a__b</strong>"),
        ("(**both**), __one__.", "(<strong>both</strong>), <em>one</em>."),
        ("**p<0.05 and **bold** words", "**p&lt;0.05 and <strong>bold</strong> words"),
        (r"C:\temp \** x \**", r"C:\temp ** x **"),
        ("[a [b](http://x.org/**/)", '[a <a href="http://x.org/**/">b</a>'),
    ],
)
def test_marks_pair_around_words(typed, html):
    assert from_plain(typed) == f"<p>{html}</p>"
    assert from_plain(to_plain(f"<p>{html}</p>")) == f"<p>{html}</p>"


@pytest.mark.parametrize("number", [100_000, 999_999_999])
def test_a_list_may_start_at_a_long_number(number):
    html = clean(f"<ol><li>one</li></ol><ol start='{number}'><li>late</li></ol>")
    assert html.count("<ol") == 2 and f'start="{number}"' in html
    assert from_plain(to_plain(html)) == html


def test_a_row_of_dashes_makes_the_row_above_a_head():
    assert to_plain(from_plain("| a | b |\n| --- | --- |\n| 1 | 2 |")) == "| a | b |\n| --- | --- |\n| 1 | 2 |"


def test_an_empty_cell_stays_in_its_place():
    html = from_plain("| a |  | c |")
    assert html == "<table>\n<tbody>\n<tr><td>a</td><td></td><td>c</td></tr>\n</tbody>\n</table>"
    assert from_plain(to_plain(html)) == html


@pytest.mark.parametrize("line", ["- dash", "1. number", "## hash", "| bar |", "**stars**", "__lines__"])
def test_a_paragraph_that_looks_like_a_mark_stays_a_paragraph(line):
    html = f"<p>{line}</p>"
    assert from_plain(to_plain(html)) == html


@pytest.mark.parametrize(
    "sign",
    [
        "**",
        "__a__",
        "[",
        "](",
        "http://**",
        "a@__",
        "a.",
        "{**}",
        "[a](b",
        "^{",
        "}",
        "\\\\",
        "\\*",
        "|",
        "¶",
        "{2x2}",
        "a) \n",
        "  - a\n",
        "| a |\n",
        "↵\n",
    ],
)
def test_time_grows_with_the_text_and_not_faster(sign):
    def seconds(size: int) -> float:
        begun = time.process_time()
        to_plain(from_plain(sign * size))
        return time.process_time() - begun

    seconds(100)
    small, large = min(seconds(2_000) for _ in range(3)), min(seconds(8_000) for _ in range(3))
    assert large < 8 * small + 0.5
