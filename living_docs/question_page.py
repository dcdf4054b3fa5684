"""A question page: its prompts with their forms, what saving them brought, and where to go next."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.utils.text import Truncator

from accounts import clock
from accounts.models import User
from living_docs import actions, uk_time
from living_docs.carrying import previous_answer
from living_docs.differences import Difference, differences
from living_docs.display import Shown, question_address
from living_docs.forms import FORMS, NEW_ROW, FileForm, MarkForm, PromptForm, TableForm
from living_docs.instrument import Prompt, Question
from living_docs.kinds import kind_of
from living_docs.models import Answer, AnswerState, AnswerVersion, LivingDocument
from living_docs.prose import blocks, count_words
from living_docs.rows import Row, rows_of

EXCERPT = 50  # words of a long earlier answer, beside the prompt


class Followed(NamedTuple):
    """Where a pressed button leads; `leaves` when that is another page."""

    address: str
    leaves: bool = False


@dataclass
class PromptPart:
    """One prompt on the page."""

    answer: Answer
    form: PromptForm
    theirs: AnswerVersion | None = None
    mine: dict | None = None

    @property
    def prompt(self) -> Prompt:
        return self.answer.prompt

    @property
    def shown(self) -> Shown:
        return Shown(self.answer)

    @property
    def theirs_shown(self) -> dict | None:
        return kind_of(self.prompt).shown(self.prompt, self.theirs.value) if self.theirs else None

    @property
    def clash_sentence(self) -> str:
        place = "row" if isinstance(self.form, TableForm) else "paragraph"
        return f"You and {self.theirs.by.name} changed the same {place}. Nothing has been lost."

    @property
    def differences(self) -> list[Difference]:
        """Where what was typed here and what the other saved meanwhile are not the same."""
        blocks = [kind_of(self.prompt).blocks(self.prompt, value) for value in (self.mine, self.theirs.value)]
        return differences(*blocks)

    @property
    def words_line(self) -> str:
        words = sum(count_words(block) for block in self.answer.blocks())
        return f"{words:,} words. {self.prompt.guide_in_words}".strip() if self.prompt.kind != "file" else ""

    @property
    def saved_line(self) -> str:
        if not self.answer.written_at:
            return ""
        local = self.answer.written_at.astimezone(uk_time.UK)
        same_day = local.date() == clock.now().astimezone(uk_time.UK).date()
        return f"Saved at {uk_time.clock_words(local)}" if same_day else f"Saved on {uk_time.short_day(local)}"

    @cached_property
    def previous(self) -> Shown | None:
        """The answer of the last round, where there was one."""
        answer = previous_answer(self.answer.document, self.prompt)
        return None if answer is None or kind_of(self.prompt).is_empty(answer.value) else Shown(answer)

    @property
    def carried(self) -> Shown | None:
        return self.previous if self.answer.carried_from else None

    @property
    def last_time(self) -> dict | None:
        """The same as printed beside the prompt; of a long one the beginning first."""
        if self.previous is None:
            return None
        answer = self.previous.answer
        shown = self.previous.parts
        words = sum(count_words(block) for block in answer.blocks())
        text = " ".join(block.text for text in shown.get("texts", []) for block in blocks(text))
        beginning = Truncator(text).words(EXCERPT) if words > 2 * EXCERPT else ""
        return {"round": answer.document.round.number, "words": words, "shown": shown, "beginning": beginning}

    @property
    def rows(self) -> list[Row]:
        """Table rows, each compared with the last round's where they were carried over from it."""
        before = self.carried.texts_by_row if self.carried else None
        return rows_of(self.shown.parts, ids=tuple(self.shown.texts_by_row), before=before)

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
        answers = {answer.prompt_number: answer for answer in document.answers.select_related("written_by")}
        self.parts: list[PromptPart] = []
        for prompt in question.asked(document.round.number):
            answer = answers[prompt.number]
            answer.document = document
            self.parts.append(PromptPart(answer, FORMS[prompt.kind](answer)))

    # Reading

    @property
    def address(self) -> str:
        return question_address(self.document, self.question.number)

    def opened(self, which: str) -> QuestionPage:
        """The page with one table row open, named "3.2:row id"."""
        number, _, row = which.partition(":")
        for part in self.parts:
            if row and part.prompt.number == number and isinstance(part.form, TableForm):
                part.form = TableForm(part.answer, open_row=row)
        return self

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
    def saved_sentence(self) -> str:
        return f"Saved at {uk_time.clock_words(clock.now().astimezone(uk_time.UK))}"

    # Saving

    def save(self, posted, files) -> None:
        """Save every prompt that the page sent, each on top of the version it was opened with."""
        for part in self.parts:
            if f"{part.prompt.anchor}-base_version" in posted:
                self.save_part(part, posted, files)

    def save_part(self, part: PromptPart, posted, files) -> None:
        form = FORMS[part.prompt.kind](part.answer, posted, files)
        form.is_valid()
        if isinstance(form, FileForm):
            self.save_file(part, form)
            return
        saved = actions.save_answer(
            part.answer, form.value(), base_version=form.base, by=self.user, state=form.state, until=form.until,
            reason=form.reason,
        )  # fmt: skip
        part.answer, part.form = saved.answer, form
        form.answer = saved.answer
        if saved.clashed:
            self.keep_both(part, form, posted, saved.theirs)
        elif isinstance(form, TableForm) and form.open_row:
            self.check_row(part, form, posted)

    def save_file(self, part: PromptPart, form: FileForm) -> None:
        part.form = form
        upload = form.cleaned_data.get("upload")
        if not form.errors and upload:
            cells = {name: form.cleaned_data[name].strip() for name in ("title", "supports")}
            actions.add_file(part.answer, upload=upload, by=self.user, **cells)

    def keep_both(self, part: PromptPart, form: PromptForm, posted, theirs: AnswerVersion) -> None:
        """A clash: show the other's text above; what is typed now stands on top of it when saved again."""
        again = posted.copy()
        again[f"{part.prompt.anchor}-base_version"] = str(part.answer.version)
        part.form = FORMS[part.prompt.kind](part.answer, again)
        part.form.is_valid()
        part.theirs, part.mine = theirs, kind_of(part.prompt).clean(part.prompt, form.value())

    def check_row(self, part: PromptPart, form: TableForm, posted) -> None:
        """A row that is not understood yet is saved as typed and stays open, with what to mend."""
        row_id = form.typed_row()["id"] if form.open_row != NEW_ROW else newest_row(part.answer)
        row = next((row for row in part.answer.value.get("rows", []) if row["id"] == row_id), None)
        problems = kind_of(part.prompt).row_problems(part.prompt, row) if row else []
        if problems:
            part.form = TableForm.to_mend(part.answer, row, problems)

    # Going on

    def follow(self, pressed: str) -> Followed:
        """Do what the button says beyond saving: "open:3.2:id", "remove:3.2:id", "confirm:3.1", "continue"…"""
        verb, _, rest = pressed.partition(":")
        number, _, row = rest.partition(":")
        part = next((part for part in self.parts if part.prompt.number == number), None)
        if verb == "continue":
            return Followed(self.next_address(), leaves=True)
        if part is None:
            return Followed(self.address)
        if verb == "confirm" and part.answer.carried_from and not part.theirs:
            actions.confirm_no_change(part.answer, by=self.user)
        if verb == "remove" and isinstance(part.form, TableForm):
            self.remove_row(part, row)
        if verb == "remove" and isinstance(part.form, FileForm):
            self.remove_file(part, row)
        if verb in {"open", "add"}:
            opened = row if verb == "open" else NEW_ROW
            return Followed(f"{self.address}?open={number}:{opened}#{part.prompt.anchor}")
        return Followed(f"{self.address}#{part.prompt.anchor}")

    def remove_row(self, part: PromptPart, row_id: str) -> None:
        rows = [row for row in part.answer.value.get("rows", []) if row["id"] != row_id]
        value = part.answer.value | {"rows": rows}
        part.answer = actions.save_answer(part.answer, value, base_version=part.answer.version, by=self.user).answer
        part.form = TableForm(part.answer)

    def remove_file(self, part: PromptPart, pk: str) -> None:
        file = next((file for file in part.shown.files if str(file.pk) == pk), None)
        if file:
            actions.remove_file(part.answer, file, by=self.user)

    def next_address(self) -> str:
        """The next question that is asked this round, or the task list after the last."""
        questions = self.document.round.instrument.questions
        later = [q for q in questions if q.number > self.question.number and q.asked(self.document.round.number)]
        return question_address(self.document, later[0].number) if later else self.document.get_absolute_url()

    @property
    def confirmable(self) -> list[PromptPart]:
        return [part for part in self.parts if part.answer.state == AnswerState.CARRIED]


def newest_row(answer: Answer) -> str:
    rows = answer.value.get("rows", [])
    return rows[-1]["id"] if rows else ""
