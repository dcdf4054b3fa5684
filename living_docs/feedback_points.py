"""What the last feedback report asked of a site, and its replies in C.4. Releases are known by reverse relation only."""

from __future__ import annotations

import re
from dataclasses import dataclass

from living_docs.instrument import Prompt
from living_docs.models import Answer, LivingDocument, Round
from living_docs.workflow import Status

PREFILL = "feedback_points"
TEXTS = ("more", "evidence", "practical", "noted")  # what asks for something stands first


@dataclass(frozen=True)
class Point:
    """One point of the report, with the prompts it is about and the site's reply."""

    row: dict[str, str]
    prompts: tuple[str, ...]
    reply: str

    @property
    def text(self) -> str:
        return self.row["point"]

    @property
    def said(self) -> str:
        return " ".join(filter(None, [self.row.get("done", ""), self.row.get("where", "")]))


@dataclass(frozen=True)
class Report:
    """The last released report as far as it stands beside the prompts of the next document."""

    round: int
    data: dict
    points: tuple[Point, ...]

    def on_question(self, number: int) -> dict | None:
        return next((question for question in self.data["questions"] if question["number"] == number), None)

    def on_prompt(self, number: str) -> list[str]:
        """The lines that name a prompt."""
        named = re.compile(rf"(?<![\w.]){re.escape(number)}(?![\w]|\.\d)")
        lines = [line for question in self.data["questions"] for name in TEXTS for line in question[name]]
        return [line for line in lines if named.search(line)]

    def points_on(self, number: str) -> list[Point]:
        return [point for point in self.points if number in point.prompts]


def last_release(document: LivingDocument):
    """The newest version of the last report that the site has received."""
    earlier = (
        LivingDocument.objects.filter(
            site=document.site,
            round__programme=document.round.programme,
            round__number__lt=document.round.number,
            status=Status.RELEASED,
        )
        .order_by("-round__number")
        .first()
    )
    return earlier.releases.order_by("-version").first() if earlier else None


def report_beside(document: LivingDocument, answers: dict[str, Answer]) -> Report | None:
    """The last report with the replies so far; `answers` are the document's own by prompt."""
    release = last_release(document)
    if release is None:
        return None
    about = {f"point-{point['number']}": tuple(point["prompts"]) for point in release.data["next_points"]}
    return Report(release.data["round"], release.data, tuple(points(document, answers, about)))


def points(document: LivingDocument, answers: dict[str, Answer], about: dict[str, tuple[str, ...]]) -> list[Point]:
    prompt = points_prompt(document)
    if prompt is None or prompt.number not in answers:
        return []
    rows = answers[prompt.number].value.get("rows", [])
    labels = reply_labels(prompt)
    return [Point(row, about.get(row["id"], ()), labels.get(row.get("reply", ""), "")) for row in rows]


def points_prompt(document: LivingDocument) -> Prompt | None:
    """The prompt that the points fill: C.4."""
    return next((prompt for prompt in document.prompts.values() if prompt.prefill == PREFILL), None)


def reply_labels(prompt: Prompt) -> dict[str, str]:
    return next((column.labels for column in prompt.columns if column.name == "reply"), {})


def without_reply(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return [row for row in rows if not row.get("reply")]


@dataclass(frozen=True)
class Share:
    """How many points of the last reports the sites that have submitted replied to: a sum, no site by itself."""

    answered: int
    points: int


def share_answered(round: Round) -> Share:
    """Over a round's submitted documents; an answer cannot be changed after it was sent."""
    numbers = [p.number for p in round.instrument.prompts.values() if p.prefill == PREFILL] if round.instrument else []
    sent = Answer.objects.filter(document__round=round, prompt_number__in=numbers).exclude(
        document__status=Status.DRAFT
    )
    rows = [row for value in sent.values_list("value", flat=True) for row in value.get("rows", [])]
    return Share(len(rows) - len(without_reply(rows)), len(rows))
