"""Check answers: what is still open, and what is worth a look, of the whole document on one page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from accounts.models import User
from living_docs import guidance
from living_docs.acronyms import Unexplained, unexplained
from living_docs.completeness import Line, Section, counts, sections
from living_docs.feedback_points import Point, report_beside
from living_docs.kinds import Problem
from living_docs.models import AnswerState, LivingDocument, Presence
from living_docs.pages.display import question_address
from living_docs.pages.replies import place_to_reply

SIGN_OFF = "C.6"
MOST_CELLS = 20  # of one question, listed with the way to each
TO_DO = {AnswerState.OPEN: "To answer", AnswerState.CARRIED: "To change or confirm"}


@dataclass(frozen=True)
class Note:
    """Something worth a look at one prompt, with the way there."""

    line: Line
    text: str
    address: str


class CellNote(NamedTuple):
    """A cell of a table that has to be mended, with the way to that very cell."""

    place: str
    text: str
    address: str


@dataclass(frozen=True)
class OpenQuestion:
    """A question in which something is open."""

    section: Section
    address: str

    @property
    def groups(self) -> list[tuple[str, list[Line]]]:
        """What is to be done, each with the prompts."""
        found: dict[str, list[Line]] = {}
        for line in self.section.lines:
            if line.problems:
                found.setdefault(TO_DO.get(AnswerState(line.answer.state), "To complete"), []).append(line)
        return sorted(found.items())

    @property
    def cells(self) -> list[CellNote]:
        return self.all_cells[:MOST_CELLS]

    @property
    def more_cells(self) -> int:
        return len(self.all_cells) - len(self.cells)

    @cached_property
    def all_cells(self) -> list[CellNote]:
        return [
            cell_note(line, problem, self.address)
            for line in self.section.lines
            for problem in line.problems
            if problem.row
        ]


def cell_note(line: Line, problem: Problem, address: str) -> CellNote:
    """ "8.6, row 3, Budget (GBP)", what is the matter, and the address that opens the row at that cell."""
    rows = [row["id"] for row in line.answer.value.get("rows", [])]
    label, _, text = problem.text.partition(": ")
    way = f"{address}?open={line.prompt.number}:{problem.row}&mend=1#{problem.anchor}"
    return CellNote(f"{line.prompt.number}, row {rows.index(problem.row) + 1}, {label}", text, way)


def writing_now(document: LivingDocument, user: User) -> list[str]:
    """Whom submitting would interrupt, a sentence each."""
    return [one.told_to(user) for one in Presence.objects.beside_submitting(document, user)]


class CheckPage:
    def __init__(self, document: LivingDocument, user: User | None = None):
        self.document, self.user = document, user

    @property
    def writing(self) -> list[str]:
        return writing_now(self.document, self.user) if self.user else []

    @cached_property
    def sections(self) -> list[Section]:
        return [section for section in sections(self.document) if section.lines]

    @cached_property
    def lines(self) -> list[tuple[Section, Line]]:
        return [(section, line) for section in self.sections for line in section.lines]

    @property
    def counts(self) -> list[tuple[str, int]]:
        return [(AnswerState(state).label, number) for state, number in sorted(counts(self.sections).items())]

    def note(self, section: Section, line: Line, text: str) -> Note:
        return Note(line, text, f"{question_address(self.document, section.question.number)}#{line.prompt.anchor}")

    @cached_property
    def open(self) -> list[Note]:
        """What the document cannot be submitted without."""
        return [
            self.note(section, line, with_number(line, problem))
            for section, line in self.lines
            for problem in line.problems
        ]

    @property
    def open_questions(self) -> list[OpenQuestion]:
        """The same in short: by question, and by what is to be done."""
        return [
            OpenQuestion(section, question_address(self.document, section.question.number))
            for section in self.sections
            if section.has_problems
        ]

    @property
    def prompts_open(self) -> int:
        return sum(bool(line.problems) for _, line in self.lines)

    @cached_property
    def acronyms(self) -> list[Unexplained]:
        return unexplained(line.answer for _, line in self.lines)

    @cached_property
    def unanswered(self) -> list[tuple[Point, str]]:
        """Points and asks of the last feedback report to which nothing has been replied, each with its place."""
        report = report_beside(self.document, {line.prompt.number: line.answer for _, line in self.lines})
        open_points = [point for point in (report.all if report else ()) if not point.reply]
        return [(point, place_to_reply(self.document, point)) for point in open_points]

    @cached_property
    def lengths(self) -> list[Note]:
        """Answers that are shorter or longer than the guide."""
        found = [(section, line, guidance.note(line.prompt, line.answer.value)) for section, line in self.lines]
        return [self.note(section, line, text) for section, line, text in found if text]

    @property
    def approver(self) -> str:
        """Who has approved this version, as C.6 says."""
        sign_off = (line.answer for _, line in self.lines if line.prompt.number == SIGN_OFF)
        return next((answer.value.get("text", "") for answer in sign_off), "")


def with_number(line: Line, problem) -> str:
    """A problem of a cell is named by its column; in a list it needs its prompt too."""
    return problem.text if line.prompt.number in problem.text else f"{line.prompt.number}, {problem.text}"
