"""Canonical HTML: whatever arrives becomes one form, cleaned once, and no word of it is lost."""

import time
import unicodedata
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from living_docs.prose import blocks, clean, count_words, text, tidy, words
from tests.effort import tries
from tests.living_docs.texts import HTML

TAGS = [
    "p",
    "div",
    "br",
    "ul",
    "ol",
    "li",
    "strong",
    "em",
    "b",
    "i",
    "h1",
    "h3",
    "h4",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "span",
    "a",
    "script",
    "style",
    "blockquote",
    "td colspan=2",
    "p class=x onclick=y",
    "!--",
    "u",
]
WORDS = st.text(alphabet="ab é́&<>\"'\u00a0\u200b\u202e\n\r\t😀ﬁ-*|#", max_size=8)
PIECES = st.one_of(WORDS, st.sampled_from(TAGS).map("<{}>".format), st.sampled_from(TAGS).map("</{}>".format))
ANY_HTML = st.lists(PIECES, max_size=30).map("".join)
SAFE_WORD = st.text(alphabet="abcdefgé😀&<>'\"", min_size=1, max_size=9)
ELEMENTS = ["p", "div", "h1", "h2", "h6", "li", "strong", "em", "b", "i", "span", "a", "blockquote", "u"]
LINE_TAGS = (
    "<p>",
    "<h4>",
    "<li>",
    "<tr>",
    "<ul>",
    "</ul>",
    "<ol>",
    "</ol>",
    "<table>",
    "</table>",
    "<thead>",
    "</thead>",
    "<tbody>",
    "</tbody>",
    "</li>",
)


@tries(150)
@given(ANY_HTML)
def test_cleaning_what_is_clean_changes_nothing(html):
    once = clean(html)
    assert clean(once) == once


@tries(150)
@given(HTML)
def test_cleaning_a_text_of_every_block_and_mark_twice_changes_nothing(html):
    once = clean(html)
    assert clean(once) == once


@tries(100)
@given(st.text(max_size=200))
def test_any_text_at_all_is_taken_and_is_clean_at_once(typed):
    once = clean(typed)
    assert clean(once) == once


@tries(100)
@given(ANY_HTML)
def test_one_block_stands_on_each_line(html):
    cleaned = clean(html)
    lines = cleaned.split("\n") if cleaned else []
    assert [line for line in lines if not line.startswith(LINE_TAGS)] == []
    of_words = [line for line in lines if line.startswith(("<p>", "<h4>", "<li>", "<tr>"))]
    assert len(of_words) == len(blocks(cleaned))


@tries(100)
@given(ANY_HTML)
def test_characters_have_one_form(html):
    cleaned = clean(html)
    assert cleaned == unicodedata.normalize("NFC", cleaned)
    assert [c for c in cleaned if unicodedata.category(c) in {"Cc", "Cs"} and c != "\n"] == []


@tries(150)
@given(st.lists(st.tuples(st.sampled_from(ELEMENTS), SAFE_WORD), max_size=12))
def test_no_word_is_lost_whatever_stands_around_it(parts):
    html = " ".join(f"<{tag}>{escape(word)}</{tag}>" for tag, word in parts)
    assert text(clean(html)).split() == [part for _, word in parts for part in tidy(word).split()]


@tries(80)
@given(st.lists(st.lists(SAFE_WORD, min_size=1, max_size=4), min_size=1, max_size=5), st.booleans())
def test_no_word_of_a_table_is_lost(rows, has_head):
    tags = ["th" if has_head and not number else "td" for number in range(len(rows))]
    html = "".join(
        "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row) + "</tr>"
        for tag, row in zip(tags, rows, strict=True)
    )
    found = blocks(clean(f"<table>{html}</table>"))
    assert [block.text.split() for block in found] == [[tidy(cell) for cell in row] for row in rows]
    assert [block.header for block in found] == [tag == "th" for tag in tags]


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ("", ""),
        ("   \n ", ""),
        ("<p></p><ul><li> </li></ul>", ""),
        ("<table><tr></tr><tr><td> </td></tr></table>", ""),
        ("just words", "<p>just words</p>"),
        ("<p>a\n  b</p>", "<p>a b</p>"),
        ("<p>a</p><p>b</p>", "<p>a</p>\n<p>b</p>"),
        ("<div>a<div>b</div>c</div>", "<p>a</p>\n<p>b</p>\n<p>c</p>"),
        ("a<br>b", "<p>a<br>b</p>"),
        ("a<br> <br>b", "<p>a</p>\n<p>b</p>"),
        ("<p>a <b>bold</b> and <i>slanted</i></p>", "<p>a <strong>bold</strong> and <em>slanted</em></p>"),
        ("<b>a</b><b>b</b>", "<p><strong>ab</strong></p>"),
        ("<p>x<strong> </strong>y</p>", "<p>x y</p>"),
        ("<p>x<strong> y </strong>z</p>", "<p>x <strong>y</strong> z</p>"),
        ("<h1>Title</h1>text", "<h4>Title</h4>\n<p>text</p>"),
        ("<h2>a</h2><h5>b</h5>", "<h4>a</h4>\n<h4>b</h4>"),
        ("<ul><li>a<li>b</ul>", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("<ol><li>a</li></ol>", "<ol>\n<li>a</li>\n</ol>"),
        ("<p class='x' onclick='y' style='z'>a</p>", "<p>a</p>"),
        ("<a href='javascript:alert(1)'>words</a>", "<p>words</p>"),
        ("a<script>alert(1)</script>b", "<p>ab</p>"),
        ("a<style>p { color: red }</style>b", "<p>ab</p>"),
        ("<img src=x onerror=alert(1)>a", "<p>a</p>"),
        ("<p>1 &lt; 2 &amp; 3 &gt; 2</p>", "<p>1 &lt; 2 &amp; 3 &gt; 2</p>"),
        ("<p>“It’s” \"so\" 'here'</p>", "<p>“It’s” \"so\" 'here'</p>"),
        ("<p>&amp;lt;b&amp;gt;</p>", "<p>&amp;lt;b&amp;gt;</p>"),
    ],
)
def test_html_of_each_sort_has_its_canonical_form(html, cleaned):
    assert clean(html) == cleaned


