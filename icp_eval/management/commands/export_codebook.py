"""The themes for a program that reads REFI-QDA codebooks."""

from pathlib import Path

from django.core.management.base import BaseCommand

from themes.models import ThemeTree
from themes.refi_qda.collection import codes
from themes.refi_qda.writer import codebook_file


class Command(BaseCommand):
    help = "Write all theme trees as a REFI-QDA codebook (.qdc)."

    def add_arguments(self, parser):
        parser.add_argument("--out", type=Path, required=True)

    def handle(self, *, out, **options):
        out.write_bytes(codebook_file(codes(ThemeTree.objects.in_order())))
        self.stdout.write(f"{out} written.")
