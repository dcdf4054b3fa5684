"""What the reading desk and the agreeing page lay side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.forms import BoundField
from django.http import Http404
from django.urls import reverse

from feedback.forms import CommentForm
from feedback.models import COSTS, AgreedComment, Comment, CommentFields, Reading
from living_docs.instrument import Question
from living_docs.models import LivingDocument, Submission


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


def place_of(document: LivingDocument) -> list:
    return [document.round.number, document.site.slug]


def own_state(reading: Reading | None) -> tuple[str, str]:
    """How far one's own reading is, as a mark and a word."""
    if reading and reading.is_lodged:
        return "done", "Lodged"
    if reading and reading.comments.all():
        return "under_way", "Under way"
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


@dataclass(frozen=True)
class AgreedRow:
    """One field of the feedback form: each reading's words beside the agreed ones, and where each agreed line is from."""

    field: BoundField
    texts: list[tuple[str, str]]
    origins: list[tuple[str, str]]
    differs: bool
    is_judgement: bool

    @property
    def is_settled(self) -> bool:
        """The readings say the same and so does what is agreed: the row can be shown in one line."""
        return not self.differs and not self.field.errors and bool(self.field.value() or not self.texts[0][1])


Comments = list[tuple[Reading, Comment | None]]


def comments_on(question: Question, document: LivingDocument, comments: Comments) -> Comments:
    """Those of the readings that are about a question: Question 8 is the economist's alone."""
    for reading, _ in comments:
        reading.document = document
    return [(reading, comment) for reading, comment in comments if question in reading.questions]


def agreed_start(agreed: AgreedComment | None, comments: Comments) -> dict[str, str]:
    """What the form of the agreed comments starts with: what is agreed, or the judgements that all readings share."""
    if agreed:
        return agreed.fields()
    said_by_all = {name: {getattr(comment, name, "") for _, comment in comments} for name in CommentFields.JUDGEMENTS}
    return {name: said.pop() for name, said in said_by_all.items() if len(said) == 1}


def with_taken(fields: dict[str, str], taken: str, comments: Comments) -> dict[str, str]:
    """The fields after "Use A" was pressed, which says "noted:0": a judgement is taken over, words are added below."""
    name, _, place = taken.partition(":")
    if name not in fields or not place.isdigit() or int(place) >= len(comments):
        return fields
    words = getattr(comments[int(place)][1], name, "")
    if name in CommentFields.JUDGEMENTS:
        return fields | {name: words}
    there = lines(fields[name])
    return fields | {name: "\n".join([*there, *(line for line in lines(words) if line not in there)])}


def agreed_rows(form: CommentForm, agreed: AgreedComment | None, comments: Comments) -> list[AgreedRow]:
    """The fields with those on which the readings differ first, judgements before words."""
    names = [*CommentFields.JUDGEMENTS, *CommentFields.TEXTS]
    rows = [agreed_row(form, agreed, name, comments) for name in names]
    return sorted(rows, key=lambda row: not row.differs)


def agreed_row(form: CommentForm, agreed: AgreedComment | None, name: str, comments: Comments) -> AgreedRow:
    is_judgement = name in CommentFields.JUDGEMENTS
    texts = [
        (label, said(comment, name))
        for label, (_, comment) in zip(labels(r for r, _ in comments), comments, strict=True)
    ]
    differs = len({text for _, text in texts}) > 1
    origins = [] if is_judgement or agreed is None else origins_of(getattr(agreed, name), texts)
    return AgreedRow(form[name], texts, origins, differs, is_judgement)


def origins_of(agreed: str, texts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Each agreed line with where it is from: A, B, A and B, or the leader who wrote it."""
    found = []
    for line in lines(agreed):
        holders = [label.removeprefix("Reading ") for label, text in texts if line in lines(text)]
        found.append((" and ".join(holders) or "Leader", line))
    return found


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def labels(readings: Iterable[Reading]) -> list[str]:
    """ "Reading A", "Reading B", "Health economist": never a name."""
    letters = iter("ABCDEFGH")
    return [
        "Health economist" if reading.kind == Reading.Kind.ECONOMIST else f"Reading {next(letters)}"
        for reading in readings
    ]


def said(comment: Comment | None, name: str) -> str:
    if comment is None:
        return ""
    return getattr(comment, f"get_{name}_display")() if name in CommentFields.JUDGEMENTS else getattr(comment, name)