def test_a_table_whose_first_row_is_of_header_cells_gets_a_head():
    assert clean("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>") == (
        "<table>\n<thead>\n<tr><th>a</th><th>b</th></tr>\n</thead>\n"
        "<tbody>\n<tr><td>1</td><td>2</td></tr>\n</tbody>\n</table>"
    )


def test_a_table_without_header_cells_gets_none():
    assert clean("<table><tr><td>a</td></tr></table>") == "<table>\n<tbody>\n<tr><td>a</td></tr>\n</tbody>\n</table>"


@pytest.mark.parametrize(
    ("typed", "tidied"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("nul\x00bell\x07tab\tend", "nulbelltab\tend"),
        ("half \ud800 character", "half \ufffd character"),
        ("half \udc00", "half \ufffd"),
        ("a pair \ud83d\ude00", "a pair 😀"),
        ("turned \u202eround\u202c and \u2066held\u2069", "turned round and held"),
        ("zero\u200bwidth\ufeffmark\u2060joiner", "zerowidthmarkjoiner"),
        ("line\u2028paragraph\u2029soft\x0bbreak", "line\nparagraph\nsoft\nbreak"),
        ("e\u0301te\u0301", "été"),
        ("family 👨\u200d👩\u200d👧", "family 👨\u200d👩\u200d👧"),
        ("soft\u00adhyphen", "soft\u00adhyphen"),
    ],
)
def test_each_character_has_one_form(typed, tidied):
    assert tidy(typed) == tidied


def test_a_line_separator_parts_two_words():
    assert count_words(tidy("before\u2028after")) == 2


@pytest.mark.parametrize(
    ("html", "number"),
    [
        ("", 0),
        ("<p>one</p>", 1),
        ("<p>two words</p>", 2),
        ("<p>a – dash is no word</p>", 5),
        ("<p>GP-led, 24/7</p><ul><li>third</li></ul>", 3),
        ("<table><tr><td>a</td><td>b c</td></tr></table>", 3),
    ],
)
def test_words_are_counted_as_people_count_them(html, number):
    assert words(html) == number


def test_a_very_long_text_is_cleaned_as_it_is():
    long = "<p>" + "word " * 60_000 + "</p>"
    assert words(clean(long)) == 60_000


@pytest.mark.parametrize(
    "html", ["a<blockquote>\u0301", "a<strong></strong>\u0301", "<p>\u0338x</p>", "<p>a&#769;</p>"]
)
def test_a_mark_joins_the_letter_before_it_and_never_a_tag(html):
    once = clean(html)
    assert (clean(once), unicodedata.is_normalized("NFC", text(once))) == (once, True)


HOSTILE = {
    "lists in lists": lambda n: "<ul><li>a" * n,
    "lists that close": lambda n: "<ul><li>" * n + "a" + "</li></ul>" * n,
    "marks that never end": lambda n: "".join(f"<b a={place}>" for place in range(n)) + "<p>x</p>" * n,
    "links that never end": lambda n: "".join(f"<a href='https://x.example/{place}'>x" for place in range(n)),
    "tables in tables": lambda n: "<table><tr><td>" * n,
    "cells over all": lambda n: "<table>" + "<tr><td colspan=60 rowspan=1000>x" * n + "</table>",
    "struck words in struck words": lambda n: "<s>a" * n,
    "unknown tags": lambda n: "<x y=z>" * n,
    "brackets": lambda n: "<" * n + "<a" * n,
    "spaces": lambda n: "<p>" + " " * n + "\u00a0" * n + "</p>",
    "breaks": lambda n: "<p>" + "<br>" * n + "x</p>",
    "stars": lambda n: "<p>" + "*_[^" * n + "</p>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_grows_with_the_text_and_not_faster(name):
    def seconds(size: int) -> float:
        html = HOSTILE[name](size)
        begun = time.process_time()
        clean(html)
        return time.process_time() - begun

    seconds(100)
    small, large = min(seconds(4_000) for _ in range(2)), min(seconds(16_000) for _ in range(2))
    assert large < 8 * small + 0.2


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ("10<sup>6</sup><sup>[1]</sup>", "10⁶[1]"),
        ("£5m<sup>1,2</sup>", "£5m¹,²"),
        ("9<sup>-6a</sup>", "9⁻⁶a"),
        ("12<sup>1-2b</sup>", "12¹⁻²b"),
        ("CO<sub>2e</sub>", "CO₂e"),
        ("1<sup>st</sup>, 12<sup>[1]</sup>", "1st, 12[1]"),
    ],
)
def test_a_raised_or_lowered_figure_never_joins_the_number_before_it(html, plain):
    cleaned = clean(f"<p>{html}</p>")
    assert (text(cleaned), clean(cleaned)) == (plain, cleaned)
