"""A person's own choices, and the end of an account."""

from django.db import transaction

from accounts import audit
from accounts.actions.links import end_open
from accounts.actions.locks import lock_with_all_who_must_stay, require_successor
from accounts.models import User
from accounts.permissions import can_keep_programme, require


def keep_on_device(user: User, *, keep: bool) -> None:
    """A person's own choice: whether their browser keeps, encrypted, what could not be saved yet."""
    user.keeps_text_on_device = keep
    user.save(update_fields=["keeps_text_on_device"])


def use_single_keys(user: User, *, use: bool) -> None:
    """A person's own choice: whether single keys do something on pages that offer it."""
    user.uses_single_keys = use
    user.save(update_fields=["uses_single_keys"])


@transaction.atomic
def switch_off(user: User, *, by: User) -> None:
    """End an account, its sessions (Django's session check refuses an inactive user) and its open invitations."""
    require(can_keep_programme, by)
    lock_with_all_who_must_stay(user)
    for role in user.memberships.values_list("role", flat=True):
        require_successor(user, role)
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_open(user.email, by=by)
    audit.record("switched off the account", by=by, about=user)
