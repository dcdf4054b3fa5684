"""The parts of a reading that are written at the desk, each saved by itself on top of the version it was opened with."""

from __future__ import annotations

from uuid import uuid4

from django.http import QueryDict

from accounts.foundations import clock
from accounts.models import User
from feedback import actions
from feedback.forms import DeskCommentForm, DeskSummaryForm, RemarkForm
from feedback.models import Reading, Remark, SavedDraft
from living_docs import uk_time
from living_docs.comment_fields import FIELDS
from living_docs.versions import Saved
from living_docs.views import autosave_reply

NO_WORDS = "Write your comment on the words of the passage"
CLASH = "You changed the same words in another window too. Nothing has been lost."


def last_saved(reading: Reading, part: int) -> str:
    draft = reading.drafts.filter(part=part).order_by("number").last()
    return uk_time.saved_line(draft.at) if draft else ""


class Part:
    """Boxes with the version they stand on. Where two windows changed the same words, the boxes hold both."""

    def __init__(self, form_class: type, initial: dict[str, object], posted: QueryDict | None, line: str) -> None:
        self.form_class, self.line = form_class, line
        self.form = form_class(posted, initial=initial)
        self.saved: Saved | None = None
        self.merged: dict[str, str] = {}

    def typed(self) -> dict[str, str]:
        """What was understood; a choice that is none on offer changes nothing."""
        return {name: words for name, words in self.form.cleaned_data.items() if name != "base_version"}

    def write(self, typed: dict[str, str], *, base_version: int, by: User) -> Saved:
        raise NotImplementedError

    def save(self, *, by: User) -> bool:
        """True when everything typed is saved; False when a person has to look at two texts."""
        self.form.is_valid()
        typed = self.typed()
        saved = self.write(typed, base_version=self.form.cleaned_data.get("base_version") or 0, by=by)
        self.saved = saved
        if saved.clashed:
            held = {**saved.fields, "base_version": saved.version}
            self.form = self.form_class(held, initial=held)
            return False
        self.merged = {name: text for name, text in saved.fields.items() if typed.get(name) != text}
        self.line = uk_time.saved_line(clock.now())
        return True

    @property
    def clash(self) -> str:
        return CLASH if self.saved and self.saved.clashed else ""

    @property
    def clashed_labels(self) -> list[str]:
        """The boxes to look at, where there are several."""
        return [FIELDS[name].label for name in self.saved.clashed if name in FIELDS] if self.saved else []

    def acknowledgement(self) -> dict[str, object]:
        """What an open page has to know of the save."""
        version = self.saved.version if self.saved else 0
        return autosave_reply.part(self.line, version=version, clash=self.clash, fields=self.merged)


class CommentPart(Part):
    """The comment on one question."""

    def __init__(self, reading: Reading, question: int, posted: QueryDict | None = None) -> None:
        self.reading, self.question = reading, question
        self.comment = reading.comments.filter(question=question).first()
        initial = (
            {**self.comment.fields(), "base_version": self.comment.version} if self.comment else {"base_version": 1}
        )
        self.words = self.comment.words if self.comment else 0
        super().__init__(DeskCommentForm, initial, posted, last_saved(reading, question))

    def write(self, typed: dict[str, str], *, base_version: int, by: User) -> Saved:
        return actions.save_comment(
            self.reading, question=self.question, fields=typed, by=by, base_version=base_version
        )


class SummaryPart(Part):
    """The summary of a reading."""

    def __init__(self, reading: Reading, posted: QueryDict | None = None) -> None:
        self.reading = reading
        initial = {"summary": reading.summary, "base_version": reading.summary_version}
        super().__init__(DeskSummaryForm, initial, posted, last_saved(reading, SavedDraft.SUMMARY))

    def write(self, typed: dict[str, str], *, base_version: int, by: User) -> Saved:
        return actions.save_summary(self.reading, summary=typed["summary"], by=by, base_version=base_version)


class RemarkPart:
    """One remark, new or one that is changed: kept under the key its form was drawn with."""

    def __init__(
        self,
        reading: Reading,
        question: int,
        prompts: list[tuple[str, str]],
        posted: QueryDict | None = None,
        remark: Remark | None = None,
        prompt: str = "",
    ) -> None:
        self.reading, self.question, self.remark = reading, question, remark
        self.form = RemarkForm(posted, prompts=prompts, initial=self.initial(prompt))

    def initial(self, prompt: str) -> dict[str, object]:
        if self.remark is None:
            return {"key": uuid4(), "base_version": 0, "letters_before": 0, "prompt": prompt}
        return {
            "key": self.remark.key,
            "base_version": self.remark.version,
            "letters_before": 0,
            "prompt": self.remark.prompt_number,
            "quoted": self.remark.quoted,
            "text": self.remark.text,
        }

    def save(self, *, by: User) -> None:
        """An empty box is no remark, and takes none away."""
        if not self.form.is_written:
            return
        typed = self.form.cleaned_data
        self.remark = actions.save_remark(
            self.reading,
            key=typed["key"] or uuid4(),
            question=self.question,
            prompt_number=typed["prompt"],
            text=typed["text"],
            quoted=typed["quoted"],
            letters_before=typed["letters_before"] or 0,
            base_version=typed["base_version"] or 0,
            by=by,
        )

    def acknowledgement(self) -> dict[str, object]:
        version = self.remark.version if self.remark else 0
        problems = autosave_reply.errors_of(self.form)
        line = uk_time.saved_line(clock.now()) if self.remark else ""
        fields = {}
        if self.remark and self.remark.text != self.form.cleaned_data["text"].strip():
            fields = {"remark-text": self.remark.text}
        half = [] if self.form.is_written or not self.form.data.get("remark-quoted", "").strip() else [NO_WORDS]
        return autosave_reply.part(line, version=version, not_saved=half, problems=problems, fields=fields)
