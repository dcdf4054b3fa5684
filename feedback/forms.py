"""Forms of readers, leader and QA reviewers. Texts of any length are taken as typed."""

from collections.abc import Sequence

from django import forms

from accounts.models import User
from feedback.models import CommentFields
from living_docs.fields import TypedText
from living_docs.models import LivingDocument

MOST_POINTS = 5


class CommentForm(forms.Form):
    """The feedback form of one question. Judgements may wait; only lodging asks for them."""

    comprehensible = forms.ChoiceField(
        label="Comprehensible", required=False, widget=forms.RadioSelect, choices=CommentFields.Comprehensible.choices
    )
    complete = forms.ChoiceField(
        label="Complete", required=False, widget=forms.RadioSelect, choices=CommentFields.Complete.choices
    )
    noted = TypedText(label="What we understood", widget=forms.Textarea(attrs={"rows": 5}))
    more = TypedText(
        label="Please tell us more about", widget=forms.Textarea(attrs={"rows": 4}), help_text="One question a line."
    )
    evidence = TypedText(label="Evidence asked for", widget=forms.Textarea(attrs={"rows": 2}), help_text="One a line.")
    practical = TypedText(
        label="Acronyms, authors, dates", widget=forms.Textarea(attrs={"rows": 2}), help_text="One point a line."
    )

    def fields_typed(self) -> dict[str, str]:
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


class SummaryForm(forms.Form):
    summary = TypedText(
        label="Thanks and summary", widget=forms.Textarea(attrs={"rows": 8}), help_text="About 100 words."
    )


class AgreedSummaryForm(SummaryForm):
    call_offer = TypedText(label="Offer of a call", widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, points: Sequence[dict] = (), **kwargs):
        super().__init__(*args, **kwargs)
        for index in range(MOST_POINTS):
            point = points[index] if index < len(points) else {"text": "", "prompts": []}
            self.fields[f"point_{index}"] = TypedText(
                label=f"Point {index + 1}", widget=forms.Textarea(attrs={"rows": 2})
            )
            self.fields[f"prompts_{index}"] = TypedText(label=f"Prompts of point {index + 1}")
            self.initial[f"point_{index}"] = point["text"]
            self.initial[f"prompts_{index}"] = ", ".join(point["prompts"])

    @property
    def points(self) -> list[tuple]:
        """The fields of each point with those of its prompts."""
        return [(self[f"point_{index}"], self[f"prompts_{index}"]) for index in range(MOST_POINTS)]

    def next_points(self) -> list[dict]:
        typed = [
            (self.cleaned_data[f"point_{i}"].strip(), self.cleaned_data[f"prompts_{i}"]) for i in range(MOST_POINTS)
        ]
        return [{"text": text, "prompts": prompts.replace(",", " ").split()} for text, prompts in typed if text]


class SendBackForm(forms.Form):
    points = TypedText(
        label="What has to be mended", widget=forms.Textarea(attrs={"rows": 6}), help_text="One point a line."
    )

    def clean_points(self):
        if not self.cleaned_data["points"].strip():
            raise forms.ValidationError("Say what has to be mended")
        return self.cleaned_data["points"]


class AllotForm(forms.Form):
    """Two readers for a document, or one. The readers to choose from are looked up once for a page of forms."""

    def __init__(self, *args, document: LivingDocument, readers: list[User], **kwargs):
        self.document = document
        self.by_key = {str(reader.pk): reader for reader in readers}
        allotted = [str(reading.reader_id) for reading in document.readings.all() if reading.was_allotted]
        initial = dict(zip(("first", "second"), allotted, strict=False))
        super().__init__(*args, prefix=document.site.slug, initial=initial, **kwargs)
        choices = [(key, reader.name) for key, reader in self.by_key.items()]
        self.fields["first"] = forms.ChoiceField(
            label="First reader", required=False, choices=[("", "Nobody yet"), *choices]
        )
        self.fields["second"] = forms.ChoiceField(
            label="Second reader", required=False, choices=[("", "Nobody"), *choices]
        )

    def readers(self) -> list[User]:
        chosen = (self.cleaned_data[name] for name in ("first", "second"))
        return [self.by_key[key] for key in chosen if key]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("first") and cleaned.get("first") == cleaned.get("second"):
            self.add_error("second", f"Choose two different readers for {self.document.site}")
        return cleaned
