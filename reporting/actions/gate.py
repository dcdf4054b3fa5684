"""What is decided about findings of the anonymity gate."""

from __future__ import annotations

from django.db import transaction

from accounts import audit, clock
from accounts.models import User
from accounts.permissions import (
    can_keep_finding,
    can_write_review,
    require,
)
from living_docs.workflow import NotAMove
from reporting.models import (
    Finding,
)


@transaction.atomic
def ask_to_keep(finding: Finding, *, reason: str, by: User) -> None:
    require(can_write_review, by, finding.review)
    finding.decision, finding.reason, finding.asked_by = Finding.Decision.ASKED, reason, by
    finding.decided_by = finding.decided_at = None
    finding.save()
    audit.record("asked to keep a finding", by=by, about=finding.review, why=reason)


@transaction.atomic
def keep_finding(finding: Finding, *, by: User) -> None:
    """A second person agrees that the words may stay."""
    require(can_keep_finding, by, finding)
    if finding.decision != Finding.Decision.ASKED:
        raise NotAMove("Nobody has asked to keep this finding")
    finding.decision, finding.decided_by, finding.decided_at = Finding.Decision.KEPT, by, clock.now()
    finding.save()
    audit.record("kept a finding", by=by, about=finding.review, why=finding.reason)


@transaction.atomic
def call_false_alarm(finding: Finding, *, reason: str, by: User) -> None:
    """The words tell no site; the approvers see who said so, and why."""
    require(can_write_review, by, finding.review)
    finding.decision, finding.reason, finding.asked_by = Finding.Decision.FALSE, reason, by
    finding.decided_by, finding.decided_at = None, clock.now()
    finding.save()
    audit.record("called a finding a false alarm", by=by, about=finding.review, why=reason)


@transaction.atomic
def reopen_finding(finding: Finding, *, by: User) -> None:
    """What was decided no longer counts."""
    require(can_write_review, by, finding.review)
    finding.reopen()
    audit.record("opened a finding again", by=by, about=finding.review)
