"""The one state machine of a Living Document: what may follow what, and whose turn it is. Tables only, no database.

The diagram in docs/journey.md, the buttons and the tests are read from here; `move()` in actions.py walks it.
"""

from typing import NamedTuple

from django.db.models import TextChoices


class Status(TextChoices):
    DRAFT = "draft", "Being written"
    SUBMITTED = "submitted", "Submitted, being read"
    AGREEING = "agreeing", "Comments being agreed"
    IN_QA = "in_qa", "In quality assurance"
    PASSED = "passed", "Passed, ready to release"
    RELEASED = "released", "Feedback released"


class Turn(TextChoices):
    SITE = "site", "the site"
    READERS = "readers", "the readers"
    LEADER = "leader", "the task leader"
    QA = "qa", "a QA reviewer"
    NOBODY = "nobody", "nobody"


WHOSE_TURN = {
    Status.DRAFT: Turn.SITE,
    Status.SUBMITTED: Turn.READERS,
    Status.AGREEING: Turn.LEADER,
    Status.IN_QA: Turn.QA,
    Status.PASSED: Turn.LEADER,
    Status.RELEASED: Turn.NOBODY,
}


class Step(NamedTuple):
    """One allowed move, with the word for it; `needs_reason` when it goes back."""

    verb: str
    needs_reason: bool = False


MOVES: dict[tuple[Status, Status], Step] = {
    (Status.DRAFT, Status.SUBMITTED): Step("submitted"),
    (Status.SUBMITTED, Status.AGREEING): Step("unsealed the readings"),
    (Status.AGREEING, Status.IN_QA): Step("sent to quality assurance"),
    (Status.IN_QA, Status.PASSED): Step("passed"),
    (Status.PASSED, Status.RELEASED): Step("released"),
    (Status.SUBMITTED, Status.DRAFT): Step("reopened", needs_reason=True),
    (Status.AGREEING, Status.DRAFT): Step("reopened", needs_reason=True),
    (Status.IN_QA, Status.AGREEING): Step("sent back", needs_reason=True),
    (Status.PASSED, Status.AGREEING): Step("sent back", needs_reason=True),
}


class NotAMove(Exception):
    """A move that the table does not hold, or one that goes back without a reason."""


def step(frm: str, to: str, why: str) -> Step:
    """The step from one status to another, or NotAMove."""
    found = MOVES.get((Status(frm), Status(to)))
    if found is None:
        raise NotAMove(f"{Status(frm).label} cannot be followed by {Status(to).label}")
    if found.needs_reason and not why.strip():
        raise NotAMove(f"Say why it was {found.verb}")
    return found
