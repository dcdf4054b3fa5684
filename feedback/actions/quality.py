"""Quality assurance: comment while the feedback is agreed, then pass it, or send it back with points."""

from __future__ import annotations

from django.db import transaction

from accounts.foundations import audit, clock
from accounts.foundations.letters import write_letter
from accounts.models import User
from accounts.permissions import (
    can_agree,
    can_check_quality,
    can_follow_quality,
    require,
)
from feedback.actions.common import take_step
from feedback.agreement.changes_since_check import agreed_texts
from feedback.models import QualityCheck, QualityComment
from living_docs.models import LivingDocument
from living_docs.workflow import Status


@transaction.atomic
def comment_on_quality(document: LivingDocument, *, text: str, by: User) -> QualityComment:
    """Say early what should be mended; the leader sees it beside the agreed comments."""
    require(can_follow_quality, by, document)
    audit.record("commented for quality assurance", by=by, about=document, site=document.site)
    return QualityComment.objects.create(document=document, text=text.strip(), by=by)


@transaction.atomic
def tick_off(comment: QualityComment, *, done: str, by: User) -> QualityComment:
    """The leader says what was done about a point."""
    require(can_agree, by, comment.document)
    comment.done, comment.done_by, comment.done_at = done.strip(), by, clock.now()
    comment.save(update_fields=["done", "done_by", "done_at"])
    return comment


@transaction.atomic
def pass_quality(document: LivingDocument, *, by: User) -> QualityCheck:
    require(can_check_quality, by, document)
    check = QualityCheck.objects.create(document=document, by=by, passed=True, seen=agreed_texts(document))
    take_step(document, to=Status.PASSED, by=by)
    return check


@transaction.atomic
def send_back(document: LivingDocument, *, points: str, by: User) -> QualityCheck:
    """Back to the leader, each line a point to be ticked off."""
    require(can_check_quality, by, document)
    seen = agreed_texts(document)
    check = QualityCheck.objects.create(document=document, by=by, passed=False, points=points, seen=seen)
    for line in filter(None, (line.strip() for line in points.splitlines())):
        QualityComment.objects.create(document=document, check_made=check, text=line, by=by)
    take_step(document, to=Status.AGREEING, by=by, why=points)
    write_letter("sent_back", to=list(User.objects.with_role("leader")), document=document)
    return check
