"""Agreeing: the one voice, until it goes to quality assurance."""

from __future__ import annotations

from django.db import transaction

from accounts import clock
from accounts.letters import write_letter
from accounts.models import User
from accounts.permissions import (
    can_agree,
    can_release,
    require,
)
from feedback.actions.common import NotReady, place_in_words, take_step, write
from feedback.models import COSTS, AgreedComment, AgreedSummary, Reading
from living_docs.models import LivingDocument
from living_docs.workflow import Status


@transaction.atomic
def save_agreed(document: LivingDocument, *, question: int, fields: dict[str, str], by: User) -> AgreedComment:
    require(can_agree, by, document)
    comment, new = AgreedComment.objects.select_for_update().get_or_create(
        document=document, question=question, defaults={"written_by": by, **fields}
    )
    if new:
        return comment
    comment.written_by, comment.written_at = by, clock.now()
    return write(comment, fields)


@transaction.atomic
def save_agreed_summary(
    document: LivingDocument, *, summary: str, next_points: list[dict], call_offer: str, by: User
) -> AgreedSummary:
    require(can_agree, by, document)
    fields = {"summary": summary, "next_points": next_points, "call_offer": call_offer, "written_by": by,
              "written_at": clock.now()}  # fmt: skip
    return AgreedSummary.objects.update_or_create(document=document, defaults=fields)[0]


def missing_from_agreed(document: LivingDocument) -> list[tuple[int, str]]:
    """What keeps the agreed feedback from going to quality assurance."""
    agreed = {comment.question for comment in document.agreed_comments.all() if comment.is_judged}
    asked = [q for q in document.round.instrument.questions if q.asked(document.round.number)]
    missing = [(q.number, f"{place_in_words(q)}: agree on both judgements") for q in asked if q.number not in agreed]
    if asks_costs(document) and not document.readings.lodged().filter(kind=Reading.Kind.ECONOMIST).exists():
        missing.append((COSTS, "The health economist’s part on Question 8 is not lodged yet"))
    summary = AgreedSummary.objects.filter(document=document).first()
    if summary is None or not summary.summary.strip():
        missing.append((-1, "Write the thanks and summary"))
    if document.quality_comments.unticked().exists():
        missing.append((-2, "Tick off each point of quality assurance, with a word of what was done"))
    return missing


def asks_costs(document: LivingDocument) -> bool:
    question = document.round.instrument.question(COSTS)
    return bool(question and question.asked(document.round.number))


@transaction.atomic
def send_to_quality(document: LivingDocument, *, by: User) -> None:
    require(can_agree, by, document)
    if missing := missing_from_agreed(document):
        raise NotReady(missing)
    take_step(document, to=Status.IN_QA, by=by)
    write_letter("to_check", to=list(User.objects.with_role("qa")), document=document)


@transaction.atomic
def take_back(document: LivingDocument, *, why: str, by: User) -> None:
    """The leader takes feedback that has passed back to agreeing, before it is released."""
    require(can_release, by, document)
    take_step(document, to=Status.AGREEING, by=by, why=why)
