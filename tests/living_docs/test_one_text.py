"""One text everywhere: the words that a page, a report and the plain text of codes and remarks give are the same."""

import re
from html import unescape

from hypothesis import given

from feedback.passages import plain_text
from living_docs import prose
from living_docs.templatetags.living import answer_html
from reporting.templatetags.printed import canonical
from tests.effort import tries
from tests.living_docs.texts import CANONICAL
from themes.passages import CELLS, text_of

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
    assert [seen(answer_html(html)), seen(canonical(html)), plain_text(entry).split()] == [words] * 3
    assert without_bars(text_of(entry).split()) == without_bars(words)


@tries(60)
@given(CANONICAL)
def test_the_plain_text_of_codes_has_a_line_for_every_block_with_words(html):
    entry = {"shown": {"texts": [html]}}
    lines = text_of(entry).split("\n") if text_of(entry) else []
    assert len(lines) == len([block for block in prose.blocks(html) if block.text.strip()])
