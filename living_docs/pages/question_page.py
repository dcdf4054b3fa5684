"""A question page: its prompts with their forms, what stood there before, what has to be mended."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from accounts.foundations import clock
from accounts.models import User
from living_docs import authors, printable, uk_time
from living_docs.carry_over import previous_answer
from living_docs.changes.differences import Difference, differences
from living_docs.feedback_points import Point, Report
from living_docs.forms.by_kind import form_of
from living_docs.forms.prompts import MarkForm, PromptForm
from living_docs.forms.tables import TableForm
from living_docs.instrument import Prompt, Question
from living_docs.kinds import CostTotal, Kind, kind_of
from living_docs.kinds.costs import total
from living_docs.models import Answer, AnswerState, AnswerVersion, LivingDocument
from living_docs.pages.display import Shown, question_address
from living_docs.pages.last_time import LastTime
from living_docs.pages.prompt_asides import Beside
from living_docs.pages.replies import TOP, Replies, Reply
from living_docs.pages.sheet import sheet_of
from living_docs.prose import count_words, words
from living_docs.tables.cost_summary import CostSummary
from living_docs.tables.row_checks import row_problems
from living_docs.tables.rows import Row, rows_of


@dataclass
class PromptPart:
    """One prompt on the page."""

    page: QuestionPage
    answer: Answer
    form: PromptForm
    theirs: AnswerVersion | None = None
    mine: dict | None = None

    @property
    def prompt(self) -> Prompt:
        return self.answer.prompt

    @property
    def kind(self) -> Kind:
        """What can be done with an answer of this kind."""
        return kind_of(self.prompt)

    @property
    def shown(self) -> Shown:
        return Shown(self.answer)

    @property
    def theirs_shown(self) -> dict | None:
        return kind_of(self.prompt).shown(self.prompt, self.theirs.value) if self.theirs else None

    @property
    def was_merged(self) -> bool:
        """Whether the answer now holds what others wrote beside what this person sent."""
        return self.mine is not None and self.theirs is None and self.mine != self.answer.value

    @property
    def fields_now(self) -> dict[str, object]:
        """Every field of the answer as it would be drawn now, by its name on the page; what was not understood stays."""
        now = form_of(self.prompt)(self.answer, **self.form.as_drawn)
        drawn = [*now.answer_fields, *now.state_fields]
        return {field.html_name: field.initial for field in drawn if field.name not in self.form.errors}

    @property
    def clash_sentence(self) -> str:
        place = "row" if isinstance(self.form, TableForm) else "paragraph"
        if self.theirs.by == self.page.user:
            return f"You changed the same {place} in another window too. Nothing has been lost."
        return f"You and {self.theirs.by.name} changed the same {place}. Nothing has been lost."

    @property
    def theirs_whose(self) -> str:
        return "Saved in the other window" if self.theirs.by == self.page.user else f"{self.theirs.by.name}’s"

    @property
    def differences(self) -> list[Difference]:
        """Where what was typed here and what the other saved meanwhile are not the same."""
        blocks = [kind_of(self.prompt).blocks(self.prompt, value) for value in (self.mine, self.theirs.value)]
        return differences(*blocks)

    @property
    def written_words(self) -> int | None:
        """Words in the boxes for prose, which the guide is about; the page counts them too. None of other kinds."""
        if not self.kind.holds_prose:
            return None
        value = (
            self.form.value() if self.theirs else self.answer.value
        )  # after a clash the boxes hold more than is saved
        return sum(words(html) for html in self.form.prose_of(value).values())

    @property
    def words_line(self) -> str:
        if self.prompt.columns:
            return ""  # a table says how many rows it has
        total = self.written_words
        if total is None:
            total = sum(count_words(block) for block in self.answer.blocks())
        return f"{total:,} words. {self.prompt.guide_in_words}".strip()

    @property
    def print_warning(self) -> str:
        return printable.warning_of("\n".join(self.answer.blocks()))

    @property
    def saved_line(self) -> str:
        if self.theirs:
            return "Not saved yet"
        if not self.answer.written_at:
            return ""
        return uk_time.saved_line(self.answer.written_at)

    @cached_property
    def previous(self) -> Shown | None:
        """The answer of the last round, where there was one."""
        answer = previous_answer(self.answer.document, self.prompt)
        return None if answer is None or kind_of(self.prompt).is_empty(answer.value) else Shown(answer)

    @property
    def carried(self) -> Shown | None:
        return self.previous if self.answer.carried_from else None

    @property
    def last_time(self) -> LastTime | None:
        return LastTime(self.previous, self.answer) if self.previous else None

    @property
    def feedback(self) -> list[str]:
        """What the last feedback report said of this prompt beyond what it asks."""
        report = self.page.report
        asked = {point.text for point in report.all} if report else set()
        return [line for line in report.on_prompt(self.prompt.number) if line not in asked] if report else []

    @property
    def points(self) -> list[Point]:
        report = self.page.report
        return report.points_on(self.prompt.number) if report else []

    @property
    def replies(self) -> list[Reply]:
        """What the report asks about this prompt, with the forms to reply."""
        return self.page.replies.at(self.prompt.anchor)

    @property
    def replied_elsewhere(self) -> list[Reply]:
        return self.page.replies.also_at(self.prompt.number)

    @property
    def suggested_authors(self) -> list[authors.Suggested]:
        """The site's people who are not on the list of authors yet."""
        return authors.suggested(self.answer.document) if self.prompt.number == authors.LIST else []

    @property
    def total_before(self) -> CostTotal | None:
        """What the last round's costs came to, with its own unknowns."""
        return total(self.carried.answer.value.get("rows", [])) if self.carried else None

    @property
    def rows(self) -> list[Row]:
        """Table rows, each compared with the last round's where they were carried over from it."""
        before = self.carried.texts_by_row if self.carried else None
        rows = rows_of(self.shown.parts, ids=tuple(self.shown.texts_by_row), before=before)
        return [replace(row, to_mend=self.to_mend(row)) for row in rows]

    def to_mend(self, row: Row) -> tuple[str, ...]:
        """What is wrong in a row, as its cells say it in the sheet."""
        told = self.sheet["told"].get(row.id, {})
        return tuple(
            f"{cell.label}: {told[name]['error']}" for name, cell in row.cells.items() if "error" in told.get(name, {})
        )

    @cached_property
    def sheet(self) -> dict:
        """The table as a sheet; after a clash, with the rows that this person sent."""
        return sheet_of(self.answer, self.form.sheet_rows if self.theirs and isinstance(self.form, TableForm) else None)

    @property
    def takes_note(self) -> bool:
        """Whether a diary note can be put into the answer in one step."""
        return self.kind.with_note(self.prompt, self.answer.value, "<p>note</p>") is not None

    @property
    def rows_are_given(self) -> bool:
        """The programme has written the rows; the site fills in its part of each."""
        return any(column.read_only for column in self.prompt.columns)

    @property
    def takes_more_rows(self) -> bool:
        if self.rows_are_given:
            return False
        return not self.prompt.row_limit or len(self.answer.value.get("rows", [])) < self.prompt.row_limit

    @property
    def removed_rows(self) -> int:
        """How many rows of the last round are gone."""
        before = self.carried.texts_by_row if self.carried else {}
        return len(before.keys() - self.shown.texts_by_row.keys())


