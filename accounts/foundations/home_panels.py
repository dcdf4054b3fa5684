"""The parts of the home page, and the order in which they stand: decided here, whatever order the apps say them in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum, auto
from typing import NamedTuple


class Place(IntEnum):
    """Where a panel stands: what is wrong first, then along the journey of a document, reviews, people."""

    TOUCHED_RECORDS = auto()
    SCANNER = auto()
    OWN_DOCUMENT = auto()
    COLLEAGUES = auto()
    SENT = auto()
    DIARY = auto()
    REQUESTS = auto()
    SITES_QUESTIONS = auto()
    ROUNDS = auto()
    REPORT_TO_READ = auto()
    LEADERS_QUESTIONS = auto()
    READING = auto()
    COSTS = auto()
    FEEDBACK_STEPS = auto()
    ANSWERS_TO_REPORTS = auto()
    QUALITY = auto()
    CODING = auto()
    SETTLING = auto()
    REVIEW_STEPS = auto()
    COMMENTS = auto()
    SHARING = auto()
    PERIODIC_REVIEWS = auto()
    WITHDRAWALS = auto()
    REVIEWS = auto()
    ROLES = auto()
    SECOND_STEPS = auto()
    LETTERS = auto()


class Item(NamedTuple):
    label: str
    address: str
    note: str = ""


@dataclass(frozen=True)
class Panel:
    """`rank` "main" is something to do now, with its button; "other" is for looking at."""

    place: Place
    title: str
    text: str = ""
    address: str = ""
    label: str = ""
    rank: str = "other"
    items: list[Item] = field(default_factory=list)


def in_order(panels: Iterable[Panel]) -> list[Panel]:
    """What there is to do before what there is to look at, each by its place."""
    return sorted(panels, key=lambda panel: (panel.rank != "main", panel.place))
