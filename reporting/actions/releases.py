"""The feedback report goes to its site."""

from __future__ import annotations

from django.db import transaction

from accounts.foundations.letters import write_letter
from accounts.models import User
from accounts.permissions import (
    can_release,
    require,
)
from feedback.actions import take_step
from feedback.models import Release
from living_docs.actions import people_of
from living_docs.canonical_json import sha256
from living_docs.models import LivingDocument
from living_docs.workflow import Status
from reporting import jobs
from reporting.feedback_reports import contents as feedback_report
from reporting.products import FEEDBACK_REPORT
from sites.clearance import note_cleared, shown, version_of
from sites.exits import RELEASED_REPORT


@transaction.atomic
def release(document: LivingDocument, *, by: User) -> Release:
    """Send the agreed feedback to the site, as it stands now and for good."""
    require(can_release, by, document)
    document = LivingDocument.objects.select_for_update().get(pk=document.pk)
    require(can_release, by, document)
    version = document.releases.count() + 1
    reason = shown(document.correction.reason, document.site) if document.correction else ""
    data = feedback_report.draft_data(document, version=version, correction=reason)
    check = document.quality_checks.filter(passed=True).latest("pk")
    report = Release.objects.create(
        document=document,
        version=version,
        data=data,
        sha256=sha256(data),
        by=by,
        correction=reason,
        quality_check=check,
    )
    passed = f"{version_of(RELEASED_REPORT, document.site.programme)}, check {check.pk}"
    note_cleared(RELEASED_REPORT, report.sha256, passed, site=document.site, by=by)
    take_step(document, to=Status.RELEASED, by=by)
    for format in FEEDBACK_REPORT.stored:
        jobs.make_release_file.enqueue(report.pk, format.key)
    write_letter("report_ready", to=people_of(document), document=document)
    return report
