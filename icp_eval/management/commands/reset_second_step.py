"""For whoever runs the machine: take a lost second step off when there are not two people to do it."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.foundations import audit
from accounts.models import User
from accounts.second_step import actions, requirement


class Command(BaseCommand):
    help = (
        "Take the second step off one account and end its sessions. Meant for an installation where no two people are "
        "left who could do it on the pages. The person is told by e-mail and the audit says that it was done here."
    )

    def add_arguments(self, parser):
        parser.add_argument("email")

    @transaction.atomic
    def handle(self, *, email, **options):
        person = User.objects.filter(email=email.lower()).first()
        if person is None or not requirement.is_set_up(person):
            raise CommandError("Nobody with that address has set up a second step.")
        audit.record("reset a second step by command", by=None, about=person)
        actions.take_off(person)
        self.stdout.write(f"The second step of {person} is reset.")
