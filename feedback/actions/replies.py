"""A site with its report in hand: read, asked, replied; the leader answers."""

from __future__ import annotations

from django.db import transaction

from accounts.foundations import audit
from accounts.foundations.letters import write_letter
from accounts.models import AuditEvent, User
from accounts.permissions import can_acknowledge, can_write_about_report, require
from feedback.models import Acknowledgement, Release, ReportMessage
from living_docs.actions import people_of
from sites.clearance import clear_for_site
from sites.exits import REPORT_ANSWER


@transaction.atomic
def acknowledge(release: Release, *, by: User) -> Acknowledgement:
    """A person of the site says to have read the report; once."""
    require(can_acknowledge, by, release)
    said, new = Acknowledgement.objects.get_or_create(release=release, by=by)
    if new:
        audit.record("acknowledged", by=by, about=release, site=release.document.site)
    return said


@transaction.atomic
def write_about_report(release: Release, *, text: str, by: User) -> ReportMessage:
    """A question, a reply or an answer; the other side is told by letter that there is one."""
    require(can_write_about_report, by, release)
    from_team = not by.belongs_to(release.document.site)
    text = clear_for_site(REPORT_ANSWER, text, site=release.document.site, by=by)
    message = ReportMessage.objects.create(release=release, text=text, from_team=from_team, by=by)
    verb = f"{AuditEvent.CONFIDENTIAL_VERB}: wrote about a report"
    audit.record(verb, by=by, about=release, site=release.document.site)
    to = people_of(release.document) if from_team else list(User.objects.with_role("leader"))
    write_letter("report_answered" if from_team else "report_asked", to=to, document=release.document)
    return message
