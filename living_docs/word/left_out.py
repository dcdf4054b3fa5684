"""What stands at one place of a document and cannot be part of an answer: counted, and said where it happened."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

LONGEST_QUOTE = 200
LEFT_OUT = {  # in the order in which they are said
    "comment": "comment",
    "picture": "picture",
    "chart": "chart",
    "drawing": "drawing",
    "object": "embedded object",
    "old_equation": "equation of an old kind",
    "nested": "passage too deep inside others",
}


@dataclass(frozen=True)
class Picture:
    """A picture inside a document: the name of its part, and what its author called it."""

    part: str
    title: str


@dataclass
class Aside:
    counts: Counter[str] = field(default_factory=Counter)
    struck: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)  # words in drawings and text boxes
    comments: list[str] = field(default_factory=list)  # their ids
    pictures: list[Picture] = field(default_factory=list)
    charts: list[str] = field(default_factory=list)  # what their authors called them

    def add(self, other: Aside) -> None:
        self.counts += other.counts
        for name in ("struck", "hidden", "drawn", "comments", "pictures", "charts"):
            getattr(self, name).extend(getattr(other, name))

    def sentences(self, where: str) -> list[str]:
        """What was left out at a place ("In 1.1"), and what has to be looked at there."""
        left = [counted(self.counts[name], noun) for name, noun in LEFT_OUT.items() if self.counts[name]]
        if self.charts and (number := self.counts["chart"]):
            left[left.index(counted(number, "chart"))] += f" ({quoted(self.charts)})"
        left += [f"hidden words {quoted(self.hidden)}"] if self.hidden else []
        left += [f"struck-through words {quoted(self.struck)}"] if self.struck else []
        said = []
        if left:
            is_one = len(left) == 1 and left[0].startswith("1 ")
            said.append(f"{where}, {listed(left)} {'was' if is_one else 'were'} left out.")
        if number := self.counts["equation"]:
            said.append(
                f"{where}, {counted(number, 'equation')} now {'stands' if number == 1 else 'stand'} in one line "
                "of characters. Check that it reads as you mean it."
            )
        if number := self.counts["symbol"]:
            said.append(
                f"{where}, {counted(number, 'symbol')} could not be read; a � stands for each. Type what it was."
            )
        return said


def counted(number: int, noun: str) -> str:
    first, *rest = noun.split(" ", 1)
    plural = noun if number == 1 else f"{noun}s" if not rest or first == "embedded" else f"{first}s {rest[0]}"
    return f"{number} {plural}"


def listed(things: list[str]) -> str:
    return f"{', '.join(things[:-1])} and {things[-1]}" if len(things) > 1 else things[0]


def quoted(words: list[str]) -> str:
    text = " … ".join(words)
    return f"“{text[:LONGEST_QUOTE]}…”" if len(text) > LONGEST_QUOTE else f"“{text}”"
