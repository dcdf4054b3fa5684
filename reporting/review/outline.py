"""The sections a review starts with: the round's outline, and a chapter for each question where responses stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.utils.text import slugify

from living_docs.models import Round
from reporting.review import conclusions

RESPONSES = {"responses-question-by-question", "questions-and-responses"}
FIGURES = {
    "the-questions-asked": ["coverage"],
    "methods-and-processes": ["coverage"],
    "wider-themes": ["themes"],
    "question-4": ["pyramid"],
    "question-7": ["chain"],
    "question-8": ["costs", "spread"],
}  # where each figure stands to begin with
LAST_WRITTEN = 3  # outlines are written for rounds 1 to 3; later rounds follow the third


CLOSING = [conclusions.TITLE, "Issues for the next round"]  # every review ends with them; older forms say "Conclusion"


class Chapter(NamedTuple):
    slug: str
    title: str
    question: int | None


def chapters(round: Round) -> Iterator[Chapter]:
    for title in titles(round):
        slug = slugify(title)
        yield Chapter(slug, title, None)
        if slug in RESPONSES:
            for question in round.instrument.questions:
                if question.number and question.asked(round.number):
                    yield Chapter(f"question-{question.number}", question.title, question.number)


def titles(round: Round) -> list[str]:
    outlines = round.instrument.data["thematic_review_outline"]
    asked = [item["title"] for item in outlines[f"round_{min(round.number, LAST_WRITTEN)}"]]
    return [*(title for title in asked if title not in {"Conclusion", *CLOSING}), *CLOSING]
