"""HTML that is read in time: without the tags that no text needs, before anything parses it."""

from __future__ import annotations

import re

from living_docs.prose.form import ATTRIBUTES, DEEPEST, EVERY_TAG, LEFT_OUT_TAGS

MOST_TAGS = 150_000  # a report of 127 pages has a tenth of that
MOST_ESCAPED = 1_000  # signs in one run of text that are written as entities: each moves what stands before it
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*+)([^<>]*+)>|[&\u00a0]")
_NEVER_CLOSED = {"br", "hr"}
# Tags that stand inside a word; where any other is dropped, two words stay two.
_IN_WORDS = set("span font u ins mark small big code tt abbr cite q var kbd samp bdi bdo nobr".split())
_WITH_ATTRIBUTES = {"li", *ATTRIBUTES}


def not_too_deep(html: str) -> str:
    """Without the tags that no text needs: time would grow with the square of their depth or number.

    Tags that a text cannot hold go too, and attributes that would make two like tags differ; all words stay.
    """
    depth, number, escaped = 0, 0, 0

    def judged(tag: re.Match) -> str:
        nonlocal depth, number, escaped
        if not tag[2]:
            escaped += 1
            return tag[0] if escaped % MOST_ESCAPED else f"<wbr>{tag[0]}"
        closes, name, attributes = tag[1], tag[2].lower(), tag[3]
        number += 1
        if name not in LEFT_OUT_TAGS and (name not in EVERY_TAG or number > MOST_TAGS):
            return "" if name in _IN_WORDS else " "
        if name not in _NEVER_CLOSED:
            depth = max(depth + (-1 if closes else 1), 0)
        if depth + bool(closes) > DEEPEST:
            return " "
        return f"<{closes}{name}{attributes if name in _WITH_ATTRIBUTES else ''}>"

    return _TAG.sub(judged, html)
