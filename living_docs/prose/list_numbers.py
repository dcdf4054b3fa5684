"""The numbers of list items, as a page shows them."""

from __future__ import annotations

from living_docs.prose.blocks import NUMBER, Block

_ROMAN = [
    ("m", 1000),
    ("cm", 900),
    ("d", 500),
    ("cd", 400),
    ("c", 100),
    ("xc", 90),
    ("l", 50),
    ("xl", 40),
    ("x", 10),
    ("ix", 9),
    ("v", 5),
    ("iv", 4),
    ("i", 1),
]


def in_style(number: int, style: str) -> str:
    """4 as "4", "d" (style a), "D" (A), "iv" (i) or "IV" (I); where a style has no sign for it, as a figure."""
    if not style or number < 1:
        return str(number)
    said = _letters(number) if style.lower() == "a" else _roman(number)
    return said.upper() if style.isupper() else said


def _letters(number: int) -> str:
    head, last = divmod(number - 1, 26)
    return (_letters(head) if head else "") + chr(ord("a") + last)


def _roman(number: int) -> str:
    if number >= 4000:
        return str(number)
    said = ""
    for sign, value in _ROMAN:
        said += sign * (number // value)
        number %= value
    return said


class Numbering:
    """Follows a text from block to block and knows the number that the next item would have."""

    def __init__(self) -> None:
        self.last: list[tuple[Block, int]] = []  # at each level the last item and its number

    def level_of(self, item: Block) -> int:
        """How deep an item stands here: one level below the item before it at the most."""
        return min(item.level, len(self.last))

    def next(self, item: Block) -> int | None:
        """The number with which `item` would go on in the list above it, or None where it begins a list."""
        level = self.level_of(item)
        if level == len(self.last):
            return None
        before, number = self.last[level]
        return number + 1 if (before.kind, before.style) == (item.kind, item.style) else None

    def take(self, block: Block) -> int:
        """Go past a block; of a numbered item its number."""
        if not block.is_item:
            self.last = []
            return 0
        number = block.start
        if number is None:
            number = self.next(block) or 1
        del self.last[self.level_of(block) :]
        self.last.append((block, number))
        return number if block.kind == NUMBER else 0
