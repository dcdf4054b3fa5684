"""The outline of a review as a form: place, title, writer and day of each section, whether it is left out; a new one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django import forms
from django.forms import BoundField
from django.utils.html import format_html

from accounts.models import User
from accounts.roles import REVIEW_WRITERS
from living_docs.forms.fields import DayField, TypedText
from living_docs.forms.merged_form import MergedForm
from living_docs.uk_time import day_typed
from reporting.actions.outline import Line
from reporting.models import Review, ReviewSection


class Row(NamedTuple):
    """The fields of one section."""

    section: ReviewSection
    place: BoundField
    title: BoundField
    writer: BoundField
    due: BoundField
    left_out: BoundField


class OutlineForm(MergedForm):
    added = TypedText(
        label="Add a section", max_length=200, help_text="Enter its title. It comes last until you move it."
    )

    def __init__(self, *args, review: Review, **kwargs):
        super().__init__(*args, **kwargs)
        self.sections = review.sections.order_by("left_out", "place", "pk").with_writers()
        for number, section in enumerate(self.sections, 1):
            for name, field in fields_of(section, number).items():
                self.fields[f"{name}-{section.pk}"] = field
        self.show_what_stands()

    def rows(self) -> Iterator[Row]:
        for section in self.sections:
            yield Row(section, *(self[f"{name}-{section.pk}"] for name in Row._fields[1:]))

    @property
    def lines(self) -> list[Line]:
        """The sections as they are wanted; of two with one number the one that stood first stays first."""
        order = sorted(self.sections, key=lambda section: self.typed("place", section))
        return [
            Line(
                section,
                self.typed("title", section).strip(),
                place,
                self.typed("left_out", section),
                self.typed("writer", section),
                self.typed("due", section),
            )
            for place, section in enumerate(order)
        ]

    def typed(self, name: str, section: ReviewSection):
        return self.cleaned_data[f"{name}-{section.pk}"]


def fields_of(section: ReviewSection, number: int) -> dict[str, forms.Field]:
    return {
        "place": forms.IntegerField(
            label=label("Place", number),
            initial=number,
            min_value=1,
            max_value=999,
            error_messages={"required": "Give the section a number", "invalid": "Give the section a number"},
        ),
        "title": forms.CharField(
            label=label("Title", number),
            initial=section.title,
            max_length=200,
            error_messages={"required": "Give the section a title"},
        ),
        "writer": forms.ModelChoiceField(
            writers(),
            label=label("Writer", number),
            initial=section.writer_id,
            required=False,
            empty_label="Nobody yet",
        ),
        "due": DayField(
            label=label("Due on", number),
            initial=day_typed(section.due) if section.due else "",
            max_length=30,
        ),
        "left_out": forms.BooleanField(label=label("Leave out", number), initial=section.left_out, required=False),
    }


def label(words: str, number: int) -> str:
    """Whoever hears a label hears which section it is about; whoever sees it sees that beside it."""
    return format_html('{}<span class="govuk-visually-hidden">, section {}</span>', words, number)


def writers():
    return User.objects.with_role(*REVIEW_WRITERS)
