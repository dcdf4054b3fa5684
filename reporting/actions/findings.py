"""What two people decide about findings of the anonymity gate."""

from __future__ import annotations

from django.db import transaction

from accounts.foundations import audit, clock
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


def ask_to_keep(finding: Finding, *, reason: str, by: User) -> None:
    """Ask a second person to let the words stand."""
    ask_second_person(finding, as_what=Finding.Decision.ASKED, reason=reason, by=by)


def call_false_alarm(finding: Finding, *, reason: str, by: User) -> None:
    """Say that the words identify no site; a second person agrees or refuses."""
    ask_second_person(finding, as_what=Finding.Decision.CALLED, reason=reason, by=by)


@transaction.atomic
def ask_second_person(finding: Finding, *, as_what: Finding.Decision, reason: str, by: User) -> None:
    require(can_write_review, by, finding.review)
    finding = locked(finding)
    finding.reopen()
    finding.decision, finding.reason, finding.asked_by = as_what, reason, by
    finding.save()
    audit.record(f"{as_what.label.lower()}: a finding", by=by, about=finding.review, why=reason)


@transaction.atomic
def agree_about_finding(finding: Finding, *, asked: str | None = None, by: User) -> None:
    """The second person agrees: the words stay, or it is a false alarm. `asked` is the mark of the request they read."""
    finding = waiting(finding, asked, by)
    finding.decision = Finding.AGREED[Finding.Decision(finding.decision)]
    finding.decided_by, finding.decided_at = by, clock.now()
    finding.save()
    audit.record("agreed about a finding", by=by, about=finding.review, why=finding.reason)


@transaction.atomic
def refuse_finding(finding: Finding, *, reason: str, asked: str | None = None, by: User) -> None:
    """The second person does not agree; the finding is open again, and the one who asked reads why."""
    finding = waiting(finding, asked, by)
    finding.decision, finding.refused_by, finding.refusal = Finding.Decision.OPEN, by, reason
    finding.save()
    audit.record("refused a decision about a finding", by=by, about=finding.review, why=reason)


@transaction.atomic
def reopen_finding(finding: Finding, *, by: User) -> None:
    """What was decided no longer counts."""
    require(can_write_review, by, finding.review)
    locked(finding).reopen()
    audit.record("opened a finding again", by=by, about=finding.review)


def waiting(finding: Finding, asked: str | None, by: User) -> Finding:
    """The finding, if it waits for a second person, this is one, and the request is the one they read."""
    finding = locked(finding)
    if not finding.waits_for_second or finding.asked != (asked or finding.asked):
        raise NotAMove("Somebody decided about it, or asked something else, while you read it. Read it again.")
    require(can_keep_finding, by, finding)
    return finding


def locked(finding: Finding) -> Finding:
    return Finding.objects.select_for_update(of=("self",)).select_related("review").get(pk=finding.pk)
