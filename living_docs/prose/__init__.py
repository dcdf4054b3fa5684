"""Canonical prose: what any text becomes when saved, so that it can be merged, compared, counted and coded.

`form.json` declares what a text may hold. Canonical HTML has one block a line, NFC, LF and no control characters.
`clean` is idempotent: clean(clean(x)) == clean(x).
"""

from living_docs.prose.blocks import Block, render, without_implied_starts
from living_docs.prose.characters import count_words, seen, tidy
from living_docs.prose.grid import squared
from living_docs.prose.inline import plain
from living_docs.prose.reader import read


def blocks(html: str) -> list[Block]:
    """The blocks of any HTML, cleaned, that hold words."""
    return [block for block in read(html) if any(block.cells)]


def clean(html: str) -> str:
    """Canonical HTML of whatever arrives; empty when it holds no words."""
    return render(squared(read(html)))


def text(html: str) -> str:
    """Plain text, one block a line."""
    return "\n".join(block.text for block in blocks(html))


def words(html: str) -> int:
    return count_words(text(html))


__all__ = [
    "Block",
    "blocks",
    "clean",
    "count_words",
    "plain",
    "render",
    "seen",
    "text",
    "tidy",
    "without_implied_starts",
    "words",
]
