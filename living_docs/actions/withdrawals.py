"""What withdrawing a review and withdrawing a report share: asked for once at a time, decided once."""

from __future__ import annotations

from collections.abc import Callable

from accounts.models import User
from accounts.permissions import require
from living_docs.models import AskedWithdrawal, Withdrawable
from living_docs.workflow import NotAMove
from sites.clearance import ClearedText


def note_withdrawal(product: Withdrawable, *, reason: ClearedText, by: User):
    """Add what was asked; call it in a transaction."""
    locked = type(product).objects.select_for_update().get(pk=product.pk)  # type: ignore[attr-defined]
    if any(one.is_waiting or one.confirmed for one in locked.withdrawals.all()):
        raise NotAMove("Somebody has asked for this withdrawal already.")
    return locked.withdrawals.create(reason=reason, asked_by=by)


def decide_withdrawal(
    asked: AskedWithdrawal, *, confirmed: bool, refusal: str = "", rule: Callable[..., bool], by: User
):
    """Confirm or refuse, for whoever may at this moment; call it in a transaction."""
    locked = type(asked).objects.select_for_update().get(pk=asked.pk)
    require(rule, by, locked)
    if not locked.is_waiting:
        raise NotAMove("Somebody has decided about this withdrawal already.")
    locked.decide(confirmed=confirmed, refusal=refusal.strip(), by=by)
    return locked
