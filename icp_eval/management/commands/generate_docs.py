"""Writes docs/journey.md from the tables that the code walks."""

import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from living_docs.workflow import MOVES, WHOSE_TURN, Status
from reporting.workflow import REVIEW_MOVES, ReviewStatus

HEAD = "# The journeys\n\nMade by `manage.py generate_docs` from the tables in the code. Do not edit.\n"


class Command(BaseCommand):
    help = "Write docs/journey.md; with --check, fail when it is stale."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true")

    def handle(self, *, check, **options):
        path = Path(settings.BASE_DIR) / "docs" / "journey.md"
        fresh = journey()
        if not check:
            path.write_text(fresh, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != fresh:
            self.stderr.write("docs/journey.md is stale: run `make docs`.")
            sys.exit(1)


def journey() -> str:
    document = [f'    {frm.value} --> {to.value}: {step.verb}{", with a reason" if step.needs_reason else ""}'
                for (frm, to), step in MOVES.items()]  # fmt: skip
    review = [f"    {frm.value} --> {to.value}: {verb}" for (frm, to), verb in REVIEW_MOVES.items()]
    turns = [f"| {status.label} | {turn.label} |" for status, turn in WHOSE_TURN.items()]
    parts = [
        HEAD,
        "## A Living Document\n",
        diagram(Status.DRAFT.value, document),
        "\n| Status | Whose turn |\n|---|---|\n" + "\n".join(turns) + "\n",
        "## A thematic review\n",
        diagram(ReviewStatus.DRAFTING.value, review),
    ]
    return "\n".join(parts)


def diagram(start: str, lines: list[str]) -> str:
    return "\n".join(["```mermaid", "stateDiagram-v2", f"    [*] --> {start}", *lines, "```", ""])
