"""Writes the documents that are made from tables in the code: docs/journey.md, docs/exits.md and docs/limits.md."""

import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from icp_eval.limits import MOST_LETTERS, MOST_MARKS, RATES
from living_docs.file_reader import limits as apart
from living_docs.files import office_files, pictures
from living_docs.tables import workbooks
from living_docs.word import package
from living_docs.word import text as word_text
from living_docs.workflow import MOVES, WHOSE_TURN, Status
from reporting.review.workflow import REVIEW_MOVES, ReviewStatus
from sites.exits import EXITS

MADE = "Made by `manage.py generate_docs` from the tables in the code. Do not edit.\n"


class Command(BaseCommand):
    help = "Write docs/journey.md, docs/exits.md and docs/limits.md; with --check, fail when one is stale."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true")

    def handle(self, *, check, **options):
        for name, fresh in {"journey.md": journey(), "exits.md": exits(), "limits.md": limits()}.items():
            path = Path(settings.BASE_DIR) / "docs" / name
            if not check:
                path.write_text(fresh, encoding="utf-8")
            elif not path.exists() or path.read_text(encoding="utf-8") != fresh:
                self.stderr.write(f"docs/{name} is stale: run `make docs`.")
                sys.exit(1)


def journey() -> str:
    document = [
        f"    {frm.value} --> {to.value}: {step.verb}{', with a reason' if step.needs_reason else ''}"
        for (frm, to), step in MOVES.items()
    ]
    review = [f"    {frm.value} --> {to.value}: {verb}" for (frm, to), verb in REVIEW_MOVES.items()]
    turns = [f"| {status.label} | {turn.label} |" for status, turn in WHOSE_TURN.items()]
    parts = [
        f"# The journeys\n\n{MADE}",
        "## A Living Document\n",
        diagram(Status.DRAFT.value, document),
        "\n| Status | Whose turn |\n|---|---|\n" + "\n".join(turns) + "\n",
        "## A thematic review\n",
        diagram(ReviewStatus.DRAFTING.value, review),
    ]
    return "\n".join(parts)


def diagram(start: str, lines: list[str]) -> str:
    return "\n".join(["```mermaid", "stateDiagram-v2", f"    [*] --> {start}", *lines, "```", ""])


def exits() -> str:
    """Every text that leaves the team, as `sites/exits.py` declares it."""
    rows = [f"| {one.name} | `{one.held_in}` | {one.readers} | {one.passes.label} |" for one in EXITS]
    head = "| What leaves | Where it is held or made | Who reads it | What it passes |\n|---|---|---|---|\n"
    return f"# What leaves the team\n\n{MADE}\n{head}" + "\n".join(rows) + "\n"


def limits() -> str:
    """What one file, text, request or person may cost, as the code says it."""
    megabyte = office_files.MEGABYTE
    sizes = [
        ("A request with its texts", f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE // megabyte} MB"),
        ("One text: an answer, a section, a comment, a message", f"{MOST_LETTERS:,} letters"),
        ("Stars and underscores of one text", f"{MOST_MARKS:,}"),
        ("A file that is kept", f"{settings.EVIDENCE_FILE_LIMIT // megabyte} MB"),
        ("A Word form or workbook", f"{office_files.MOST_BYTES // megabyte} MB"),
        (
            "The same, unpacked",
            f"{office_files.MOST_UNPACKED // megabyte} MB, {office_files.MOST_SWELLING} times its size",
        ),
        ("A Word form", f"{package.MOST_TAGS:,} tags, {word_text.MOST_LETTERS:,} letters"),
        ("A workbook", f"{workbooks.MOST_IN_BOOK:,} cells and texts; a table {workbooks.MOST_LINES:,} rows"),
        ("A picture", f"{pictures.MOST_POINTS:,} points"),
        (
            "Reading one file",
            f"{apart.MOST_PROCESSOR} s of work, {apart.MOST_TIME} s in all, {apart.MOST_MEMORY // megabyte} MB of memory",
        ),
        ("Files read at a time", f"{apart.AT_ONCE} for each web worker"),
    ]
    rates = [
        (f"{rate.what.capitalize()} by one person", f"{rate.most:,} an hour for each web worker") for rate in RATES
    ]
    rows = "\n".join(f"| {what} | {most} |" for what, most in [*sizes, *rates])
    said = "What is larger is refused in a sentence, and what was typed is given back. Limits of signing in stand in the settings."
    return f"# Limits\n\n{MADE}\n{said}\n\n| What | At most |\n|---|---|\n{rows}\n"
