"""How a table in prose is set on paper: the largest type and narrowest place that hold every word and figure unbroken."""

from __future__ import annotations

import re

from living_docs import prose
from living_docs.prose.blocks import ROW, Block, tables

LETTER = 0.5  # of the size of type: the width of an average letter or figure of the sans face
PADDING = 6.5  # points between two columns
# Class of the style sheet, width in points, size of type in points; the last one is used when nothing holds the table.
SETTINGS = [
    ("set-column", 340, 8.4),
    ("set-page", 470, 8.4),
    ("set-page set-small", 470, 7.2),
    ("set-page set-smaller", 470, 6.2),
    ("set-landscape", 717, 8.0),
    ("set-landscape set-small", 717, 7.2),
    ("set-landscape set-smaller", 717, 6.2),
    ("set-landscape set-smallest", 717, 5.2),
]
LONGEST_WHOLE, PIECE = 40, 10  # letters: a longer word is broken into pieces and shrinks no table
MOST_IN_COLUMN = 6  # columns; a table with more takes the page's width in any case
_TABLE = re.compile(r"^<table>", re.MULTILINE)


def with_settings(html: str) -> str:
    """Canonical HTML whose tables say how they are set."""
    found = iter(tables([block for block in prose.blocks(html) if block.kind == ROW]))
    return _TABLE.sub(lambda _: f'<table class="{setting_of(next(found))}">', html)


def setting_of(rows: list[Block]) -> str:
    longest = longest_words(rows)
    for name, width, size in SETTINGS:
        needed = sum(letters * LETTER * size + PADDING for letters in longest)
        if needed <= width and (len(longest) <= MOST_IN_COLUMN or width > SETTINGS[0][1]):
            return name
    return SETTINGS[-1][0]


def longest_words(rows: list[Block]) -> list[int]:
    """Of each column how many letters its longest word has; a cell over several columns shares its own among them."""
    longest: dict[int, int] = {}
    reach: dict[int, int] = {}
    for place, row in enumerate(rows):
        column = 0
        for cell, (across, down) in row.cells_with_spans:
            while reach.get(column, -1) >= place:
                column += 1
            lengths = map(len, prose.plain(cell).split())
            letters = max((PIECE if length > LONGEST_WHOLE else length for length in lengths), default=0)
            for step in range(across):
                longest[column + step] = max(longest.get(column + step, 0), -(-letters // across))
                reach[column + step] = place + down - 1
            column += across
    return [longest[column] for column in sorted(longest)]
