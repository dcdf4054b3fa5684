"""The form of a note that sets a Periodic Review beside a site's document."""

from django import forms

from living_docs.forms.fields import TypedText
from reporting.models import PeriodicReview, TriangulationNote
from sites.models import Programme
from themes.models import Theme


class TriangulationForm(forms.Form):
    stance = forms.ChoiceField(
        label="Beside the document it", choices=[("", "Choose one"), *TriangulationNote.Stance.choices],
        error_messages={"required": "Say whether it confirms, differs or adds"},
    )  # fmt: skip
    text = TypedText(label="What it says, and what the document says", widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, programme: Programme, **kwargs):
        super().__init__(*args, **kwargs)
        reviews = PeriodicReview.objects.filter(site__programme=programme).select_related("site")
        tree = programme.theme_trees.in_order().first()
        themes = tree.themes.standing().filter(codable=True).in_order() if tree else Theme.objects.none()
        self.fields["periodic_review"] = forms.ModelChoiceField(
            reviews.order_by("site__name", "-at"), label="Periodic Review", empty_label="Choose one",
            error_messages={"required": "Choose the Periodic Review"},
        )  # fmt: skip
        self.fields["theme"] = forms.ModelChoiceField(
            themes, label="Theme", required=False, empty_label="The whole document"
        )
        self.order_fields(["periodic_review", "theme", "stance", "text"])

    def clean_text(self):
        if not self.cleaned_data["text"].strip():
            raise forms.ValidationError("Write what the two say")
        return self.cleaned_data["text"].strip()
