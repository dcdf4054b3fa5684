"""Answering: what the posted form of a question page brings about, prompt by prompt, and where its button leads."""

from __future__ import annotations

from typing import NamedTuple

from accounts.foundations.public_keys import number_in
from accounts.models import User
from living_docs import actions
from living_docs.forms.by_kind import form_of
from living_docs.forms.prompts import FileForm, MarkForm, PromptForm
from living_docs.forms.tables import NEW_ROW, TableForm
from living_docs.kinds import kind_of
from living_docs.models import Answer, DiaryNote, EvidenceFile
from living_docs.pages.display import question_address
from living_docs.pages.question_page import PromptPart, QuestionPage
from living_docs.tables.row_checks import row_problems
from living_docs.versions import Saved

STEPS = {"up": -1, "down": 1}


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
    form = form_of(part.prompt)(part.answer, posted, files)
    form.is_valid()
    if isinstance(form, FileForm):
        save_file(part, form, page.user)
        return
    saved = actions.save_answer(
        part.answer,
        form.value(),
        base_version=form.base,
        by=page.user,
        state=form.state,
        until=form.until,
        reason=form.reason,
    )
    part.mine = kind_of(part.prompt).clean(part.prompt, form.value())
    part.answer, part.form = saved.record, form
    page.answers[part.prompt.number] = form.answer = saved.record
    if saved.clashed:
        keep_both(part, form, posted, saved)
    elif isinstance(form, TableForm):
        check_rows(part, form)


def save_mark(page: QuestionPage, posted) -> bool:
    """How far the authors say they are; False where the page did not say."""
    form = MarkForm(posted)
    mark = form.cleaned_data["mark"] if form.is_valid() else ""
    if mark and mark != page.mark_form.initial["mark"]:
        actions.mark_section(page.document, question=page.question.number, mark=mark, by=page.user)
    return bool(mark)


def save_file(part: PromptPart, form: FileForm, by: User) -> None:
    part.form = form
    supports = form.cleaned_data.get("supports", "")
    for upload in form.taken:
        actions.add_file(part.answer, upload=upload, title=form.title_of(upload), supports=supports, by=by)
        part.answer.refresh_from_db(fields=["value", "version"])


def keep_both(part: PromptPart, form: PromptForm, posted, saved: Saved) -> None:
    """A clash: both texts are shown, and the boxes hold the words of both, to be saved on top of the other's."""
    prompt = part.prompt
    again = posted.copy()
    again[f"{prompt.anchor}-base_version"] = str(part.answer.version)
    again.update(form.posted_as(saved.fields["value"]))
    part.form = form_of(prompt)(part.answer, again)
    part.form.is_valid()
    part.theirs = saved.theirs


def check_rows(part: PromptPart, form: TableForm) -> None:
    """A row that is not understood yet is saved as typed, and what to mend is said: at its fields where it is open."""
    rows = part.answer.value.get("rows", [])
    opened = next((row for row in rows if row["id"] == form.open_row), None)
    if opened and (problems := row_problems(part.answer, opened)):
        part.form = TableForm.to_mend(part.answer, opened, problems)
    elif form.read_rows and not form.has_sheet_errors:
        sentences = sentences_on(part.answer, form.read_ids)
        part.form = TableForm.with_rows_to_mend(part.answer, sentences, form.said) if sentences else form


def sentences_on(answer: Answer, ids: set[str]) -> list[str]:
    """What is not understood in the rows that were read from a spreadsheet, by their place in the table."""
    numbered = [(number, row) for number, row in enumerate(answer.value.get("rows", []), 1) if row["id"] in ids]
    return [f"Row {number}, {problem.text}" for number, row in numbered for problem in row_problems(answer, row)]


# Going on


def follow(page: QuestionPage, pressed: str) -> Followed:
    """Do what the button says beyond saving: "open:3.2:id", "remove:3.2:id", "confirm:3.1", "continue"…"""
    verb, _, rest = pressed.partition(":")
    number, _, row = rest.partition(":")
    part = next((part for part in page.parts if part.prompt.number == number), None)
    if verb == "continue":
        return Followed(next_address(page), leaves=True)
    if verb == "confirm_all":
        return confirm_all(page)
    if verb == "unconfirm_all":
        undo_all(page, rest.split(","))
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
    if verb in STEPS and isinstance(part.form, TableForm):
        move_row(part, row, STEPS[verb], page.user)
    if verb in {"open", "add", *STEPS}:
        opened = NEW_ROW if verb == "add" else row
        return Followed(f"{page.address}?open={number}:{opened}#{part.prompt.anchor}")
    return Followed(f"{page.address}#{part.prompt.anchor}")


def confirm_all(page: QuestionPage) -> Followed:
    """ "No change" for all that is carried and not touched; the page then offers to undo just these."""
    numbers = ",".join(part.prompt.number for part in page.confirmable if not part.theirs)
    actions.confirm_all_unchanged(page.document, question=page.question.number, by=page.user)
    return Followed(f"{page.address}?confirmed={numbers}")


def undo_all(page: QuestionPage, numbers: list[str]) -> None:
    for part in page.parts:
        if part.prompt.number in numbers and not part.theirs:
            actions.undo_no_change(part.answer, by=page.user)


def add_author(part: PromptPart, pk: str, by: User) -> None:
    found = next((found for found in part.suggested_authors if str(found.person.pk) == pk), None)
    if found:
        actions.add_author(part.answer, found, by=by)


def move_row(part: PromptPart, row_id: str, step: int, by: User) -> None:
    """One place up or down; at the end of the table nothing moves."""
    rows = list(part.answer.value.get("rows", []))
    place = next((place for place, row in enumerate(rows) if row["id"] == row_id), None)
    if place is not None and 0 <= place + step < len(rows):
        rows[place], rows[place + step] = rows[place + step], rows[place]
        save_rows(part, rows, by)


def remove_row(part: PromptPart, row_id: str, by: User) -> None:
    save_rows(part, [row for row in part.answer.value.get("rows", []) if row["id"] != row_id], by)


def save_rows(part: PromptPart, rows: list[dict], by: User) -> None:
    value = part.answer.value | {"rows": rows}
    part.answer = actions.save_answer(part.answer, value, base_version=part.answer.version, by=by).record
    part.form = TableForm(part.answer)


def remove_file(part: PromptPart, pk: str, by: User) -> None:
    file = next((file for file in part.shown.files if file.pk == number_in(EvidenceFile, pk)), None)
    if file:
        actions.remove_file(part.answer, file, by=by)


def put_note(page: QuestionPage, part: PromptPart, pk: str) -> Followed:
    """A diary note goes into the answer, on top of what was saved just now; a new row is opened."""
    note = DiaryNote.objects.visible_to(page.user).unused().filter(pk=number_in(DiaryNote, pk)).first()
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
