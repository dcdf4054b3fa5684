"""The first account of an installation: everyone else is invited by the programme office."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from accounts.models import Invitation, User
from accounts.roles import Role


class Command(BaseCommand):
    help = "Print the link by which the first person of the programme office makes an account."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("name")

    def handle(self, *, email, name, **options):
        if User.objects.filter(memberships__role=Role.OFFICE, is_active=True).exists():
            raise CommandError("The programme office has people already; they invite others from the People page.")
        inviter, _ = User.objects.get_or_create(
            email="installation@localhost", defaults={"name": "The installation", "is_active": False}
        )
        invitation = Invitation.objects.create(email=email.lower(), name=name, role=Role.OFFICE, invited_by=inviter)
        self.stdout.write(settings.SITE_ADDRESS + reverse("accept_invitation", args=[invitation.token]))
