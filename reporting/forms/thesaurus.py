"""The form of a thesaurus entry."""

from django import forms

from reporting.anonymity.stems import stems_of
from reporting.anonymity.thesaurus import EXACT, MARKS
from sites.models import Programme, ThesaurusEntry
from sites.names.ordinary_words import word_groups

SHORTEST_WORD = 3


class ConceptForm(forms.Form):
    """Something that some sites have, and how it is said. `sure` is asked for where it would find much."""

    concept = forms.CharField(
        label="What it is",
        max_length=100,
        help_text="For example: people who stammer",
        error_messages={"required": "Enter what it is"},
    )
    kind = forms.ChoiceField(label="Kind", choices=ThesaurusEntry.Kind.choices)
    ways = forms.CharField(
        label="Ways of saying it",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="One on each line. Other endings are found by themselves. “speech + nurse” finds both words near each "
        "other, “=in the tower” the words exactly as they stand, “?tremble” only a hint: two different hints near each other are found.",
        error_messages={"required": "Enter at least one way of saying it"},
    )

    def __init__(self, *args, programme: Programme, **kwargs):
        super().__init__(*args, **kwargs)
        self.programme = programme
        self.fields["sites"] = forms.ModelMultipleChoiceField(
            programme.sites.by_name(),
            to_field_name="slug",
            label="Sites that have it",
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Choose the sites that have it"},
        )

    def clean_concept(self) -> str:
        concept = " ".join(self.cleaned_data["concept"].split())
        if self.programme.thesaurus.filter(concept__iexact=concept).exists():
            raise forms.ValidationError("The thesaurus has an entry of this name")
        return concept

    def clean_ways(self) -> list[str]:
        lines = (" ".join(line.split()) for line in self.cleaned_data["ways"].replace(";", "\n").splitlines())
        ways = list(dict.fromkeys(filter(None, lines)))
        if not ways:
            raise forms.ValidationError("Enter at least one way of saying it")
        for way in ways:
            if not says_something(way):
                raise forms.ValidationError(
                    "“%(way)s” says too little: use a word of three letters or more", params={"way": way}
                )
        return ways


def says_something(way: str) -> bool:
    """Whether every part of a way has a word that counts, or is a group of words that there is."""
    parts = [part.strip() for part in way.lstrip(MARKS).split(" + ")]
    return all(map(is_said, parts))


def is_said(part: str) -> bool:
    if part.startswith("{"):
        return part.strip("{}") in word_groups()
    return any(len(stem) >= SHORTEST_WORD for stem in stems_of(part.lstrip(EXACT)))
