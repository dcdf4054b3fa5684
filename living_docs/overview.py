"""The overview of a round: each site's steps and who moves next. Sites stand in name order; overdue ones first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from living_docs import uk_time
from living_docs.models import LivingDocument
from living_docs.workflow import Status, Turn


@dataclass(frozen=True)
class Step:
    """One step of a document: done, under_way, not_yet, waits (for an earlier step) or missing."""

    name: str
    state: str
    label: str


@dataclass(frozen=True)
class Row:
    document: LivingDocument
    steps: list[Step]
    next_move: str


ORDER = [Status.DRAFT, Status.SUBMITTED, Status.AGREEING, Status.IN_QA, Status.PASSED, Status.RELEASED]
STEPS = [
    ("Submitted", Status.SUBMITTED),
    ("Read", Status.AGREEING),
    ("Agreed", Status.IN_QA),
    ("Checked", Status.PASSED),
    ("Released", Status.RELEASED),
]


def steps(document: LivingDocument) -> list[Step]:
    reached = ORDER.index(Status(document.status))
    if document.status == Status.DRAFT and document.round.is_closed:
        return [Step("Submitted", "missing", "Not submitted"), *(Step(name, "waits", "") for name, _ in STEPS[1:])]
    on = {move.to: uk_time.day_and_month(move.at) for move in document.moves.all()}
    sent = document.current_submission
    if sent and sent.late:
        on[Status.SUBMITTED] += ", late"
    return [step(name, ORDER.index(status), reached, on.get(status, "Done")) for name, status in STEPS]


def step(name: str, place: int, reached: int, done: str) -> Step:
    """One step; when it is done, `done` is its day."""
    if reached >= place:
        return Step(name, "done", done)
    if reached == place - 1:
        return Step(name, "under_way", "Under way")
    return Step(name, "waits", "")


def next_move(document: LivingDocument) -> str:
    if document.status == Status.DRAFT and not document.round.is_open:
        return "Nobody: not submitted"
    turn = document.whose_turn
    return "Nobody: done" if turn == Turn.NOBODY else turn.label[0].upper() + turn.label[1:]


def overview(documents: Iterable[LivingDocument]) -> list[tuple[str, list[Row]]]:
    """Groups of rows: those overdue, then all others."""
    rows = [Row(document, steps(document), next_move(document)) for document in documents]
    overdue = [row for row in rows if row.document.is_overdue and row.document.round.is_open]
    others = [row for row in rows if row not in overdue]
    groups = [("Overdue", overdue), ("All other sites" if overdue else "All sites", others)]
    return [(name, group) for name, group in groups if group]
