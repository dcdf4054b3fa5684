"""One text everywhere: the words that a page, a report and the plain text of codes and remarks give are the same."""

import re
from html import unescape

import pytest
from django.template.loader import render_to_string
from hypothesis import given

from living_docs import prose
from living_docs.answer_text import AT_THE_DESK, CELLS, text_of
from living_docs.templatetags.living import answer_html
from reporting.templatetags.printed import canonical
from tests.effort import tries
from tests.living_docs.texts import CANONICAL

BREAKS = re.compile(r"</?(?:p|h\d|li|ul|ol|tr|td|th|table|thead|tbody|br)\b[^<>]*>")
MARKS = re.compile(r"<[^<>]*>")


def seen(html: str) -> list[str]:
    """The words that a browser shows."""
    return unescape(MARKS.sub("", BREAKS.sub(" ", html))).split()


def without_bars(words: list[str]) -> list[str]:
    """Codes part the cells of a row by a bar."""
    return [word for word in words if word != CELLS.strip()]


@tries(60)
@given(CANONICAL)
def test_pages_reports_remarks_and_codes_have_the_same_words(html):
    words = prose.text(html).split()
    entry = {"number": "1.1", "value": {"texts": [html]}, "shown": {"texts": [html]}}
    assert [seen(answer_html(html)), seen(canonical(html)), text_of(entry, AT_THE_DESK).split()] == [words] * 3
    assert without_bars(text_of(entry).split()) == without_bars(words)


@tries(60)
@given(CANONICAL)
def test_the_plain_text_of_codes_has_a_line_for_every_block_with_words(html):
    entry = {"shown": {"texts": [html]}}
    lines = text_of(entry).split("\n") if text_of(entry) else []
    assert len(lines) == len([block for block in prose.blocks(html) if block.text.strip()])


@pytest.mark.parametrize(
    ("html", "is_shown"),
    [
        ("<p>Plain words.</p>", False),
        ("<ul>\n<li>one</li>\n</ul>", False),
        ("<table>\n<tbody>\n<tr><td>Ward</td><td>12</td></tr>\n</tbody>\n</table>", True),
        ('<ol type="a">\n<li>first</li>\n</ol>', True),
        ("<ul>\n<li>one\n<ul>\n<li>inner</li>\n</ul>\n</li>\n</ul>", True),
    ],
)
def test_what_lines_cannot_show_stands_beneath_the_changes_in_full(html, is_shown):
    page = render_to_string("components/as_written.html", {"texts": [html, ""]})
    assert (html in page, "The whole answer, with its tables and lists" in page) == (is_shown, is_shown)
