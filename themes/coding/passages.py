"""The plain text of a frozen answer, which codings point into: a pure function of the entry, offsets in code points."""

from __future__ import annotations

from typing import NamedTuple

from living_docs import prose

CELLS = " | "  # between the cells of a table row


class Block(NamedTuple):
    """One block of an answer and where it stands in the text: from code point `start` up to `end`."""

    number: int
    start: int
    end: int
    text: str
    kind: str

    def holds(self, start: int, end: int) -> bool:
        """Whether a passage touches this block."""
        return start < self.end and end > self.start


def texts_of(entry: dict) -> list[tuple[str, str]]:
    """The words of an answer block by block, each with how it is set: choices, lines, rows, texts, files."""
    shown = entry["shown"]
    rows = [CELLS.join(filter(None, cells)) for cells in shown.get("rows", [])]
    said = [(block_text(block), block.kind) for text in shown.get("texts", []) for block in prose.blocks(text)]
    found = [
        *((choice, "choice") for choice in shown.get("choices", [])),
        *((line, "paragraph") for line in shown.get("lines", [])),
        *((row, "row") for row in rows),
        *said,
        *((file["title"], "file") for file in shown.get("files", [])),
    ]
    return [(text, kind) for text, kind in found if text]


def block_text(block: prose.Block) -> str:
    return CELLS.join(filter(None, (prose.plain(cell) for cell in block.cells)))


def text_of(entry: dict) -> str:
    """The whole answer in plain text, one block a line."""
    return "\n".join(text for text, _ in texts_of(entry))


def blocks_of(entry: dict) -> list[Block]:
    """The same text block by block: `text_of(entry)[block.start : block.end] == block.text`."""
    found, start = [], 0
    for number, (text, kind) in enumerate(texts_of(entry), 1):
        found.append(Block(number, start, start + len(text), text, kind))
        start += len(text) + 1
    return found
