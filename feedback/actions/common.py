"""What several of these actions share."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from accounts.foundations import audit
from accounts.models import User
from feedback.models import Correction
from living_docs import workflow
from living_docs.actions import move
from living_docs.instrument import Question
from living_docs.models import LivingDocument
from living_docs.workflow import Status


@dataclass
class NotReady(Exception):
    """What is still missing, one sentence each with the question it is about."""

    missing: list[tuple[int, str]]


def write(comment, fields: dict[str, str]):
    """Put changed fields into a comment as its next version; unchanged ones make none."""
    changed = {name: value for name, value in fields.items() if getattr(comment, name) != value}
    if changed:
        for name, value in changed.items():
            setattr(comment, name, value)
        comment.version += 1
        comment.save()
    return comment


def place_in_words(question: Question) -> str:
    return f"Question {question.number}" if question.number else "Cover"


@transaction.atomic
def take_step(document: LivingDocument, *, to: Status, by: User, why: str = "") -> None:
    """A step of the document's journey or, once it is released, of its correction, by the same table."""
    if not document.is_released:
        move(document, to=to, by=by, why=why)
        return
    LivingDocument.objects.select_for_update().get(pk=document.pk)
    correction = Correction.objects.select_for_update().get(pk=document.correction.pk)
    step = workflow.step(correction.status, to, why)
    correction.status = to
    correction.save(update_fields=["status"])
    audit.record(f"{step.verb} (correction)", by=by, about=document, site=document.site, why=why)
