"""What awaits the programme office about letters."""

from collections.abc import Iterator

from django.template.defaultfilters import pluralize
from django.urls import reverse

from accounts import outbox
from accounts.models import User
from accounts.panels import Panel
from accounts.permissions import can_keep_programme


def awaiting(user: User) -> Iterator[Panel]:
    letters = outbox.for_the_office() if can_keep_programme(user) else []
    if letters:
        text = f"{len(letters)} letter{pluralize(len(letters), ' has,s have')} not been sent."
        yield Panel("E-mail", text, reverse("letters"), "See which", "main")
