"""Answering: what the posted form of a question page brings about, prompt by prompt, and where its button leads."""

from __future__ import annotations

from typing import NamedTuple

from accounts.models import User
from living_docs import actions
from living_docs.display import question_address
from living_docs.forms import FileForm, PromptForm
from living_docs.forms_by_kind import FORMS
from living_docs.kinds import kind_of
from living_docs.models import AnswerVersion, DiaryNote
from living_docs.question_page import PromptPart, QuestionPage
from living_docs.table_forms import NEW_ROW, TableForm


class Followed(NamedTuple):
    """Where a pressed button leads; `leaves` when that is another page."""

    address: str
    leaves: bool = False


def save_posted(page: QuestionPage, posted, files) -> None:
    """Save every prompt that the page sent, each on top of the version it was opened with."""
    for part in page.parts:
        if f"{part.prompt.anchor}-base_version" in posted:
            save_part(page, part, posted, files)


def save_part(page: QuestionPage, part: PromptPart, posted, files) -> None:
    form = FORMS[part.prompt.kind](part.answer, posted, files)
    form.is_valid()
    if isinstance(form, FileForm):
        save_file(part, form, page.user)
        return
    saved = actions.save_answer(
        part.answer, form.value(), base_version=form.base, by=page.user, state=form.state, until=form.until,
        reason=form.reason,
    )  # fmt: skip
    part.mine = kind_of(part.prompt).clean(part.prompt, form.value())
    part.answer, part.form = saved.answer, form
    form.answer = saved.answer
    if saved.clashed:
        keep_both(part, form, posted, saved.theirs)
    elif isinstance(form, TableForm) and form.open_row:
        check_row(part, form, posted)


def save_file(part: PromptPart, form: FileForm, by: User) -> None:
    part.form = form
    upload = form.cleaned_data.get("upload")
    if not form.errors and upload:
        cells = {name: form.cleaned_data[name].strip() for name in ("title", "supports")}
        actions.add_file(part.answer, upload=upload, by=by, **cells)


def keep_both(part: PromptPart, form: PromptForm, posted, theirs: AnswerVersion) -> None:
    """A clash: both texts are shown, and the boxes hold the words of both, to be saved on top of the other's."""
    kind, prompt = kind_of(part.prompt), part.prompt
    both = kind.both(form.base_value, theirs.value, part.mine)
    again = posted.copy()
    again[f"{prompt.anchor}-base_version"] = str(part.answer.version)
    again.update(form.posted_as(both))
    part.form = FORMS[prompt.kind](part.answer, again)
    part.form.is_valid()
    part.theirs = theirs


def check_row(part: PromptPart, form: TableForm, posted) -> None:
    """A row that is not understood yet is saved as typed and stays open, with what to mend."""
    row = next((row for row in part.answer.value.get("rows", []) if row["id"] == form.open_row), None)
    problems = kind_of(part.prompt).row_problems(part.prompt, row) if row else []
    if problems:
        part.form = TableForm.to_mend(part.answer, row, problems)


# Going on


def follow(page: QuestionPage, pressed: str) -> Followed:
    """Do what the button says beyond saving: "open:3.2:id", "remove:3.2:id", "confirm:3.1", "continue"…"""
    verb, _, rest = pressed.partition(":")
    number, _, row = rest.partition(":")
    part = next((part for part in page.parts if part.prompt.number == number), None)
    if verb == "continue":
        return Followed(next_address(page), leaves=True)
    if part is None:
        return Followed(page.address)
    if verb == "confirm" and not part.theirs:
        actions.confirm_no_change(part.answer, by=page.user)
    if verb == "unconfirm" and not part.theirs:
        actions.undo_no_change(part.answer, by=page.user)
    if verb == "author":
        add_author(part, row, page.user)
    if verb == "remove" and isinstance(part.form, TableForm):
        remove_row(part, row, page.user)
    if verb == "remove" and isinstance(part.form, FileForm):
        remove_file(part, row, page.user)
    if verb == "use":
        return put_note(page, part, row)
    if verb in {"open", "add"}:
        opened = row if verb == "open" else NEW_ROW
        return Followed(f"{page.address}?open={number}:{opened}#{part.prompt.anchor}")
    return Followed(f"{page.address}#{part.prompt.anchor}")


def add_author(part: PromptPart, pk: str, by: User) -> None:
    found = next((found for found in part.suggested_authors if str(found.person.pk) == pk), None)
    if found:
        actions.add_author(part.answer, found, by=by)


def remove_row(part: PromptPart, row_id: str, by: User) -> None:
    rows = [row for row in part.answer.value.get("rows", []) if row["id"] != row_id]
    value = part.answer.value | {"rows": rows}
    part.answer = actions.save_answer(part.answer, value, base_version=part.answer.version, by=by).answer
    part.form = TableForm(part.answer)


def remove_file(part: PromptPart, pk: str, by: User) -> None:
    file = next((file for file in part.shown.files if str(file.pk) == pk), None)
    if file:
        actions.remove_file(part.answer, file, by=by)


def put_note(page: QuestionPage, part: PromptPart, pk: str) -> Followed:
    """A diary note goes into the answer, on top of what was saved just now; a new row is opened."""
    note = DiaryNote.objects.visible_to(page.user).unused().filter(pk=pk).first() if pk.isdecimal() else None
    place = f"{page.address}#{part.prompt.anchor}"
    if note is None or not part.takes_note or page.needs_another_look:
        return Followed(place)
    use = actions.use_note(note, part.answer, by=page.user)
    if not isinstance(part.form, TableForm):
        return Followed(place)
    row = use.version.value["rows"][-1]["id"]
    return Followed(f"{page.address}?open={part.prompt.number}:{row}#{part.prompt.anchor}")


def next_address(page: QuestionPage) -> str:
    """The next question that is asked this round, or the task list after the last."""
    questions = page.document.round.instrument.questions
    later = [q for q in questions if q.number > page.question.number and q.asked(page.document.round.number)]
    return question_address(page.document, later[0].number) if later else page.document.get_absolute_url()
