"""Readers and leader about the agreed draft: who speaks under which letter, and the page that a reader sees."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.models import User
from feedback import visibility
from feedback.agreement.origins import labels
from feedback.models import AgreedComment, QuestionToReader, ReaderComment, Reading
from living_docs.instrument import Question
from living_docs.models import LivingDocument


@dataclass(frozen=True)
class Labels:
    """Reading A, Reading B: never a name."""

    by_reading: dict[int, str]

    @classmethod
    def of(cls, document: LivingDocument, user: User) -> Labels:
        readings = visibility.readings_for(user, document)
        return cls({r.pk: label for r, label in zip(readings, labels(readings), strict=True)})

    def of_reading(self, reading: Reading) -> str:
        return self.by_reading.get(reading.pk, "A reader")


@dataclass(frozen=True)
class DraftPart:
    """One question of the agreed draft with what this reader said of it and was asked about it."""

    question: Question
    agreed: AgreedComment | None
    comments: list[ReaderComment]
    asked: list[QuestionToReader]


def draft_parts(document: LivingDocument, user: User) -> list[DraftPart]:
    """The agreed draft as a reader sees it, question by question."""
    agreed = {comment.question: comment for comment in document.agreed_comments.all()}
    said, asked = visibility.reader_comments_for(user, document), visibility.questions_for(user, document)
    return [
        DraftPart(
            question,
            agreed.get(question.number),
            [comment for comment in said if comment.question == question.number],
            [one for one in asked if one.question == question.number],
        )
        for question in document.round.instrument.questions
        if question.asked(document.round.number)
    ]
