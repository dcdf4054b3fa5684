"""What the last feedback report asked of a site, and its replies in C.4. Releases are known by reverse relation only."""

from __future__ import annotations

import re
from dataclasses import dataclass

from living_docs.comment_fields import ASKS_FIRST, printed_asks
from living_docs.instrument import Prompt
from living_docs.models import Answer, LivingDocument, Round
from living_docs.workflow import Status

PREFILL = "feedback_points"
PROMPT_NUMBER = re.compile(r"(?<![\w.])(?:C|\d)\.\d+(?!\d)")
WHOLE = re.compile(r"(?:q|question)? ?\d", re.IGNORECASE)


@dataclass(frozen=True)
class Point:
    """One thing that the report asks, with the prompts it is about and the site's reply as C.4 holds it."""

    row: dict[str, str]
    prompts: tuple[str, ...]
    reply: str
    name: str = ""
    questions: tuple[int, ...] = ()

    @property
    def id(self) -> str:
        return self.row["id"]

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
    asks: tuple[Point, ...] = ()

    @property
    def all(self) -> tuple[Point, ...]:
        """Whatever asks for a reply: the points, then the asks of each question, 3a, 3b, …"""
        return self.points + self.asks

    @property
    def replied(self) -> str:
        """ "Replied to 2 of 5." """
        return f"Replied to {sum(bool(point.reply) for point in self.all)} of {len(self.all)}."

    def on_question(self, number: int) -> dict | None:
        return next((question for question in self.data["questions"] if question["number"] == number), None)

    def on_prompt(self, number: str) -> list[str]:
        """The lines that name a prompt."""
        named = re.compile(rf"(?<![\w.]){re.escape(number)}(?![\w]|\.\d)")
        lines = [
            line for question in self.data["questions"] for field in ASKS_FIRST for line in question.get(field.name, [])
        ]
        return [line for line in lines if named.search(line)]

    def points_on(self, number: str) -> list[Point]:
        return [point for point in self.points if number in point.prompts]


def last_release(document: LivingDocument):
    """The newest version of the last report that the site has received; None where it was withdrawn."""
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
    return earlier.releases.current().first() if earlier else None


def report_beside(document: LivingDocument, answers: dict[str, Answer]) -> Report | None:
    """The last report with the replies so far; `answers` are the document's own by prompt."""
    release = last_release(document)
    if release is None:
        return None
    prompt = points_prompt(document)
    if prompt is None or prompt.number not in answers:
        return Report(release.data["round"], release.data, ())
    rows = {row["id"]: row for row in answers[prompt.number].value.get("rows", [])}
    asks = asks_of(release.data)
    points = [
        point(row, named_of(release.data, row_id), prompt, document)
        for row_id, row in rows.items()
        if row_id not in asks
    ]
    lettered = [
        point(rows.get(row_id, new_row(row_id, text)), [text, str(question)], prompt, document)
        for row_id, (question, text) in asks.items()
    ]
    return Report(release.data["round"], release.data, tuple(points), tuple(lettered))


def named_of(data: dict, row_id: str) -> list[str]:
    return next((p["prompts"] for p in data["next_points"] if f"point-{p['number']}" == row_id), [])


def point(row: dict[str, str], named: list[str], prompt: Prompt, document: LivingDocument) -> Point:
    """A row of C.4 with what it is about: "3.2", "3.2a" and "3.2 (b)" are 3.2; "3" and "Question 3" the whole of it."""
    known = [number for words in named for number in PROMPT_NUMBER.findall(words) if number in document.prompts]
    whole = [int(words.lower().removeprefix("question").lstrip("q ")) for words in named if WHOLE.fullmatch(words)]
    name = row["id"].removeprefix("ask-") if row["id"].startswith("ask-") else row["id"].replace("point-", "point ")
    reply = reply_labels(prompt).get(row.get("reply", ""), "")
    return Point(row, tuple(dict.fromkeys(known)), reply, name, tuple(dict.fromkeys(whole)))


def new_row(row_id: str, text: str) -> dict[str, str]:
    return {"id": row_id, "point": text, "reply": "", "done": "", "where": ""}


def asks_of(data: dict) -> dict[str, tuple[int, str]]:
    """The lettered asks of a report by the id of their row: "ask-3a" to question and words."""
    return {
        f"ask-{ask.id}": (question["number"], ask.text)
        for question in data["questions"]
        for ask in printed_asks(question)
    }


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
