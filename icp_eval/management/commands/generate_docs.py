"""Writes the documents that are made from tables in the code: docs/journey.md and docs/exits.md."""

import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from living_docs.workflow import MOVES, WHOSE_TURN, Status
from reporting.workflow import REVIEW_MOVES, ReviewStatus
from sites.exits import EXITS

MADE = "Made by `manage.py generate_docs` from the tables in the code. Do not edit.\n"


class Command(BaseCommand):
    help = "Write docs/journey.md and docs/exits.md; with --check, fail when one is stale."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true")

    def handle(self, *, check, **options):
        for name, fresh in {"journey.md": journey(), "exits.md": exits()}.items():
            path = Path(settings.BASE_DIR) / "docs" / name
            if not check:
                path.write_text(fresh, encoding="utf-8")
            elif not path.exists() or path.read_text(encoding="utf-8") != fresh:
                self.stderr.write(f"docs/{name} is stale: run `make docs`.")
                sys.exit(1)


def journey() -> str:
    document = [f'    {frm.value} --> {to.value}: {step.verb}{", with a reason" if step.needs_reason else ""}'
                for (frm, to), step in MOVES.items()]  # fmt: skip
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
