"""How far a document is: what is answered, what is accepted, what is open. Counted, never hidden, never graded."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from living_docs.instrument import Prompt, Question
from living_docs.kinds import Problem
from living_docs.models import ACCEPTED, MET, Answer, AnswerState, LivingDocument
from living_docs.prose import count_words
from living_docs.tables import row_checks


@dataclass(frozen=True)
class Line:
    """One prompt on the check page."""

    prompt: Prompt
    answer: Answer
    problems: list[Problem]

    @property
    def is_open(self) -> bool:
        return not self.answer.is_settled

    @property
    def words(self) -> int:
        return sum(count_words(block) for block in self.answer.blocks())


@dataclass(frozen=True)
class Section:
    question: Question
    lines: list[Line]

    @property
    def unconfirmed(self) -> list[Answer]:
        """Carried answers that nobody has changed or confirmed yet."""
        return [line.answer for line in self.lines if line.answer.state == AnswerState.CARRIED]

    @property
    def has_problems(self) -> bool:
        return any(line.problems for line in self.lines)

    @property
    def open_count(self) -> int:
        return sum(line.is_open for line in self.lines)


def sections(document: LivingDocument) -> list[Section]:
    """Every question with its asked prompts, in one query."""
    answers = {answer.prompt_number: answer for answer in document.answers.select_related("written_by")}
    for answer in answers.values():
        answer.document = document
    found = []
    for question in document.round.instrument.questions:
        asked = question.asked(document.round.number)
        lines = [Line(p, answers[p.number], problems(p, answers[p.number])) for p in asked if p.number in answers]
        found.append(Section(question, lines))
    return found


def problems(prompt: Prompt, answer: Answer) -> list[Problem]:
    """Why a document cannot be submitted because of this prompt."""
    if answer.state in MET:
        return row_checks.problems(answer)
    if answer.state in ACCEPTED or not prompt.required:
        return []
    if answer.state == AnswerState.CARRIED:
        sentence = f"Change {prompt.number} or confirm that there is no change."
    elif prompt.takes_not_known:
        sentence = f"Answer {prompt.number}, or say why it is not answered this round."
    else:
        sentence = f"Answer {prompt.number}."
    return [Problem(prompt.anchor, sentence)]


def counts(found: list[Section]) -> Counter:
    """Prompts by state, over a whole document."""
    return Counter(line.answer.state for section in found for line in section.lines)
