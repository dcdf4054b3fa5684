"""Forms of readers of published reviews: what to look for, and what to set side by side."""

from django import forms

from reporting.models import Publication
from themes.search.forms import MOST_LETTERS
from themes.search.query import Query


class ReviewSearchForm(forms.Form):
    words = forms.CharField(
        label="Words to find",
        required=False,
        max_length=MOST_LETTERS,
        help_text="Paragraphs that hold all of them. Put a phrase in quotation marks, as in “case manager”. "
        "End a word with * for all words that begin so, as in recruit*.",
    )
    endings = forms.BooleanField(label="Also with other endings: nurse finds nurses and nursing", required=False)

    def clean_words(self):
        words = self.cleaned_data["words"]
        if words and not Query.of(words):
            raise forms.ValidationError("Type a word or a number to find. Signs alone, such as % or *, find nothing")
        return words

    @property
    def query(self) -> Query:
        return Query.of(self.cleaned_data["words"], other_endings=self.cleaned_data["endings"])


class PublicationChoice(forms.ModelChoiceField):
    """Published versions by round and version: “2-1” is the first version of round 2."""

    def label_from_instance(self, publication: Publication) -> str:
        return f"Round {publication.round.number}, version {publication.version}"

    def prepare_value(self, value):
        return f"{value.round.number}-{value.version}" if isinstance(value, Publication) else value

    def to_python(self, value):
        if not value:
            return None
        round, _, version = str(value).partition("-")
        if not (round.isdecimal() and version.isdecimal() and len(value) < 10):
            raise forms.ValidationError("Choose a published version")
        found = self.queryset.filter(round__number=int(round), version=int(version)).first()
        if found is None:
            raise forms.ValidationError("Choose a published version")
        return found


class SideBySideForm(forms.Form):
    """Which two are read side by side."""

    def __init__(self, data, *, publications):
        super().__init__(data)
        for name, label in (("one", "The first"), ("other", "The second")):
            self.fields[name] = PublicationChoice(
                publications, label=label, empty_label="Choose one", error_messages={"required": "Choose two of them"}
            )

    def clean(self):
        one, other = self.cleaned_data.get("one"), self.cleaned_data.get("other")
        if one and one == other:
            self.add_error("other", "Choose a different review from the first")
        return self.cleaned_data
