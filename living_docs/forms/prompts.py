"""Forms of the site's side: one small form a prompt, so that a page of prompts is saved prompt by prompt."""

from __future__ import annotations

from datetime import date

from django import forms

from living_docs.files.evidence import accepted, judged, shown_name, told_before
from living_docs.files.office_files import NotOpened
from living_docs.forms.fields import DayField, FilesField, FilesInput, ProseBox, ProseField, TypedText
from living_docs.instrument import Prompt
from living_docs.kinds import kind_of
from living_docs.models import Answer, AnswerState, SectionMark

STATES_IN_WORDS = {
    AnswerState.ANSWERED: "I have answered above, or will",
    AnswerState.TOO_EARLY: "Too early to say",
    AnswerState.NOT_KNOWN: "Not known until",
    AnswerState.NOT_ANSWERED: "Not answered this round",
}


class PromptForm(forms.Form):
    """The fields of one prompt. `value()` is what was typed, in the shape of the prompt's kind."""

    base_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, answer: Answer, data=None, files=None):
        super().__init__(data, files, prefix=answer.prompt.anchor, initial=self.start(answer))
        self.answer, self.prompt = answer, answer.prompt
        self.add_fields(self.prompt)
        self.add_state(self.prompt)

    def start(self, answer: Answer) -> dict:
        state = answer.state if answer.state in STATES_IN_WORDS else AnswerState.ANSWERED
        until = f"{answer.until.day}/{answer.until.month}/{answer.until.year}" if answer.until else ""
        return {"base_version": answer.version, "state": state, "until": until, "reason": answer.reason}

    def add_fields(self, prompt: Prompt) -> None:
        raise NotImplementedError

    def add_state(self, prompt: Prompt) -> None:
        """ "Too early", "not known until" and "not answered", where the instrument offers them."""
        offered = [AnswerState.ANSWERED]
        offered += [AnswerState.TOO_EARLY] if prompt.too_early else []
        offered += [AnswerState.NOT_KNOWN, AnswerState.NOT_ANSWERED] if prompt.takes_not_known else []
        if len(offered) == 1:
            return
        self.fields["state"] = forms.ChoiceField(
            label=f"If you cannot answer {prompt.number} now",
            required=False,
            widget=forms.RadioSelect,
            choices=[(state.value, STATES_IN_WORDS[state]) for state in offered],
        )
        if prompt.takes_not_known:
            self.fields["until"] = DayField(label="Not known until", help_text="For example 14/4/2010")
            self.fields["reason"] = TypedText(label="Why it is not answered this round", max_length=1000)

    def clean(self):
        cleaned = super().clean()
        for state, name, missing in (
            (AnswerState.NOT_KNOWN, "until", f"Enter the date on which {self.prompt.number} will be known"),
            (AnswerState.NOT_ANSWERED, "reason", f"Say why {self.prompt.number} is not answered this round"),
        ):
            if name not in self.fields or name in self.errors:
                continue
            if self.asked_state == state and not cleaned.get(name):
                self.add_error(name, missing)
            elif self.asked_state != state and cleaned.get(name) and not self.is_left_behind(name):
                self.add_error(name, f"Choose “{STATES_IN_WORDS[state]}” in {self.prompt.number}, or empty this box")
        return cleaned

    def clean_reason(self):
        return self.cleaned_data["reason"].strip()

    @property
    def asked_state(self) -> AnswerState:
        return AnswerState(self.cleaned_data.get("state") or AnswerState.ANSWERED)

    def is_left_behind(self, name: str) -> bool:
        """Whether a date or reason is that of the choice which was taken back just now."""
        return self.cleaned_data.get(name) == getattr(self.answer.at_version(self.base), name)

    @property
    def left_behind(self) -> dict[str, str]:
        """The boxes to empty, since the choice that they went with was taken back."""
        return {
            self.add_prefix(name): ""
            for name, kept in (("until", self.until), ("reason", self.reason))
            if self.cleaned_data.get(name) and not kept
        }

    @property
    def not_saved(self) -> list[str]:
        """What was typed instead of an answer and cannot be kept as it stands."""
        return [str(text) for name in ("state", "until", "reason") for text in self.errors.get(name, [])]

    @property
    def as_drawn(self) -> dict[str, object]:
        """With what else this form was drawn: an open row, say."""
        return {}

    @property
    def answer_fields(self):
        """The bound fields of the answer itself."""
        return [field for field in self if field.name not in {"base_version", "state", "until", "reason"}]

    @property
    def state_fields(self):
        return [self[name] for name in ("state", "until", "reason") if name in self.fields]

    @property
    def has_state(self) -> bool:
        return self.answer.state in {AnswerState.TOO_EARLY, AnswerState.NOT_KNOWN, AnswerState.NOT_ANSWERED} or any(
            name in self.errors for name in ("state", "until", "reason")
        )

    @property
    def state(self) -> AnswerState:
        """The state asked for; where its date or reason is missing, what it was, or simply "answered"."""
        needs = {AnswerState.NOT_KNOWN: "until", AnswerState.NOT_ANSWERED: "reason"}.get(self.asked_state)
        is_complete = needs is None or bool(self.cleaned_data.get(needs))
        return self.asked_state if is_complete or self.answer.state == self.asked_state else AnswerState.ANSWERED

    @property
    def until(self) -> date | None:
        if self.state != AnswerState.NOT_KNOWN:
            return None
        return self.cleaned_data.get("until") or self.answer.until

    @property
    def reason(self) -> str:
        if self.state != AnswerState.NOT_ANSWERED:
            return ""
        return self.cleaned_data.get("reason") or self.answer.reason

    @property
    def base(self) -> int:
        """The version the person began from; one that never was counts as the present one."""
        named = self.cleaned_data.get("base_version") or 0
        return named if self.answer.versions.filter(number=named).exists() else self.answer.version

    @property
    def base_value(self) -> dict:
        """What the person had before them when they began to write."""
        return self.answer.at_version(self.base).value

    def value(self) -> dict:
        raise NotImplementedError

    def prose_of(self, value: dict) -> dict[str, str]:
        """The boxes for prose with their HTML in a value, by name."""
        return {"follow_up": value["follow_up"]} if "follow_up" in value else {}

    def posted_as(self, value: dict) -> dict[str, str]:
        """What the page would post for the prose of a value."""
        posted: dict[str, str] = {}
        for name, html in self.prose_of(value).items():
            posted |= {self.add_prefix(name): html, f"{self.add_prefix(name)}-as": "html"}
        return posted

    def add_follow_up(self, prompt: Prompt) -> None:
        if prompt.follow_up:
            self.fields["follow_up"] = ProseField(label=prompt.follow_up.question, widget=ProseBox(attrs={"rows": 5}))
            self.initial["follow_up"] = self.answer.value.get("follow_up", "")

    def follow_up(self) -> str:
        return self.cleaned_data.get("follow_up", "")


