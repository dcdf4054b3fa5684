"""The reading desk: what was sent, the questions of a reading and how far each is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.urls import reverse

from feedback.models import COSTS, Comment, Reading
from living_docs.instrument import Question
from living_docs.models import LivingDocument, Round, Submission


def question_of(reading: Reading, number: int) -> Question:
    """A question that this reading is about, or the ordinary 404."""
    for question in reading.questions:
        if question.number == number:
            return question
    raise Http404


def sent_section(submission: Submission | None, number: int) -> dict | None:
    """One question of what a site sent."""
    sections = submission.data["sections"] if submission else []
    return next((section for section in sections if section["number"] == number), None)


def list_row(document: LivingDocument, reading: Reading | None) -> dict:
    """One line of the reading list."""
    if reading:
        reading.document = document
    return {
        "document": document,
        "reading": reading,
        "submission": document.current_submission,
        "state": own_state(reading),
        "address": desk_links(reading).first if reading else reverse("desk", args=[*place_of(document), COSTS]),
    }


def lodging_rows(reading: Reading, links: DeskLinks) -> list[dict]:
    """What a reading says of each question, in one line."""
    comments = {comment.question: comment for comment in reading.comments.all()}
    remarks = Counter(reading.remarks.values_list("question", flat=True))
    nothing = Comment(reading=reading)
    return [
        {"link": link, "comment": comment, "judged": comment.judged, "remarks": remarks[link.number]}
        for link in links.links
        for comment in [comments.get(link.number, nothing)]
    ]


def read_by(round: Round) -> datetime | None:
    """When readings are to be lodged, as far as the newest plan says so."""
    plan = round.reading_plans.order_by("pk").last()
    return plan.read_by if plan else None


def place_of(document: LivingDocument) -> list:
    return [document.round.number, document.site.slug]


def own_state(reading: Reading | None) -> tuple[str, str]:
    """How far one's own reading is, as a mark and a word."""
    if reading and reading.is_lodged:
        return "done", "Lodged"
    if reading and (reading.comments.all() or reading.remarks.all() or reading.summary):
        judged = sum(comment.is_judged for comment in reading.comments.all())
        return "under_way", f"Under way, {judged} of {len(reading.questions)} questions judged"
    return "not_yet", "Not begun"


@dataclass(frozen=True)
class DeskLink:
    name: str
    address: str
    state: str
    number: int


@dataclass(frozen=True)
class DeskLinks:
    """The questions of a reading with how far each is, and the page that lodges."""

    links: list[DeskLink]
    lodging: str

    def address(self, question: int) -> str:
        return next((link.address for link in self.links if link.number == question), self.lodging)

    @property
    def first(self) -> str:
        """Where to go on: the first question that is not judged yet."""
        return next((link.address for link in self.links if link.state != "done"), self.lodging)

    def after(self, question: int) -> str:
        return next((link.address for link in self.links if link.number > question), self.lodging)


def desk_links(reading: Reading) -> DeskLinks:
    place = place_of(reading.document)
    states = {comment.question: "done" if comment.is_judged else "under_way" for comment in reading.comments.all()}
    links = [
        DeskLink(q.short_name, reverse("desk", args=[*place, q.number]), states.get(q.number, "not_yet"), q.number)
        for q in reading.questions
    ]
    return DeskLinks(links, reverse("lodging", args=place))
