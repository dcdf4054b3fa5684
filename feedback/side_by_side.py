"""The agreeing page: each reading's words beside the agreed ones, and where each agreed line is from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.forms import BoundField

from feedback.forms import CommentForm
from feedback.models import AgreedComment, Comment, CommentFields, Reading
from living_docs.instrument import Question
from living_docs.models import LivingDocument


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
        return (
            not self.differs
            and not self.field.errors
            and bool(self.field.value() or (self.texts and not self.texts[0][1]))
        )


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
