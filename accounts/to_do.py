"""What awaits the programme office and the task leader about people and letters."""

from collections.abc import Iterator

from django.template.defaultfilters import pluralize
from django.urls import reverse

from accounts.foundations import outbox
from accounts.foundations.home_panels import Panel, Place
from accounts.models import AskedRole, SecondStepReset, User
from accounts.permissions import can_decide_reset, can_decide_role, can_keep_programme, can_know_asked_roles


def awaiting(user: User) -> Iterator[Panel]:
    asked_roles = AskedRole.objects.waiting().with_people() if can_know_asked_roles(user) else []
    for asked in asked_roles:
        if can_decide_role(user, asked):
            text = f"{asked.asked_by} has asked to give {asked.name} the role “{asked.get_role_display()}”. A second person decides."
            yield Panel(
                Place.ROLES,
                "A role to confirm",
                text,
                reverse("asked_role", args=[asked.pk]),
                "Read and decide",
                "main",
            )
    resets = SecondStepReset.objects.waiting().with_people() if can_know_asked_roles(user) else []
    for reset in resets:
        if can_decide_reset(user, reset):
            text = f"{reset.asked_by} asks to reset the second step of {reset.person}. A second person decides."
            yield Panel(
                Place.SECOND_STEPS,
                "A second step to reset",
                text,
                reverse("second_step_reset", args=[reset.pk]),
                "Read and decide",
                "main",
            )
    letters = outbox.for_the_office() if can_keep_programme(user) else []
    if letters:
        text = f"{len(letters)} letter{pluralize(len(letters), ' has,s have')} not been sent."
        yield Panel(Place.LETTERS, "E-mail", text, reverse("letters"), "See which", "main")
