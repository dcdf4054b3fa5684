"""A released report that should not have gone is taken back: the leader asks, a QA reviewer decides."""

from __future__ import annotations

from django.db import transaction

from accounts.foundations import audit
from accounts.foundations.letters import write_letter
from accounts.models import User
from accounts.permissions import can_ask_to_withdraw_report, can_decide_report_withdrawal, require
from feedback.models import Release, ReportWithdrawal
from living_docs.actions import decide_withdrawal, note_withdrawal, people_of
from sites.clearance import ClearedText, clear_for_site
from sites.exits import REPORT_WITHDRAWN


def ask_to_withdraw_report(release: Release, *, reason: str, by: User) -> ReportWithdrawal:
    """Ask a QA reviewer to take a report back from its site. NotCleared where the guard finds something in the reason."""
    require(can_ask_to_withdraw_report, by, release)
    cleared = clear_for_site(REPORT_WITHDRAWN, reason.strip(), site=release.document.site, by=by)
    return store_asked(release, reason=cleared, by=by)


@transaction.atomic
def store_asked(release: Release, *, reason: ClearedText, by: User) -> ReportWithdrawal:
    asked = note_withdrawal(release, reason=reason, by=by)
    audit.record("asked to withdraw", by=by, about=release, site=release.document.site, why=reason)
    deciders = [user for user in User.objects.with_role("qa") if can_decide_report_withdrawal(user, asked)]
    write_letter("report_withdrawal_asked", to=deciders, release=release)
    return asked


@transaction.atomic
def confirm_report_withdrawal(asked: ReportWithdrawal, *, by: User) -> ReportWithdrawal:
    """Take the report back: from now on its site reads only that it was withdrawn, when and why."""
    asked = decide_withdrawal(asked, confirmed=True, rule=can_decide_report_withdrawal, by=by)
    release = asked.product
    audit.record("withdrew", by=by, about=release, site=release.document.site, why=asked.reason)
    write_letter("report_withdrawn", to=people_of(release.document), document=release.document, release=release)
    return asked


@transaction.atomic
def refuse_report_withdrawal(asked: ReportWithdrawal, *, reason: str, by: User) -> ReportWithdrawal:
    """The report stays with its site; who asked reads why."""
    rule = can_decide_report_withdrawal
    asked = decide_withdrawal(asked, confirmed=False, refusal=reason, rule=rule, by=by)
    release = asked.product
    audit.record("refused to withdraw", by=by, about=release, site=release.document.site, why=reason)
    write_letter("report_withdrawal_refused", to=[asked.asked_by], release=release)
    return asked
