"""The frozen submissions of a round as plain JSON, each with what its site had sent before, and the finished codings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from html import unescape

from living_docs.models import Round, Submission
from themes.models import Coding, CodingLayer, Theme

TAG = re.compile(r"<[^<>]+>")
PLAIN_NUMBER = re.compile(r"\d{1,15}(\.\d{1,2})?")
POINTS = "feedback_points"


@dataclass(frozen=True)
class Document:
    """One site's submission: its prompts by number, and the same prompts as the site last sent them before."""

    reference: str
    pk: int
    prompts: dict[str, dict]
    before: dict[str, dict] | None

    def state(self, number: str) -> str:
        return self.prompts[number]["state"] if number in self.prompts else "open"

    def rows(self, number: str) -> list[dict]:
        return self.prompts.get(number, {}).get("value", {}).get("rows", [])

    def amounts(self, number: str) -> list[tuple[dict, Decimal | None]]:
        """Each row of a cost table with its amount in pounds as it was understood on the day it was sent."""
        rows = self.rows(number)
        read = self.prompts.get(number, {}).get("shown", {}).get("amounts") or [row.get("amount", "") for row in rows]
        return [(row, pounds(text)) for row, text in zip(rows, read, strict=True)]


class Documents:
    """All that a round's numbers rest on."""

    def __init__(self, round: Round) -> None:
        self.round, self.k, self.form = round, round.programme.disclosure_k, round.instrument.data
        newest: dict[int, Submission] = {}
        current = Submission.objects.exclude(document__status="draft").filter(document__round=round)
        for sent in current.select_related("document").order_by("pk"):
            newest[sent.document_id] = sent
        before = sent_before(round)
        self.all = [document_of(sent, before.get(sent.document.site_id, [])) for sent in newest.values()]
        self.coded, self.themes = codings_of({one.pk for one in self.all})

    @property
    def questions(self) -> list[dict]:
        """The eight questions, each with the prompts that the round asks."""
        number = str(self.round.number)
        return [
            question | {"prompts": [p for p in question["prompts"] if p["rounds"].get(number, "none") != "none"]}
            for question in self.form["questions"]
        ]

    @property
    def points_prompts(self) -> list[str]:
        number = str(self.round.number)
        every = [*self.form["cover"], *(p for question in self.form["questions"] for p in question["prompts"])]
        return [p["number"] for p in every if p["prefill"] == POINTS and p["rounds"].get(number, "none") != "none"]

    def prompt(self, number: str) -> dict:
        """A prompt of the form; a form without it is as one that offers nothing there."""
        every = (p for question in self.form["questions"] for p in question["prompts"])
        return next((p for p in every if p["number"] == number), {"options": [], "columns": []})

    def options(self, number: str, column: str) -> list[dict]:
        """The options of a table's column."""
        return next((one["options"] for one in self.prompt(number)["columns"] if one["name"] == column), [])


def sent_before(round: Round) -> dict[int, list[Submission]]:
    """What each site sent in earlier rounds, the oldest first."""
    earlier = Submission.objects.filter(
        document__round__programme=round.programme, document__round__number__lt=round.number
    ).select_related("document")
    by_site: dict[int, list[Submission]] = {}
    for sent in earlier.order_by("document__round__number", "number"):
        by_site.setdefault(sent.document.site_id, []).append(sent)
    return by_site


def document_of(sent: Submission, earlier: list[Submission]) -> Document:
    before: dict[str, dict] = {}
    for one in earlier:
        before |= prompts_of(one)
    return Document(sent.reference, sent.pk, prompts_of(sent), before or None)


def prompts_of(sent: Submission) -> dict[str, dict]:
    return {prompt["number"]: prompt for section in sent.data["sections"] for prompt in section["prompts"]}


def pounds(text: str) -> Decimal | None:
    """An amount as it is frozen ("12000.00"), or as it was typed into the first forms ("£12,000")."""
    digits = text.replace(",", "").replace("£", "").replace(" ", "")
    negative = digits.startswith("-")
    number = digits.lstrip("-+")
    if not PLAIN_NUMBER.fullmatch(number):
        return None
    return -Decimal(number) if negative else Decimal(number)


def codings_of(submissions: set[int]) -> tuple[set[int], dict[int, set[int]]]:
    """The submissions whose coding counts and is finished; and for each theme those at which it, or one beneath it, stands."""
    layers: dict[int, list[CodingLayer]] = {}
    for layer in CodingLayer.objects.filter(submission__in=submissions).exclude(kind="blind"):
        layers.setdefault(layer.submission_id, []).append(layer)
    counting: dict[int, int] = {}
    for submission, found in layers.items():
        settled = [layer for layer in found if layer.kind == "settled"]
        finished = settled or [layer for layer in found if layer.finished_at]
        counting |= {layer.pk: submission for layer in finished}
    parents, merged = {}, {}
    for pk, parent, into in Theme.objects.values_list("pk", "parent", "merged_into"):
        parents[pk], merged[pk] = parent, into
    at: dict[int, set[int]] = {}
    for layer_pk, coded in Coding.objects.filter(layer__in=counting, removed_at=None).values_list("layer", "theme"):
        theme: int | None = coded
        while theme and merged[theme]:
            theme = merged[theme]
        while theme:
            at.setdefault(theme, set()).add(counting[layer_pk])
            theme = parents[theme]
    return set(counting.values()), at


def has_changed(now: dict, before: dict | None) -> bool:
    """Whether an answer differs from what was sent: its words in order, its choices and files, its table rows."""
    return words(now) != words(before) or chosen(now) != chosen(before) or cells(now) != cells(before)


def words(entry: dict | None) -> list[str]:
    shown = entry["shown"] if entry else {}
    texts = [*shown.get("lines", []), *(unescape(TAG.sub(" ", text)) for text in shown.get("texts", []))]
    return " ".join(texts).split()


def chosen(entry: dict | None) -> set[str]:
    shown = entry["shown"] if entry else {}
    return {*shown.get("choices", []), *(f"{file['title']} ({file['name']})" for file in shown.get("files", []))}


def cells(entry: dict | None) -> list[tuple[str, ...]]:
    shown = entry["shown"] if entry else {}
    return sorted(tuple(row) for row in shown.get("rows", []))
