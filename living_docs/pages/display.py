"""Answers and tasks as pages print them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from living_docs.completeness import sections
from living_docs.instrument import COVER
from living_docs.kinds import kind_of
from living_docs.models import Answer, EvidenceFile, LivingDocument, SectionMark
from living_docs.submission_data import state_label

MARK_STATES = {
    SectionMark.Mark.NOT_STARTED: "not_yet",
    SectionMark.Mark.IN_PROGRESS: "under_way",
    SectionMark.Mark.COMPLETED: "done",
}


@dataclass(frozen=True)
class Shown:
    """An answer as it is printed."""

    answer: Answer

    @cached_property
    def parts(self) -> dict:
        prompt = self.answer.prompt
        return kind_of(prompt).shown(prompt, self.answer.value)

    @property
    def state_label(self) -> str:
        return state_label(self.answer)

    @cached_property
    def texts_by_row(self) -> dict[str, list[str]]:
        """The cells of each table row by its id."""
        rows = self.answer.value.get("rows", [])
        return {row["id"]: texts for row, texts in zip(rows, self.parts.get("rows", []), strict=True)}

    @cached_property
    def files(self) -> list[EvidenceFile]:
        return list(EvidenceFile.objects.filter(pk__in=self.answer.value.get("files", [])).order_by("pk"))


@dataclass(frozen=True)
class Task:
    """One line of the task list."""

    name: str
    address: str
    state: str
    label: str
    note: str


@dataclass(frozen=True)
class TaskList:
    tasks: list[Task]

    @property
    def completed(self) -> int:
        return sum(task.state == "done" for task in self.tasks)


def task_list(document: LivingDocument) -> TaskList:
    """Cover and questions with the mark their authors set, and a note of what is still open; of a document that was
    sent, how much of it was answered."""
    marks = {mark.question: mark for mark in document.marks.select_related("by")}
    return TaskList([task(document, section, marks) for section in sections(document) if section.lines])


def task(document: LivingDocument, section, marks: dict[int, SectionMark]) -> Task:
    question = section.question
    mark = marks.get(question.number)
    chosen = SectionMark.Mark(mark.mark) if mark else SectionMark.Mark.NOT_STARTED
    state, label = ("done", "Sent") if document.was_submitted else (MARK_STATES[chosen], chosen.label)
    address = question_address(document, question.number)
    return Task(question.short_name, address, state, label, note(section, sent=document.was_submitted))


def question_address(document: LivingDocument, number: int) -> str:
    place = [document.round.number, document.site.slug]
    return reverse("cover", args=place) if number == COVER else reverse("question", args=[*place, number])


def note(section, *, sent: bool) -> str:
    """ "Ann Okafor wrote last. 2 of 7 prompts still to do", or once it is sent "5 of 7 prompts were answered." """
    written = [line.answer for line in section.lines if line.answer.written_at]
    last = max(written, key=lambda answer: answer.written_at, default=None)
    who = f"{last.written_by.name} wrote last. " if last else ""
    total, still_open = len(section.lines), section.open_count
    if sent:
        return f"{who}{total - still_open} of {total} prompts were answered."
    return who + (f"{still_open} of {total} prompts still to do." if still_open else f"All {total} prompts are done.")
