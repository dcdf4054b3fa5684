"""What a search asks for."""

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Div, Layout
from django import forms

from accounts.permissions import can_see_themes
from living_docs.models import Round
from sites.models import Site
from themes.models import Theme
from themes.search.query import Query

MOST_LETTERS = 400
NARROWING = ("site", "round", "prompt", "theme")


class SearchForm(forms.Form):
    """Words, and what narrows them; the team may also choose a site or a theme."""

    words = forms.CharField(
        label="Words to find",
        required=False,
        max_length=MOST_LETTERS,
        help_text="Finds paragraphs that contain all of them. Put a phrase in quotation marks, as in “case manager”. "
        "End a word with * to find all words that begin that way, as in recruit*.",
    )
    endings = forms.BooleanField(label="Also with other endings: nurse finds nurses and nursing", required=False)
    site: forms.ModelChoiceField = forms.ModelChoiceField(
        None, required=False, to_field_name="slug", empty_label="All sites"
    )
    round: forms.ModelChoiceField = forms.ModelChoiceField(
        None, required=False, to_field_name="number", empty_label="All rounds"
    )
    prompt = forms.ChoiceField(label="Prompt", required=False)
    theme: forms.ModelChoiceField = forms.ModelChoiceField(None, required=False, empty_label="Any theme, or none")

    def __init__(self, data, *, user):
        super().__init__(data)
        rounds = Round.objects.visible_to(user).exclude(state=Round.State.PLANNED).in_order()
        self.fields["round"].queryset = rounds
        newest = rounds.select_related("instrument").last()
        prompts = newest.instrument.prompts.values() if newest else []
        self.fields["prompt"].choices = [("", "All prompts"), *((p.number, f"{p.number} {p.label}") for p in prompts)]
        if user.is_in_team:
            self.fields["site"].queryset = Site.objects.visible_to(user).by_name()
        else:
            del self.fields["site"]
        if can_see_themes(user):
            self.fields["theme"].queryset = Theme.objects.select_related("tree").in_order()
        else:
            del self.fields["theme"]
        narrowing = [name for name in NARROWING if name in self.fields]
        self.helper = FormHelper()
        self.helper.form_method, self.helper.disable_csrf = "get", True
        self.helper.layout = Layout(
            "words", "endings", Div(*narrowing, css_class="inline-form"), Button.primary("", "Search")
        )

    @property
    def asks(self) -> bool:
        """Whether anything was asked for."""
        return any(self.cleaned_data.get(name) for name in ("words", *NARROWING))

    @property
    def query(self) -> Query:
        return Query.of(self.cleaned_data["words"], other_endings=self.cleaned_data["endings"])

    @property
    def narrowed(self) -> dict:
        """What `search` is narrowed to."""
        return {name: self.cleaned_data.get(name) for name in NARROWING if name in self.fields}
