"""A published review that should not have gone is taken back: the leader asks, one of those who approve decides."""

from __future__ import annotations

from django.db import transaction

from accounts.foundations import audit
from accounts.foundations.letters import write_letter
from accounts.models import User
from accounts.permissions import can_ask_to_withdraw_review, can_decide_review_withdrawal, require
from living_docs.actions import decide_withdrawal, note_withdrawal
from reporting.models import Publication, ReviewWithdrawal
from sites.clearance import ClearedText, clear
from sites.exits import REVIEW_WITHDRAWN

READERS = ("steering", "manager", "contributor", "implementation")


def ask_to_withdraw_review(publication: Publication, *, reason: str, by: User) -> ReviewWithdrawal:
    """Ask a second person to take a version back. NotCleared where the gate finds something in the reason."""
    require(can_ask_to_withdraw_review, by, publication)
    cleared = clear(REVIEW_WITHDRAWN, reason.strip(), programme=publication.round.programme, by=by)
    return store_asked(publication, reason=cleared, by=by)


@transaction.atomic
def store_asked(publication: Publication, *, reason: ClearedText, by: User) -> ReviewWithdrawal:
    asked = note_withdrawal(publication, reason=reason, by=by)
    audit.record("asked to withdraw", by=by, about=publication, why=reason)
    team = User.objects.with_role("qa", "researcher", "economist")
    deciders = [user for user in team if can_decide_review_withdrawal(user, asked)]
    write_letter("review_withdrawal_asked", to=deciders, publication=publication)
    return asked


@transaction.atomic
def confirm_review_withdrawal(asked: ReviewWithdrawal, *, by: User) -> ReviewWithdrawal:
    """Take the version back: its page says when and why, its files are gone, its readers are told."""
    asked = decide_withdrawal(asked, confirmed=True, rule=can_decide_review_withdrawal, by=by)
    audit.record("withdrew", by=by, about=asked.product, why=asked.reason)
    write_letter("review_withdrawn", to=list(User.objects.with_role(*READERS)), publication=asked.product)
    return asked


@transaction.atomic
def refuse_review_withdrawal(asked: ReviewWithdrawal, *, reason: str, by: User) -> ReviewWithdrawal:
    """The version stays; who asked reads why."""
    rule = can_decide_review_withdrawal
    asked = decide_withdrawal(asked, confirmed=False, refusal=reason, rule=rule, by=by)
    audit.record("refused to withdraw", by=by, about=asked.product, why=reason)
    write_letter("review_withdrawal_refused", to=[asked.asked_by], publication=asked.product)
    return asked
