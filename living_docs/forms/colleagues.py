"""Forms of colleagues among themselves: giving a prompt with a date, a note on it."""

from __future__ import annotations

from django import forms
from django.utils.html import escape

from accounts.models import User
from living_docs import prose
from living_docs.forms.fields import DayField, TypedText


class GiveForm(forms.Form):
    """To whom, and until when."""

    due = DayField(label="Finish by (optional)", help_text="For example 14/4/2010")
    field_order = ["to", "due"]

    def __init__(self, people: list[User], *args, **options):
        super().__init__(*args, **options)
        self.people = {str(person.pk): person for person in people}
        self.fields["to"] = forms.ChoiceField(
            label="To whom",
            choices=[("", ""), *((pk, person.name) for pk, person in self.people.items())],
            error_messages={"required": "Choose a colleague"},
        )
        self.order_fields(self.field_order)

    @property
    def to(self) -> User:
        return self.people[self.cleaned_data["to"]]


class ColleagueNoteForm(forms.Form):
    """A note is read as it was typed, a paragraph a line: its signs are no notation here."""

    text = TypedText(label="A note for your colleagues", widget=forms.Textarea(attrs={"rows": 4}))

    def clean_text(self):
        lines = self.cleaned_data["text"].split("\n")
        if not (html := prose.clean("".join(f"<p>{escape(line)}</p>" for line in lines))):
            raise forms.ValidationError("Write what you want to say")
        return html


class ReadForm(forms.Form):
    """Until which of its entries a thread was read."""

    until = forms.DateTimeField()
