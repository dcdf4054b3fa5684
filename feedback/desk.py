"""What the reading desk and the agreeing page lay side by side."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse

from feedback.forms import CommentForm
from feedback.models import Comment, CommentFields, Reading
from living_docs.instrument import Question


def question_of(reading: Reading, number: int) -> Question:
    """A question that this reading is about, or the ordinary 404."""
    for question in reading.questions:
        if question.number == number:
            return question
    raise Http404


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

    def after(self, question: int) -> str:
        return next((link.address for link in self.links if link.number > question), self.lodging)


def desk_links(reading: Reading) -> DeskLinks:
    place = [reading.document.round.number, reading.document.site.slug]
    states = {comment.question: "done" if comment.is_judged else "under_way" for comment in reading.comments.all()}
    links = [
        DeskLink(q.short_name, reverse("desk", args=[*place, q.number]), states.get(q.number, "not_yet"), q.number)
        for q in reading.questions
    ]
    return DeskLinks(links, reverse("lodging", args=place))


@dataclass(frozen=True)
class AgreedRow:
    """One field of the feedback form: each reading's words beside the agreed ones."""

    field: object
    texts: list[tuple[str, str]]
    differs: bool
    is_judgement: bool


def agreed_rows(form: CommentForm, comments: list[tuple[Reading, Comment | None]]) -> list[AgreedRow]:
    """The fields with those on which the readings differ in judgement first."""
    names = [*CommentFields.JUDGEMENTS, *CommentFields.TEXTS]
    rows = [agreed_row(form, name, comments) for name in names]
    return sorted(rows, key=lambda row: not (row.is_judgement and row.differs))


def agreed_row(form: CommentForm, name: str, comments: list[tuple[Reading, Comment | None]]) -> AgreedRow:
    is_judgement = name in CommentFields.JUDGEMENTS
    texts = [(label, said(comment, name)) for label, (_, comment) in zip(labels(comments), comments, strict=True)]
    differs = len({text for _, text in texts}) > 1
    return AgreedRow(form[name], texts, differs, is_judgement)


def labels(comments: list[tuple[Reading, Comment | None]]) -> list[str]:
    """ "Reading A", "Reading B", "Health economist": never a name."""
    letters = iter("ABCDEFGH")
    return [
        "Health economist" if reading.kind == Reading.Kind.ECONOMIST else f"Reading {next(letters)}"
        for reading, _ in comments
    ]


def said(comment: Comment | None, name: str) -> str:
    if comment is None:
        return ""
    return getattr(comment, f"get_{name}_display")() if name in CommentFields.JUDGEMENTS else getattr(comment, name)
