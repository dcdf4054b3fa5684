"""Blocks in the making: paragraphs, headings and lists from what a reader meets, piece by piece."""

from __future__ import annotations

import re

from living_docs.prose.blocks import BULLET, NUMBER, PARAGRAPH, TITLE, Block
from living_docs.prose.form import LIST_TAGS, NUMBER_STYLES
from living_docs.prose.inline import BREAK, Piece, Style, canonical

HIGHEST_NUMBER = 999_999_999
_SPACES = re.compile(r"\s+")


class OpenList:
    """A list that is being read: what its next item's number is, and whether that has to be said."""

    def __init__(self, kind: str, style: str = "", number: int = 1) -> None:
        self.kind, self.style, self.number = kind, style, number
        self.says_number = True
        self.waits_for_words = False  # an item has begun and has none yet


class TextBuilder:
    """Blocks in the making, of a whole text or of one cell."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.pieces: list[Piece] = []
        self.lists: list[OpenList] = []
        self.kind = PARAGRAPH

    @property
    def in_fresh_item(self) -> bool:
        return bool(self.lists) and self.lists[-1].waits_for_words

    @property
    def has_words(self) -> bool:
        return any(not piece.text.isspace() for piece in self.pieces)

    def add(self, text: str, style: Style) -> None:
        self.pieces.append(Piece(_SPACES.sub(" ", text), style))

    def end_line(self, style: Style) -> None:
        """A line break; a second one in a row begins a new paragraph, but not in an item."""
        last = next((piece.text for piece in reversed(self.pieces) if piece.text != " "), "")
        if last == BREAK and not self.in_fresh_item:
            self.end_block()
        else:
            self.pieces.append(Piece(BREAK, style))

    def part(self) -> None:
        """The edge of a paragraph: in an item, whose words are one paragraph, a line break."""
        if self.in_fresh_item:
            self.pieces.append(Piece(BREAK))
        else:
            self.end_block()

    def end_block(self) -> None:
        inline, self.pieces = canonical(self.pieces), []
        if not inline:
            return
        if self.in_fresh_item:
            self.blocks.append(self.item(self.lists[-1], inline))
        else:
            self.put(Block(self.kind, (inline,)))

    def item(self, held: OpenList, inline: str) -> Block:
        start = held.number if held.kind == NUMBER and held.says_number else None
        held.number += 1
        held.says_number = held.waits_for_words = False
        return Block(held.kind, (inline,), level=len(self.lists) - 1, style=held.style, start=start)

    def put(self, block: Block) -> None:
        """A block that is no item: lists that go on behind it say their number again."""
        self.blocks.append(block)
        for held in self.lists:
            held.says_number = True

    def begin_list(self, tag: str, style: str, start: str) -> None:
        self.end_block()
        kind = LIST_TAGS[tag]
        self.lists.append(
            OpenList(kind, style if style in NUMBER_STYLES and kind == NUMBER else "", number_in(start, 1))
        )

    def end_list(self) -> None:
        self.end_item()
        if self.lists:
            self.lists.pop()

    def begin_item(self, value: str) -> None:
        self.end_block()
        if not self.lists:
            self.lists.append(OpenList(BULLET))
        held = self.lists[-1]
        if value:
            held.number, held.says_number = number_in(value, held.number), True
        held.waits_for_words = True

    def end_item(self) -> None:
        self.end_block()
        if self.in_fresh_item:  # an empty one: its number is used up
            self.lists[-1].number += 1
            self.lists[-1].says_number, self.lists[-1].waits_for_words = True, False

    def begin_heading(self) -> None:
        self.part()
        self.kind = TITLE

    def end_heading(self) -> None:
        self.part()
        self.kind = PARAGRAPH


def number_in(typed: str, otherwise: int) -> int:
    return int(typed) if typed.isdecimal() and typed.isascii() and int(typed[:10]) <= HIGHEST_NUMBER else otherwise
