"""The plain text of a frozen answer, which remarks and codes point into: a pure function of the entry, offsets in code
points.

There is one text. Remarks made before it was one point into version 1, the same words in the order of the reading desk:
a remark says which text its offsets are of, and they are never rewritten.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from living_docs import prose

VERSION, AT_THE_DESK = 2, 1  # of the text; the desk still shows an answer in the order of the first
CELLS = " | "  # between the cells of a table row
AROUND = 40  # characters of the excerpt on either side
BETWEEN_WORDS = r"\s+(?:\|\s+)?"

Part = tuple[str, int]  # which part of the answer a block is: the third of its texts’ blocks, the first of its rows


class Block(NamedTuple):
    """One block of an answer and where it stands in the text: from code point `start` up to `end`."""

    number: int
    start: int
    end: int
    text: str
    kind: str
    part: Part

    def holds(self, start: int, end: int) -> bool:
        """Whether a passage touches this block."""
        return start < self.end and end > self.start


class Passage(NamedTuple):
    """From the code point `start` up to `end` of the plain text, with a little of what stands around."""

    start: int
    end: int
    excerpt: str


def parts_of(entry: dict) -> Iterator[tuple[Part, str, str]]:
    """The words of an answer block by block, each with how it is set: choices, lines, rows, texts, files."""
    shown = entry["shown"]
    yield from ((("choice", n), choice, "choice") for n, choice in enumerate(shown.get("choices", [])))
    yield from ((("line", n), line, "paragraph") for n, line in enumerate(shown.get("lines", [])))
    for n, cells in enumerate(shown.get("rows", [])):
        yield ("row", n), CELLS.join(filter(None, cells)), "row"
    yield from ((("text", n), block_text(block), block.kind) for n, block in enumerate(prose_blocks(entry)))
    yield from ((("file", n), file["title"], "file") for n, file in enumerate(shown.get("files", [])))


def parts_at_the_desk(entry: dict) -> Iterator[tuple[Part, str, str]]:
    """The same as the reading desk shows them: choices and files, lines and texts, table rows; empty ones too."""
    shown = entry["shown"]
    yield from ((("choice", n), choice, "choice") for n, choice in enumerate(shown.get("choices", [])))
    for n, file in enumerate(shown.get("files", [])):
        yield ("file", n), f"{file['title']} ({file['name']})", "file"
    yield from ((("line", n), line, "paragraph") for n, line in enumerate(shown.get("lines", [])))
    yield from ((("text", n), block.text, block.kind) for n, block in enumerate(prose_blocks(entry)))
    for n, cells in enumerate(shown.get("rows", [])):
        yield ("row", n), " ".join(filter(None, cells)), "row"


def prose_blocks(entry: dict) -> list[prose.Block]:
    return [block for text in entry["shown"].get("texts", []) for block in prose.blocks(text)]


def block_text(block: prose.Block) -> str:
    return CELLS.join(filter(None, (prose.plain(cell) for cell in block.cells)))


def blocks_of(entry: dict, version: int = VERSION) -> list[Block]:
    """The text block by block: `text_of(entry)[block.start : block.end] == block.text`."""
    parts = parts_at_the_desk(entry) if version == AT_THE_DESK else (one for one in parts_of(entry) if one[1])
    found, start = [], 0
    for number, (part, text, kind) in enumerate(parts, 1):
        found.append(Block(number, start, start + len(text), text, kind, part))
        start += len(text) + 1
    return found


def text_of(entry: dict, version: int = VERSION) -> str:
    """The whole answer in plain text, one block a line."""
    return "\n".join(block.text for block in blocks_of(entry, version))


def find(text: str, quoted: str, *, near: int = 0) -> Passage | None:
    """Where the words stand, whatever the spaces between them; of several places the one nearest to `near`."""
    words = quoted.split()
    places = list(re.finditer(BETWEEN_WORDS.join(map(re.escape, words)), text)) if words else []
    if not places:
        return None
    found = min(places, key=lambda place: abs(place.start() - near))
    return Passage(found.start(), found.end(), excerpt(text, found.start(), found.end()))


def excerpt(text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return " ".join(f"{before}{text[start:end]}{after}".split())


def offset_at_the_desk(entry: dict, letters: int) -> int:
    """The offset in the text behind so many characters that are no spaces, as the desk shows them: what a browser can
    count."""
    blocks = {block.part: block for block in blocks_of(entry)}
    for shown in blocks_of(entry, AT_THE_DESK):
        own = len("".join(shown.text.split()))
        if letters < own and shown.part in blocks:
            block = blocks[shown.part]
            return block.start + offset_behind(block.text, letters)
        letters -= min(own, letters)
    return max((block.end for block in blocks.values()), default=0)


def offset_behind(text: str, letters: int) -> int:
    """The offset in one block behind so many characters that are neither spaces nor between cells."""
    place = 0
    while place < len(text) and letters > 0:
        if text.startswith(CELLS, place):
            place += len(CELLS)
            continue
        letters -= not text[place].isspace()
        place += 1
    return place
