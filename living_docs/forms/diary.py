"""Forms of the diary: a note, and the answer it goes into."""

from __future__ import annotations

from django import forms

from living_docs.files.evidence import EVIDENCE_KINDS, in_words, judged, shown_name
from living_docs.files.office_files import NotOpened
from living_docs.forms.fields import DayField, ProseBox, ProseField
from living_docs.instrument import Question
from living_docs.kinds import kind_of
from living_docs.models import DiaryNote, LivingDocument


def places(questions: list[Question]) -> list[tuple[str, str]]:
    """Every question as a whole, with its prompts beneath."""
    found = []
    for question in questions:
        found.append((str(question.number), f"{question.short_name}: as a whole"))
        found += [(prompt.number, f"{prompt.number} {prompt.label}") for prompt in question.prompts]
    return found


class TextForm(forms.Form):
    """The text of a note, in the plain notation of all prose."""

    text = ProseField(label="What happened", widget=ProseBox(attrs={"rows": 10}))

    @classmethod
    def of(cls, note: DiaryNote, data=None) -> TextForm:
        return cls(data, initial={"text": note.text})

    def clean_text(self):
        if not self.cleaned_data["text"]:
            raise forms.ValidationError("Write what happened")
        return self.cleaned_data["text"]


class NoteForm(TextForm):
    """A new note: which day, what it is about, the text, a file."""

    on = DayField(label="Day", help_text="For example 14/4/2010")
    upload = forms.FileField(
        label="File (if you have one)",
        help_text=in_words(EVIDENCE_KINDS),
        required=False,
        allow_empty_file=True,
        max_length=150,
    )
    field_order = ["site", "on", "place", "text", "upload"]

    def __init__(self, sites, questions, *args, **options):
        super().__init__(*args, **options)
        self.fields["place"] = forms.ChoiceField(label="What it is about", choices=places(questions))
        if len(sites) > 1:
            own = [(site.slug, site.name) for site in sites]
            self.fields["site"] = forms.ChoiceField(label="Site", choices=own)
        self.order_fields(self.field_order)

    def clean_on(self):
        if self.cleaned_data["on"] is None:
            raise forms.ValidationError("Enter the day")
        return self.cleaned_data["on"]

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        try:
            return judged(upload, EVIDENCE_KINDS) if upload else upload
        except NotOpened as refusal:
            raise forms.ValidationError(str(refusal)) from None

    def clean(self):
        cleaned = super().clean()
        if self.errors and cleaned.get("upload"):
            self.add_error("upload", f"Choose “{shown_name(cleaned['upload'].name)}” again")
        return cleaned

    @property
    def question(self) -> int:
        whole = self.cleaned_data["place"].split(".")[0]
        return int(whole) if whole.isdigit() else 0

    @property
    def prompt_number(self) -> str:
        place = self.cleaned_data["place"]
        return "" if place.isdigit() else place


class UseForm(forms.Form):
    """Which answer a note goes into."""

    def __init__(self, document: LivingDocument, *args, **options):
        super().__init__(*args, **options)
        asked = [
            p for p in document.prompts.values() if p.is_asked(document.round.number) and not kind_of(p).takes_files
        ]
        choices = [(prompt.number, f"{prompt.number} {prompt.label}") for prompt in asked]
        self.fields["prompt"] = forms.ChoiceField(label="Which answer", choices=choices)