class ProseForm(PromptForm):
    def add_fields(self, prompt):
        texts = self.answer.value.get("texts", [])
        for index in range(prompt.repeat):
            label = (
                prompt.question if index == 0 else f"{prompt.label}, {index + 1} of {prompt.repeat} (if you have one)"
            )
            rows = 12 if index == 0 else 5
            self.fields[f"text_{index}"] = ProseField(label=label, widget=ProseBox(attrs={"rows": rows}))
            self.initial[f"text_{index}"] = texts[index] if index < len(texts) else ""
        self.fields["text_0"].help_text = prompt.help

    def value(self):
        return {"texts": [self.cleaned_data.get(f"text_{index}", "") for index in range(self.prompt.repeat)]}

    def prose_of(self, value):
        return {f"text_{index}": html for index, html in enumerate(value.get("texts", []))}


class ShortTextForm(PromptForm):
    def add_fields(self, prompt):
        self.fields["text"] = TypedText(label=prompt.question, help_text=prompt.help)
        self.initial["text"] = self.answer.value.get("text", "")

    def value(self):
        return {"text": self.cleaned_data.get("text", "")}


class ChoiceForm(PromptForm):
    def add_fields(self, prompt):
        several = prompt.multiple
        field = forms.MultipleChoiceField if several else forms.ChoiceField
        self.fields["choices"] = field(
            label=prompt.question,
            help_text=prompt.help,
            required=False,
            choices=[(option.value, option.label) for option in prompt.options],
            widget=forms.CheckboxSelectMultiple if several else forms.RadioSelect,
        )
        chosen = self.answer.value.get("choices", [])
        self.initial["choices"] = chosen if several else (chosen or [""])[0]
        self.add_follow_up(prompt)

    def value(self):
        chosen = self.cleaned_data.get("choices") or []
        return {
            "choices": chosen if self.prompt.multiple else [chosen] if chosen else [],
            "follow_up": self.follow_up(),
        }


