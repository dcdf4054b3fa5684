"""Questions about the points of the last feedback report: whether a site replied to each of them."""

from __future__ import annotations

from collections.abc import Iterator

from living_docs.feedback_points import PREFILL, without_reply
from living_docs.models import Round
from reporting.anonymity.counts import Base
from reporting.claims.choices import rows
from reporting.claims.questions import ClaimQuestion, Sent

GROUP = "Points of the last report"
ASKED = Base("documents asked to reply to a report", "that were asked to reply to a report")
REPLIED, OPEN = "points-replied", "points-open"


def about_points(round: Round) -> Iterator[ClaimQuestion]:
    """Whether every point has a reply, or one stands open; out of the documents that were asked for replies."""
    asked = (prompt for question in round.instrument.questions for prompt in question.asked(round.number))
    for prompt in asked:
        if prompt.prefill == PREFILL:
            yield from about_replies(prompt.number)


def about_replies(number: str) -> Iterator[ClaimQuestion]:
    def is_asked(sent: Sent) -> bool:
        return bool(rows(sent.entries, number))

    def is_open(sent: Sent) -> bool:
        return bool(without_reply(rows(sent.entries, number)))

    yield ClaimQuestion(
        REPLIED,
        "that replied to every point of their last feedback report",
        GROUP,
        lambda sent: not is_open(sent),
        (number,),
        covers=is_asked,
        apart_from=(OPEN,),
        base=ASKED,
    )
    yield ClaimQuestion(
        OPEN,
        "that left a point of their last feedback report without a reply",
        GROUP,
        is_open,
        (number,),
        covers=is_asked,
        base=ASKED,
    )
