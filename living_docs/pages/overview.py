"""The overview of a round: each site's steps with dates, and who moves next. Overdue ones first, all in name order.

Of readings it says "lodged" or "not yet" and no more: neither whose, nor when. Steps of the apps above are had by
reverse relations; `with_steps` fetches them all at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from living_docs import uk_time
from living_docs.models import LivingDocument
from living_docs.workflow import WHOSE_TURN, Status, Turn


@dataclass(frozen=True)
class Step:
    """One step of a document: done, under_way, not_yet, waits (for an earlier step), missing, or words alone."""

    name: str
    state: str
    label: str


@dataclass(frozen=True)
class Row:
    document: LivingDocument
    steps: list[Step]
    next_move: str
    turn: Turn


ORDER = [Status.DRAFT, Status.SUBMITTED, Status.AGREEING, Status.IN_QA, Status.PASSED, Status.RELEASED]
NAMES = ["Submitted", "Reading 1", "Reading 2", "Agreed", "QA", "Released"]
UNDER_WAY = {Status.IN_QA: "Under way", Status.PASSED: "With QA", Status.RELEASED: "Ready"}
RELATIONS = ("moves", "readings", "corrections", "quality_checks", "batched__batch")


def with_steps(documents):
    """The documents with all that the overview asks of them."""
    return documents.by_site().with_sent().prefetch_related(*RELATIONS)


def steps(document: LivingDocument) -> list[Step]:
    reached = ORDER.index(Status(document.status))
    if document.status == Status.DRAFT and (document.round.is_closed or document.is_overdue):
        return [Step(NAMES[0], "missing", "Not submitted"), *(Step(name, "waits", "") for name in NAMES[1:])]
    on = dates(document)
    later = [
        step(name, status, reached, on)
        for name, status in zip(NAMES[3:], (Status.IN_QA, Status.PASSED, Status.RELEASED), strict=True)
    ]
    return [step(NAMES[0], Status.SUBMITTED, reached, on), *readings(document), *marked(document, later)]


def dates(document: LivingDocument) -> dict[str, str]:
    """The day on which each status was last reached."""
    on = {move.to: uk_time.day_and_month(move.at) for move in sorted(document.moves.all(), key=lambda move: move.pk)}
    sent = document.current_submission
    if sent and sent.late and Status.SUBMITTED in on:
        on[Status.SUBMITTED] += ", late"
    return on


def step(name: str, status: Status, reached: int, on: dict[str, str]) -> Step:
    place = ORDER.index(status)
    if reached >= place:
        return Step(name, "done", on.get(status, "Done"))
    if reached == place - 1:
        return Step(name, "under_way", UNDER_WAY.get(status, "Under way"))
    return Step(name, "waits", "")


def blind(document: LivingDocument) -> list:
    return sorted((reading for reading in document.readings.all() if reading.was_allotted), key=lambda r: r.pk)


def readings(document: LivingDocument) -> list[Step]:
    """Lodged or not yet, for each reader there is."""
    if not document.was_submitted:
        return [Step(name, "waits", "") for name in NAMES[1:3]]
    found = [Step("", "done", "Submitted") if r.is_lodged else Step("", "not_yet", "Not yet") for r in blind(document)]
    missing = Step("", "words", "One reader only" if found else "No reader yet")
    padded = [*found, missing, missing][:2]
    return [Step(name, s.state, s.label) for name, s in zip(NAMES[1:3], padded, strict=True)]


def marked(document: LivingDocument, later: list[Step]) -> list[Step]:
    """Agreed, QA and released, with what makes this document's case special."""
    agreed, qa, released = later
    if document.status == Status.AGREEING and was_sent_back(document):
        qa = Step(qa.name, "under_way", "Sent back")
    if document.has_passed and (due := set_for(document)):
        released = Step(released.name, "under_way", f"Set: {uk_time.day_and_month(due)}")
    elif document.is_released and document.corrections.all():
        words = "being corrected" if document.correction else "corrected"
        released = Step(released.name, "done", f"{released.label}, {words}")
    return [agreed, qa, released]


def was_sent_back(document: LivingDocument) -> bool:
    last = max(document.quality_checks.all(), key=lambda check: check.pk, default=None)
    return last is not None and not last.passed


def set_for(document: LivingDocument):
    """The moment for which the release of a report is set, if it is."""
    return next((report.batch.due for report in document.batched.all() if report.outcome == "waiting"), None)


def turn(document: LivingDocument) -> Turn:
    """Who has the next move; of a submitted document the leader, unless somebody is reading."""
    if document.status == Status.DRAFT and not document.round.is_open:
        return Turn.NOBODY
    if document.status == Status.SUBMITTED and all(reading.is_lodged for reading in blind(document)):
        return Turn.LEADER
    if document.has_passed and set_for(document):
        return Turn.NOBODY
    return WHOSE_TURN[document.stage]


def next_move(document: LivingDocument) -> str:
    """For everyone who may know of the document, readers among them: nothing of how far a reading is."""
    if document.status == Status.DRAFT and not document.round.is_open:
        return "Nobody: not submitted"
    whose = document.whose_turn
    return "Nobody: done" if whose == Turn.NOBODY else whose.label[0].upper() + whose.label[1:]


def next_move_seen_by_leader(document: LivingDocument) -> str:
    """The same for leader and office, who may know how many readings are not yet lodged."""
    whose = turn(document)
    if whose == Turn.READERS:
        waiting = sum(not reading.is_lodged for reading in blind(document))
        return "One reader" if waiting == 1 else "Two readers"
    if whose == Turn.NOBODY and document.has_passed:
        return "Nobody: date is set"
    return next_move(document) if whose == Turn.NOBODY else whose.label[0].upper() + whose.label[1:]


def rows(documents: Iterable[LivingDocument]) -> list[Row]:
    return [
        Row(document, steps(document), next_move_seen_by_leader(document), turn(document)) for document in documents
    ]


def is_overdue(row: Row) -> bool:
    return row.document.is_overdue and row.document.round.is_open


def groups(found: list[Row]) -> list[tuple[str, list[Row]]]:
    """Those overdue, then all others."""
    overdue = [row for row in found if is_overdue(row)]
    others = [row for row in found if not is_overdue(row)]
    named = [("Overdue", overdue), ("All other sites" if overdue else "All sites", others)]
    return [(name, group) for name, group in named if group]


# What is shown of it

SHOWN = {
    "all": "All sites",
    "overdue": "Overdue",
    "site": "Waiting for the site",
    "readers": "Being read",
    "leader": "Waiting for the task leader",
    "qa": "With quality assurance",
    "nobody": "Nobody has to move",
}


def shown(found: list[Row], which: str) -> list[Row]:
    """The rows of one choice of `SHOWN`; all of them for any other word."""
    if which == "overdue":
        return [row for row in found if is_overdue(row)]
    return [row for row in found if row.turn == which] if which in Turn.values else found


def choices(found: list[Row]) -> list[tuple[str, str]]:
    """Each choice with how many sites it has."""
    return [(key, f"{label} ({len(shown(found, key))})") for key, label in SHOWN.items()]


def lines(found: list[Row]) -> list[list[str]]:
    """The overview as lines of a table."""
    head = ["Site", *NAMES, "Who needs to act next"]
    ordered = [row for _, group in groups(found) for row in group]
    return [head, *([r.document.site.name, *(s.label for s in r.steps), r.next_move] for r in ordered)]
