"""A project or codebook from a program that writes REFI-QDA."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from accounts.roles import Role
from themes.refi_qda.archive import NotRead
from themes.refi_qda.importer import import_file


class Command(BaseCommand):
    help = (
        "Take in themes, codings and memos of a .qdpx or .qdc, in the task leader's name, "
        "and say what was taken and what was not."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--unknown-as", metavar="EMAIL", help="who coded where the file names people unknown here")

    def handle(self, *, file, unknown_as, **options):
        leader = User.objects.with_role(Role.LEADER).first()
        coder = User.objects.filter(email=unknown_as).first() if unknown_as else None
        if leader is None:
            raise CommandError("There is no task leader in whose name to take it in.")
        if unknown_as and coder is None:
            raise CommandError(f"Nobody here has the address {unknown_as}.")
        try:
            taken_in = import_file(file.read_bytes(), name=file.name, by=leader, unknown_as=coder)
        except (OSError, NotRead) as problem:
            raise CommandError(f"{file.name} was not imported. {problem}") from None
        for line in taken_in.lines:
            self.stdout.write(f"{line}.")
        for problem in taken_in.problems:
            self.stdout.write(f"left out\t{problem}")
