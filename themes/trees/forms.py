"""Forms of the theme trees. Each says on which version of the theme it stands."""

from __future__ import annotations

from django import forms

from living_docs.forms.fields import TypedText
from themes.models import Theme
from themes.trees.page import themes_of

PARTS = 3  # a theme is split into two, seldom three


def boxed(label: str, rows: int = 3, help_text: str = "") -> TypedText:
    return TypedText(label=label, widget=forms.Textarea(attrs={"rows": rows}), help_text=help_text)


class ThemeChoice(forms.ModelChoiceField):
    """A theme, with where it stands in the tree."""

    def label_from_instance(self, theme: Theme) -> str:
        return " › ".join(theme.path)


class VersionedForm(forms.Form):
    base_version = forms.IntegerField(widget=forms.HiddenInput)
    why = boxed("Why", 2, "Kept in the history of the theme.")


class ThemeForm(forms.ModelForm):
    """How a theme reads."""

    why = boxed("Why", 2, "Kept in the history of the theme.")

    class Meta:
        model = Theme
        fields = ("title", "code", "definition", "example", "codable")
        labels = {"codable": "Passages can be coded to it", "code": "Short code"}
        help_texts = {"codable": "", "code": "For example P1. You can leave this empty."}
        widgets = {
            "title": forms.TextInput(),
            "code": forms.TextInput(attrs={"class": "govuk-input--width-5"}),
            "definition": forms.Textarea(attrs={"rows": 3}),
            "example": forms.Textarea(attrs={"rows": 3}),
        }
        error_messages = {"title": {"required": "Enter a title"}}


class ThemeChangeForm(ThemeForm):
    base_version = forms.IntegerField(widget=forms.HiddenInput)


def choice_of(label: str, themes: list[Theme], *, empty: str | None = None) -> ThemeChoice:
    """One of these themes, in the order of the tree."""
    field = ThemeChoice(
        Theme.objects.filter(pk__in=[theme.pk for theme in themes]),
        label=label,
        empty_label=empty or "Choose a theme",
        required=empty is None,
        error_messages={"required": "Choose a theme"},
    )
    field.choices = [("", empty or "Choose a theme"), *((t.pk, field.label_from_instance(t)) for t in themes)]
    return field


class MoveForm(forms.Form):
    """Under which theme, and in which place there."""

    base_version = forms.IntegerField(widget=forms.HiddenInput)
    place = forms.IntegerField(
        label="Place there",
        min_value=1,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3"}),
        help_text="1 is the first.",
        error_messages={"required": "Enter a place", "invalid": "Enter a number"},
    )

    def __init__(self, theme: Theme, data=None):
        super().__init__(data, initial={"base_version": theme.version, "place": theme.place, "parent": theme.parent_id})
        themes = [one for one in in_tree_order(theme) if not one.is_retired and one.pk != theme.pk]
        self.fields["parent"] = choice_of("Under", themes, empty="The top of the tree")
        self.order_fields(["parent", "place"])


class MergeForm(VersionedForm):
    def __init__(self, theme: Theme, data=None):
        super().__init__(data, initial={"base_version": theme.version})
        others = [o for o in in_tree_order(theme) if o.codable and not o.is_retired and o.pk != theme.pk]
        self.fields["into"] = choice_of("Merge into", others)
        self.order_fields(["into", "why"])


class SplitForm(VersionedForm):
    """The titles and definitions of the themes it becomes; two at least."""

    def __init__(self, theme: Theme, data=None):
        super().__init__(data, initial={"base_version": theme.version})
        for number in range(1, PARTS + 1):
            self.fields[f"title_{number}"] = TypedText(label=f"Title of part {number}", max_length=150)
            self.fields[f"definition_{number}"] = boxed(f"Definition of part {number}", 2)
        self.order_fields([f"{name}_{n}" for n in range(1, PARTS + 1) for name in ("title", "definition")])

    @property
    def parts(self) -> list[dict[str, str]]:
        typed = [
            {name: self.cleaned_data.get(f"{name}_{n}", "").strip() for name in ("title", "definition")}
            for n in range(1, PARTS + 1)
        ]
        return [part for part in typed if part["title"]]

    def clean(self):
        cleaned = super().clean()
        if len(self.parts) < 2:
            self.add_error("title_2", "Name at least two themes to split it into")
        return cleaned


class RetireForm(VersionedForm):
    def __init__(self, theme: Theme, data=None):
        super().__init__(data, initial={"base_version": theme.version})


def in_tree_order(theme: Theme) -> list[Theme]:
    """All themes of its tree, from the top down, each after the one it stands under."""
    themes = themes_of(theme.tree)

    def under(parent: int | None) -> list[Theme]:
        return [found for one in themes if one.parent_id == parent for found in (one, *under(one.pk))]

    return under(None)
