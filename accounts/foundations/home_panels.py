"""A part of the home page: one thing that awaits a person, or a list of things to look at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Item(NamedTuple):
    label: str
    address: str
    note: str = ""


@dataclass(frozen=True)
class Panel:
    """`rank` "main" is something to do now, with its button; "other" is for looking at."""

    title: str
    text: str = ""
    address: str = ""
    label: str = ""
    rank: str = "other"
    items: list[Item] = field(default_factory=list)
