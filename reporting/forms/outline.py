"""The outline of a review as a form: a title, a number for its place and "leave out" for each section, and a new one."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms
from django.forms import BoundField

from living_docs.forms.fields import TypedText
from reporting.actions.outlining import Line
from reporting.models import Review, ReviewSection


class OutlineForm(forms.Form):
    added = TypedText(label="A further section", max_length=200, help_text="It stands last until it is given a number.")

    def __init__(self, *args, review: Review, **kwargs):
        super().__init__(*args, **kwargs)
        self.sections = list(review.sections.order_by("left_out", "place", "pk"))
        for number, section in enumerate(self.sections, 1):
            self.fields[f"title-{section.pk}"] = forms.CharField(
                label=f"Title of section {number}", initial=section.title, max_length=200,
                error_messages={"required": "Give the section a title"},
            )  # fmt: skip
            self.fields[f"place-{section.pk}"] = forms.IntegerField(
                label=f"Place of section {number}", initial=number, min_value=1, max_value=999,
                error_messages={"required": "Give the section a number", "invalid": "Give the section a number"},
            )  # fmt: skip
            self.fields[f"left_out-{section.pk}"] = forms.BooleanField(
                label=f"Leave section {number} out", initial=section.left_out, required=False
            )

    def rows(self) -> Iterator[tuple[ReviewSection, BoundField, BoundField, BoundField]]:
        for section in self.sections:
            yield section, self[f"title-{section.pk}"], self[f"place-{section.pk}"], self[f"left_out-{section.pk}"]

    @property
    def lines(self) -> list[Line]:
        """The sections as they are wanted; of two with one number the one that stood first stays first."""
        typed = self.cleaned_data
        order = sorted(self.sections, key=lambda section: typed[f"place-{section.pk}"])
        return [
            Line(section, typed[f"title-{section.pk}"].strip(), place, typed[f"left_out-{section.pk}"])
            for place, section in enumerate(order)
        ]