class QuestionPage:
    def __init__(self, document: LivingDocument, question: Question, user: User):
        self.document, self.question, self.user = document, question, user
        self.confirmed: list[str] = []
        self.answers = {answer.prompt_number: answer for answer in document.answers.select_related("written_by")}
        self.parts: list[PromptPart] = []
        for prompt in question.asked(document.round.number):
            answer = self.answers[prompt.number]
            answer.document = document
            self.parts.append(PromptPart(self, answer, form_of(prompt)(answer)))

    # Reading

    @property
    def address(self) -> str:
        return question_address(self.document, self.question.number)

    def opened(self, which: str, *, to_mend: bool = False) -> QuestionPage:
        """The page with one table row open, named "3.2:row id"; to mend, with what is wrong at each of its fields."""
        number, _, named = which.partition(":")
        for part in self.parts:
            if named and part.prompt.number == number and isinstance(part.form, TableForm):
                row = next((row for row in part.answer.value.get("rows", []) if row["id"] == named), None)
                found = row_problems(part.answer, row) if row and to_mend else []
                part.form = (
                    TableForm.to_mend(part.answer, row, found)
                    if row and found
                    else TableForm(part.answer, open_row=named)
                )
        return self

    @cached_property
    def replies(self) -> Replies:
        return Replies(self.document, self.question, self.answers)

    @property
    def report(self) -> Report | None:
        """The last feedback report, with the replies so far."""
        return self.replies.report

    @property
    def replies_at_top(self) -> list[Reply]:
        """What the report asks of the question as a whole, or of a prompt that this round does not hold."""
        return self.replies.at(TOP)

    @property
    def not_asked(self) -> str:
        """Why the numbers of the prompts jump: "This round does not ask 3.3 and 3.7." """
        asked = {part.prompt.number for part in self.parts}
        missing = [prompt.number for prompt in self.question.prompts if prompt.number not in asked]
        *first, last = missing or [""]
        return f"This round does not ask {', '.join(first)}{' and ' if first else ''}{last}." if missing else ""

    @property
    def comment(self) -> dict | None:
        """What the last feedback report said of the whole question."""
        return self.report.on_question(self.question.number) if self.report else None

    @cached_property
    def beside(self) -> Beside:
        return Beside(self.document, self.question.number, self.user)

    @cached_property
    def costs(self) -> CostSummary:
        return CostSummary.of(self.parts)

    @cached_property
    def mark_form(self) -> MarkForm:
        mark = self.document.marks.filter(question=self.question.number).first()
        return MarkForm(initial={"mark": mark.mark if mark else ""})

    @property
    def form_errors(self) -> list[dict[str, str]]:
        """For the error summary: what to mend, with the field's id."""
        found = []
        for part in self.parts:
            if part.theirs:
                found.append({"text": f"{part.prompt.number}: {part.clash_sentence}", "anchor": part.prompt.anchor})
            for name, errors in part.form.errors.items():
                anchor = f"id_{part.form.add_prefix(name)}"
                found += [{"text": str(text), "anchor": anchor} for text in errors]
        return found

    @property
    def needs_another_look(self) -> bool:
        return bool(self.form_errors)

    @property
    def said(self) -> list[str]:
        """What was left out of spreadsheets that were read just now."""
        return [sentence for part in self.parts if isinstance(part.form, TableForm) for sentence in part.form.said]

    @property
    def saved_sentence(self) -> str:
        return f"Saved at {uk_time.clock_words(clock.now().astimezone(uk_time.UK))}"

    @property
    def confirmable(self) -> list[PromptPart]:
        return [part for part in self.parts if part.answer.state == AnswerState.CARRIED]

    @property
    def just_confirmed(self) -> list[str]:
        """The prompts that "confirm all unchanged" has confirmed just now, to be undone together."""
        unchanged = [part for part in self.parts if part.answer.state == AnswerState.NO_CHANGE]
        return [part.prompt.number for part in unchanged if part.prompt.number in self.confirmed]

    @property
    def progress(self) -> str:
        settled = sum(part.answer.is_settled for part in self.parts)
        return f"{settled} of {len(self.parts)} answered"
