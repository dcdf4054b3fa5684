"""Forms of the thematic review."""

from django import forms

from living_docs.forms.fields import ProseBox, ProseField, TypedText
from reporting.actions.front import front_of
from reporting.forms.count_rows import GlanceField, RowsField, as_lines
from reporting.models import Review, ReviewSection
from sites.models import IdentifyingTerm, Site
from sites.names.folded_words import key

SHORTEST_TERM = 3
ROWS = {"brief", "glance", "counts"}


class FrontForm(forms.Form):
    base_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    title = TypedText(label="Title", max_length=200)
    subtitle = TypedText(label="Subtitle", max_length=300)
    abstract = ProseField(label="Abstract", widget=ProseBox(attrs={"rows": 6}))
    glance = GlanceField(
        label="At a glance",
        help_text="One a line: the token of a count, what it is a number of, an upright stroke and a sentence more.",
    )
    correction = TypedText(
        label="Reason of the correction",
        max_length=1000,
        help_text="Printed on top of this version and of the one it replaces.",
    )

    def __init__(self, *args, review: Review, **kwargs):
        initial = in_boxes(front_of(review)) | {"base_version": review.front_version}
        super().__init__(*args, initial=initial, **kwargs)
        if review.version == 1:
            del self.fields["correction"]

    def clean_title(self):
        if not self.cleaned_data["title"].strip():
            raise forms.ValidationError("Enter a title")
        return self.cleaned_data["title"].strip()


def in_boxes(texts: dict) -> dict:
    """Values of a front, a section or a message as they stand in their boxes: rows of counts as lines."""
    return {name: as_lines(value) if name in ROWS else value for name, value in texts.items()}


class SectionForm(forms.Form):
    base_version = forms.IntegerField(widget=forms.HiddenInput)
    standfirst = TypedText(
        label="Standfirst", widget=forms.Textarea(attrs={"rows": 3}), help_text="One or two sentences, read first."
    )
    brief = RowsField(
        label="Numbers at the head", help_text="One a line: the token of a count, then what it is a number of."
    )
    html = ProseField(
        label="Text",
        widget=ProseBox(attrs={"rows": 22}),
        help_text="Numbers of Pilots, quotations and figures go in as tokens from the list beside.",
    )

    def __init__(self, *args, section: ReviewSection, **kwargs):
        initial = {
            "base_version": section.version,
            "standfirst": section.standfirst,
            "html": section.html,
            "brief": as_lines(section.brief),
        }
        super().__init__(*args, initial=initial, **kwargs)


class CopyForm(forms.Form):
    anonymised = TypedText(
        label="Anonymised copy",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What will be printed: without names, places, figures or a patient group that tell a site.",
    )

    def clean_anonymised(self):
        if not self.cleaned_data["anonymised"].strip():
            raise forms.ValidationError("Write the anonymised copy")
        return self.cleaned_data["anonymised"].strip()


class QuotationForm(CopyForm):
    original = TypedText(label="Words of the document", widget=forms.Textarea(attrs={"rows": 4}))
    field_order = ("original", "anonymised")

    def __init__(self, *args, text: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.text = " ".join(text.split())

    def clean_original(self):
        words = " ".join(self.cleaned_data["original"].split())
        if not words or words not in self.text:
            raise forms.ValidationError("Copy the words exactly as they are in the document")
        return words


class TermForm(forms.Form):
    """A further name for the dictionary of the gate."""

    site = forms.ModelChoiceField(
        Site.objects.none(),
        to_field_name="slug",
        label="Site",
        empty_label="Choose a site",
        error_messages={"required": "Choose the site that the name tells"},
    )
    kind = forms.ChoiceField(label="Kind", choices=IdentifyingTerm.Kind.choices)
    term = forms.CharField(
        label="Name",
        max_length=150,
        help_text="As it is usually written; other spellings are found by themselves.",
        error_messages={"required": "Enter the name"},
    )

    def __init__(self, *args, programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["site"].queryset = programme.sites.by_name()

    def clean_term(self):
        term = " ".join(self.cleaned_data["term"].split())
        if len(key(term)) < SHORTEST_TERM:
            raise forms.ValidationError("Enter at least three letters")
        return term


class TryForm(forms.Form):
    text = forms.CharField(
        label="Try a text",
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        strip=False,
        help_text="Paste a passage to see what the gate finds in it. It is not kept.",
        error_messages={"required": "Enter a text to try"},
    )
