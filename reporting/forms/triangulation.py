"""The forms that set a Periodic Review beside a site's document: what to show, and what is noted."""

from django import forms

from living_docs.forms.fields import TypedText
from reporting.models import PeriodicReview, TriangulationNote
from sites.models import Programme
from themes.models import Theme

NOT_THERE = "Copy the words exactly as they are in the Periodic Review, or leave this empty"


def themes_of(programme: Programme):
    """Those of the programme’s own tree that can be chosen."""
    tree = programme.theme_trees.in_order().first()
    return tree.themes.standing().filter(codable=True).in_order() if tree else Theme.objects.none()


class ThemeChoice(forms.ModelChoiceField):
    def __init__(self, programme: Programme) -> None:
        super().__init__(themes_of(programme), label="Theme", required=False, empty_label="The whole document")


class BesideForm(forms.Form):
    """Which theme, and which of a site's Periodic Reviews."""

    def __init__(self, data, *, programme: Programme, reviews):
        super().__init__(data)
        self.fields["theme"] = ThemeChoice(programme)
        self.fields["review"] = PeriodicChoice(reviews, required=False, empty_label=None)


class PeriodicChoice(forms.ModelChoiceField):
    """A site's Periodic Reviews by period and file."""

    def __init__(self, reviews, **options) -> None:
        super().__init__(reviews, label="Periodic Review", **options)

    def label_from_instance(self, review: PeriodicReview) -> str:
        return f"{review.period}: {review.name}"


class NoteForm(forms.Form):
    """What is noted of one Periodic Review beside the document."""

    stance = forms.ChoiceField(
        label="Beside the document it",
        choices=[("", "Choose one"), *TriangulationNote.Stance.choices],
        error_messages={"required": "Say whether it confirms, differs or adds"},
    )
    passage = TypedText(
        label="The words of the Periodic Review that this rests on",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Copied exactly. They are marked in the text above.",
    )
    text = TypedText(label="What it says, and what the document says", widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, review: PeriodicReview, **kwargs):
        super().__init__(*args, **kwargs)
        self.review = review
        if not review.words:
            self.fields["passage"].help_text = "Its words cannot be shown here, so nothing checks what you copy."

    def clean_passage(self):
        """As it stands in the text, whatever a browser made of its line breaks."""
        words = self.cleaned_data["passage"].split()
        if not words or not self.review.words:
            return " ".join(words)
        found = as_it_stands(words, self.review.words)
        if found is None:
            raise forms.ValidationError(NOT_THERE)
        return found

    def clean_text(self):
        return required_words(self.cleaned_data["text"])


def as_it_stands(words: list[str], text: str) -> str | None:
    """The part of a text that has these words, with its line breaks."""
    flat = " ".join(words)
    place = text.replace("\n", " ").find(flat)
    return text[place : place + len(flat)] if place >= 0 else None


def required_words(text: str) -> str:
    if not text.strip():
        raise forms.ValidationError("Write what the two say")
    return text.strip()


class TriangulationForm(forms.Form):
    """A note without the texts beside one another."""

    stance = NoteForm.base_fields["stance"]
    text = TypedText(label="What it says, and what the document says", widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, programme: Programme, reviews, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["periodic_review"] = forms.ModelChoiceField(
            reviews.filter(site__programme=programme).select_related("site").order_by("site__name", "-at"),
            label="Periodic Review",
            empty_label="Choose one",
            error_messages={"required": "Choose the Periodic Review"},
        )
        self.fields["theme"] = ThemeChoice(programme)
        self.order_fields(["periodic_review", "theme", "stance", "text"])

    def clean_text(self):
        return required_words(self.cleaned_data["text"])
