"""A person's own choices."""

from accounts.models import User


def keep_on_device(user: User, *, keep: bool) -> None:
    """A person's own choice: whether their browser keeps, encrypted, what could not be saved yet."""
    user.keeps_text_on_device = keep
    user.save(update_fields=["keeps_text_on_device"])


def use_single_keys(user: User, *, use: bool) -> None:
    """A person's own choice: whether single keys do something on pages that offer it."""
    user.uses_single_keys = use
    user.save(update_fields=["uses_single_keys"])
