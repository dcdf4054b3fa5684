"""Quality assurance: pass, or send back with points."""

from __future__ import annotations

from django.db import transaction

from accounts.letters import write_letter
from accounts.models import User
from accounts.permissions import (
    can_check_quality,
    require,
)
from feedback.models import QualityCheck
from living_docs.actions import move
from living_docs.models import LivingDocument
from living_docs.workflow import Status


@transaction.atomic
def pass_quality(document: LivingDocument, *, by: User) -> QualityCheck:
    require(can_check_quality, by, document)
    check = QualityCheck.objects.create(document=document, by=by, passed=True)
    move(document, to=Status.PASSED, by=by)
    return check


@transaction.atomic
def send_back(document: LivingDocument, *, points: str, by: User) -> QualityCheck:
    require(can_check_quality, by, document)
    check = QualityCheck.objects.create(document=document, by=by, passed=False, points=points)
    move(document, to=Status.AGREEING, by=by, why=points)
    write_letter("sent_back", to=list(User.objects.with_role("leader")), document=document)
    return check
