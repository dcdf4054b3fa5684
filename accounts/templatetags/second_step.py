"""What pages ask about the second step."""

from django import template

from accounts.second_step import adapter

register = template.Library()


@register.simple_tag
def passkeys_work() -> bool:
    """Whether browsers make passkeys for this service's address."""
    return adapter.passkeys_work()
