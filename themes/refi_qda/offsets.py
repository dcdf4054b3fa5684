"""Where a passage stands, whatever the program that wrote it counts: CR LF as one or two, the byte order mark or not."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

BOM = "\ufeff"
CR_LF = "\r\n"


@dataclass(frozen=True)
class RawText:
    """A source's text as it came, and the same with LF alone, which is ours."""

    raw: str
    counts_one: bool = False  # ATLAS.ti writes CR LF and counts it once

    @cached_property
    def text(self) -> str:
        return self.without_mark.replace(CR_LF, "\n")

    @cached_property
    def without_mark(self) -> str:
        return self.raw.removeprefix(BOM)

    def place(self, start: int, end: int, name: str) -> tuple[int, int] | None:
        """Start and end in `text` by the first way of counting under which the passage says what its name says."""
        for first, last in self.ways(start, end):
            if 0 <= first < last <= len(self.text) and says(self.text[first:last], name):
                return first, last
        return None

    def ways(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        shift = len(self.raw) - len(self.without_mark)
        once, twice = (start, end), (self.behind(start), self.behind(end))
        yield from (once, twice) if self.counts_one else (twice, once)
        if shift:  # the mark was counted
            yield self.behind(start - shift), self.behind(end - shift)
            yield start - shift, end - shift

    def behind(self, place: int) -> int:
        """A place counted over CR LF, counted over LF."""
        return place - bisect_right(self.line_ends, place - len(CR_LF))

    @cached_property
    def line_ends(self) -> list[int]:
        """Where each CR LF stands: a project has thousands of passages, and none of them counts these again."""
        return [found.start() for found in re.finditer(CR_LF, self.without_mark)]


def says(passage: str, name: str) -> bool:
    """A selection's name is how its words begin, on one line; without a name there is nothing to compare."""
    begun = " ".join(name.removesuffix("...").removesuffix("…").split())
    if not begun:
        return bool(passage) and not passage.isspace()
    return " ".join(passage.split(None, begun.count(" ") + 1)[: begun.count(" ") + 1]).startswith(begun)
