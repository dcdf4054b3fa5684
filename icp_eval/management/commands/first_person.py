"""The first two people of an installation: everyone else is invited by the programme office, and confirmed by a second."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.urls import reverse

from accounts.actions import invite_by_command
from accounts.models import User
from accounts.roles import Role


class Command(BaseCommand):
    help = (
        "Print the link by which the first person of the programme office makes an account. Run it a second time for "
        "another person, from the office or (--leader) the task leader, who confirms the roles the first one asks for. "
        "It works again if fewer than two such people are left."
    )

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("--leader", action="store_true", help="make the link for the task leader, not the office")

    @transaction.atomic
    def handle(self, *, email, name, leader, **options):
        if two_can_give_roles():
            raise CommandError(
                "Two people can give roles already: one from the programme office asks on the People page, "
                "another confirms."
            )
        role = Role.LEADER if leader else Role.OFFICE
        invitation = invite_by_command(email=email, name=name, role=role)
        self.stdout.write(settings.SITE_ADDRESS + reverse("accept_invitation", args=[invitation.renew_token()]))


def two_can_give_roles() -> bool:
    """Whether somebody in the office can ask for a role, and somebody else confirm it."""
    office = User.objects.with_role(Role.OFFICE).count()
    return office > 0 and User.objects.with_role(Role.OFFICE, Role.LEADER).count() > 1
