"""A filled-in Word form, read back."""

from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import User
from accounts.roles import Role
from living_docs import actions
from living_docs.files.office_files import NotOpened
from living_docs.models import LivingDocument
from living_docs.word.form_reader import identity_in
from living_docs.word.placements import Placement, Return, placed


class Command(BaseCommand):
    help = (
        "Read a filled-in Word form back into the document it was made from, and say what matched and what did not. "
        "It is written in the name of the site's project manager. An answer that somebody changed at the same place "
        "meanwhile is left as it is; the form is kept and shows both texts on the site."
    )

    def add_arguments(self, parser):
        parser.add_argument("form", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would change and write nothing")

    def handle(self, *, form, dry_run, **options):
        try:
            content = form.read_bytes()
            document = self.document(content)
            found = placed(content, document)
        except (OSError, NotOpened) as problem:
            raise CommandError(f"{form.name} was not read. {problem}") from None
        self.tell(found)
        if dry_run:
            self.stdout.write("Nothing was written.")
        else:
            self.take_in(document, content, form.name, found)

    def document(self, content: bytes) -> LivingDocument:
        identity = identity_in(content)
        document = LivingDocument.objects.of(identity.site, identity.round).first()
        if document is None:
            raise NotOpened(f"There is no document of {identity.site} in round {identity.round}.")
        return document

    def tell(self, found: Return) -> None:
        for placement in found.placements:
            self.stdout.write(f"{placement.prompt.number}\t{outcome(placement)}")
        for stray in found.strays:
            self.stdout.write(f"not placed\t{stray.where}: {' '.join(stray.text.split())}")
        for remark in found.remarks:
            self.stdout.write(f"note\t{remark}")

    @transaction.atomic
    def take_in(self, document: LivingDocument, content: bytes, name: str, found: Return) -> None:
        manager = User.objects.filter(
            is_active=True, memberships__role=Role.MANAGER, memberships__site=document.site
        ).first()
        if manager is None:
            raise CommandError(f"{document.site} has no project manager in whose name to write.")
        try:
            returned = actions.keep_word_return(document, content=content, name=name, by=manager)
            chosen = {p.prompt.number: p.answer.version for p in found.changed if not p.clashes}
            saved, _ = actions.take_in(returned, chosen=chosen, by=manager)
        except PermissionDenied:
            raise CommandError(f"{document} is not with its site, so nothing was written.") from None
        self.stdout.write(f"Taken in: {', '.join(saved) or 'nothing'}.")


def outcome(placement: Placement) -> str:
    if not placement.is_edited:
        return "matched, not changed"
    if placement.clashes:
        return "changed in both places, left as it is"
    if placement.is_already_there:
        return "changed, already so on the site"
    return "changed, fits together with what was written meanwhile" if placement.is_merged else "changed"