class FileForm(PromptForm):
    """Any number of files at once; those that can be kept are in `taken`, the others are said."""

    taken: list

    def add_fields(self, prompt):
        kinds = accepted(prompt.accept)
        self.fields["upload"] = FilesField(
            label=prompt.question,
            help_text=f"{prompt.help} {told_before(kinds)}".strip(),
            required=False,
            allow_empty_file=True,
            max_length=150,
            widget=FilesInput(attrs={"accept": ",".join(f".{kind}" for kind in kinds)}),
        )
        title, supports = prompt.columns
        self.fields["title"] = TypedText(
            label=title.label, max_length=150, help_text="If you leave this empty, the file’s name is its title"
        )
        self.fields["supports"] = forms.ChoiceField(label=supports.label, choices=self.answers(), required=False)

    def answers(self) -> list[tuple[str, str]]:
        """The answers that a file can support: every other prompt asked in the round."""
        document = self.answer.document
        asked = [
            p for p in document.prompts.values() if p.is_asked(document.round.number) and not kind_of(p).takes_files
        ]
        return [("", "None in particular"), *((p.number, f"{p.number} {p.label}") for p in asked)]

    def clean(self):
        cleaned = super().clean()
        self.taken = []
        for upload in [] if self.errors else cleaned.get("upload") or []:
            try:
                self.taken.append(self.judged(upload))
            except NotOpened as refusal:
                self.add_error("upload", str(refusal))
        return cleaned

    def judged(self, upload):
        """The file as it is kept, or NotOpened."""
        limit = self.prompt.row_limit
        if limit and len(self.value()["files"]) + len(self.taken) >= limit:
            raise NotOpened(f"“{shown_name(upload.name)}” was not added. {self.prompt.number} takes {limit} files.")
        return judged(upload, accepted(self.prompt.accept))

    def title_of(self, upload) -> str:
        """The title that was typed, with the file's name where it is one of several."""
        typed, name = self.cleaned_data.get("title", "").strip(), shown_name(upload.name)
        if typed and len(self.taken) > 1:
            return f"{typed} ({name})"[:150]
        return typed or name.rsplit(".", 1)[0] or name

    def value(self):
        return {"files": self.answer.value.get("files", [])}


class MarkForm(forms.Form):
    """ "Have you finished this question?" """

    mark = forms.ChoiceField(
        label="Have you finished this question?",
        widget=forms.RadioSelect,
        choices=[
            (SectionMark.Mark.COMPLETED, "Yes, it is completed"),
            (SectionMark.Mark.IN_PROGRESS, "No, it is in progress"),
        ],
        required=False,
    )


class AcronymForm(forms.Form):
    """An acronym that the text uses, and what it stands for."""

    acronym = forms.CharField(max_length=20)
    meaning = forms.CharField(max_length=200)
