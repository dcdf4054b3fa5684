"""The document at the desk: one question as it was sent, what changed in it, and what is at hand beside each prompt."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count

from feedback.models import COSTS, Reading, Remark
from feedback.reading_desk.passage_marks import MarkedLine, Placed, beyond_lines, marked_lines, placed, shortened
from living_docs.changes.answers import RowLine
from living_docs.changes.comparison import UNCHANGED
from living_docs.changes.since_last_round import PromptChanges, since_last_round, since_submission
from living_docs.feedback_points import Point, Report, report_beside
from living_docs.instrument import Question
from living_docs.models import Answer, Submission

ALL, CHANGES, AGAIN = "all", "changes", "again"


@dataclass(frozen=True)
class DeskRow:
    """One changed table row with the number of its change on the page."""

    line: RowLine
    change: int


@dataclass(frozen=True)
class DeskPrompt:
    """One prompt: its answer with marks, and what stands folded beneath it."""

    changes: PromptChanges
    lines: list[MarkedLine]
    rows: list[DeskRow]
    remarks: list[Placed]
    said: list[str]
    points: list[Point]

    @property
    def entry(self) -> dict:
        return self.changes.entry

    @property
    def files(self) -> list[dict]:
        return [*self.entry["shown"].get("files", []), *self.entry["evidence"]]

    @property
    def rows_changed(self) -> bool:
        return any(row.change for row in self.rows)

    @property
    def unplaced(self) -> list[Placed]:
        return beyond_lines(self.lines, self.remarks)

    @property
    def is_shown_with_changes(self) -> bool:
        """Whether it stands on the page that shows the changes only."""
        return self.changes.has_changed or bool(self.remarks)


class DeskPage:
    """One question of what a reading reads. `show` is all of it, the changes only, or what is new in a later version."""

    def __init__(self, reading: Reading, question: Question, show: str = ALL) -> None:
        self.reading, self.question, self.document = reading, question, reading.document
        self.show = show if show in {CHANGES, AGAIN} else ALL
        if self.show == AGAIN and self.sent_again is None:
            self.show = ALL

    @cached_property
    def newest(self) -> Submission | None:
        return self.document.current_submission

    @cached_property
    def sent_again(self) -> Submission | None:
        """The version before the newest, where the site sent it anew after this reader could read, or had read."""
        if self.newest is None:
            return None
        if self.reading.is_lodged:
            return self.reading.reads if self.reading.reads != self.newest else None
        if self.reading.allotted_at >= self.newest.at:
            return None
        return self.document.submissions.filter(number__lt=self.newest.number).order_by("number").last()

    @property
    def submission(self) -> Submission | None:
        """What is shown: what is read, or the newest beside it."""
        return self.newest if self.show == AGAIN else self.reading.reads

    @cached_property
    def compared(self) -> list[PromptChanges]:
        """The prompts of the question beside what was said before."""
        if self.submission is None:
            return []
        if self.show == AGAIN and self.sent_again:
            sections = since_submission(self.sent_again, self.submission.data)
        else:
            sections = since_last_round(self.document, self.submission.data)
        return next((section.prompts for section in sections if section.number == self.question.number), [])

    @cached_property
    def has_earlier(self) -> bool:
        return any(prompt.earlier for prompt in self.compared)

    @cached_property
    def remarks(self) -> list[Placed]:
        entries = {prompt.entry["number"]: prompt.entry for prompt in self.compared}
        found = Remark.objects.filter(reading=self.reading, question=self.question.number).oldest_first()
        return [placed(remark, n, entries.get(remark.prompt_number)) for n, remark in enumerate(found, 1)]

    @cached_property
    def prompts(self) -> list[DeskPrompt]:
        by_prompt = defaultdict(list)
        for one in self.remarks:
            by_prompt[one.remark.prompt_number].append(one)
        numbers = count(1)
        found = [self.prompt(changes, by_prompt[changes.entry["number"]], numbers) for changes in self.compared]
        return [prompt for prompt in found if prompt.is_shown_with_changes] if self.show == CHANGES else found

    def prompt(self, changes: PromptChanges, remarks: list[Placed], numbers: count) -> DeskPrompt:
        lines = marked_lines(changes.lines, changes.entry, remarks)
        lines = [self.numbered(line, numbers) for line in lines]
        rows = [
            DeskRow(row, next(numbers) if self.marks_changes and row.kind != UNCHANGED else 0) for row in changes.rows
        ]
        if self.show != ALL:
            lines, rows = shortened(lines), [row for row in rows if row.change]
        number = changes.entry["number"]
        said, points = (self.report.on_prompt(number), self.report.points_on(number)) if self.report else ([], [])
        return DeskPrompt(changes, lines, rows, remarks, said, points)

    @property
    def marks_changes(self) -> bool:
        """In a site's first round everything is new, and nothing is marked."""
        return self.has_earlier

    def numbered(self, line: MarkedLine, numbers: count) -> MarkedLine:
        if not self.marks_changes:
            return replace(line, kind=UNCHANGED)
        return line if line.kind == UNCHANGED else replace(line, change=next(numbers))

    @cached_property
    def change_count(self) -> int:
        changes = [line.change for prompt in self.prompts for line in prompt.lines]
        return max([0, *changes, *(row.change for prompt in self.prompts for row in prompt.rows)])

    @cached_property
    def report(self) -> Report | None:
        """The last report with the site's replies as it sent them."""
        if self.submission is None:
            return None
        sent = {
            number: Answer(document=self.document, prompt_number=number, value=entry["value"])
            for number, entry in self.submission.entries().items()
        }
        return report_beside(self.document, sent)

    @property
    def said_of_question(self) -> dict | None:
        return self.report.on_question(self.question.number) if self.report else None

    @property
    def costs(self) -> list[dict]:
        """The cost tables, at hand beside every other question."""
        if self.submission is None or self.question.number == COSTS:
            return []
        sections = [section for section in self.submission.data["sections"] if section["number"] == COSTS]
        return [entry for section in sections for entry in section["prompts"] if entry["shown"].get("rows")]
