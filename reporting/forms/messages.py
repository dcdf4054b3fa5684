"""The forms of a review's front: one key message; what became of each issue of the last review."""

from __future__ import annotations

from typing import Any

from django import forms

from living_docs.forms.fields import TypedText
from reporting.forms.count_rows import RowsField, as_lines
from reporting.models import Review
from reporting.review.key_messages import (
    FINDING,
    FOLLOWS,
    FOLLOWS_FROM_IT,
    MEANING,
    MOST_COUNTS,
    STATEMENT,
    WHY,
    Certainty,
)
from reporting.review.last_issues import SENTENCE, WRITTEN, LastIssues, Outcome, key_of, mark_of

OF_WHAT = "One a line: the token of a count, then what it is a number of."


class ShortText(TypedText):
    """Text with a limit that the page counts down to; what is too long is told, and stays in the box."""

    def __init__(self, *, most: int, rows: int = 2, **options):
        counted = {"rows": rows, "class": "govuk-js-character-count", "aria-describedby": ""}
        super().__init__(widget=forms.Textarea(attrs=counted), **options)
        self.most = most

    def clean(self, value):
        text = " ".join(super().clean(value).split())
        if len(text) > self.most:
            raise forms.ValidationError(
                f"“{self.label}” is {len(text) - self.most} characters too long. Use {self.most} or fewer."
            )
        return text


class FewRows(RowsField):
    """Rows of counts, as many and as long as one message has room for."""

    def clean(self, value):
        rows = super().clean(value)
        if len(rows) > MOST_COUNTS:
            raise forms.ValidationError(f"Give no more than {MOST_COUNTS} numbers")
        if any(len(row["statement"]) > STATEMENT for row in rows):
            raise forms.ValidationError(f"Say in {STATEMENT} characters or fewer what each number counts")
        return rows


class MessageForm(forms.Form):
    base_version = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    finding = ShortText(label="What is found", most=FINDING, help_text="One sentence. It is printed in bold.")
    certainty = forms.ChoiceField(
        label="How sure",
        choices=Certainty.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say how sure the finding is"},
    )
    why = ShortText(label="Why so sure", most=WHY)
    counts = FewRows(
        label="From how many",
        help_text=f"{OF_WHAT} The first stands beside the finding, the others beneath it.",
    )

    def __init__(self, *args, review: Review, message: dict | None, **kwargs):
        kwargs["initial"] = initial_of(message) if message else {}
        super().__init__(*args, **kwargs)
        for name, label in FOLLOWS.items():
            self.fields[name] = ShortText(label=f"What follows: {label[0].lower()}{label[1:]}", most=FOLLOWS_FROM_IT)
        self.fields["certainty"].help_text = " ".join(f"{one.label}: {MEANING[one]}" for one in Certainty)
        self.fields["sections"] = forms.MultipleChoiceField(
            label="Sections it rests on",
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=self.choices_of(review, message),
        )
        self.order_fields(["base_version", "finding", "certainty", "why", "counts", *FOLLOWS, "sections"])

    @staticmethod
    def choices_of(review: Review, message: dict | None) -> list[tuple[str, str]]:
        """The printed sections, and those that the message names and the outline leaves out."""
        named = message["sections"] if message else []
        sections = review.sections.order_by("left_out", "place", "pk")
        return [
            (one.slug, f"{one.title} (left out of the outline)" if one.left_out else one.title)
            for one in sections
            if not one.left_out or one.slug in named
        ]

    def clean_finding(self):
        if not self.cleaned_data["finding"]:
            raise forms.ValidationError("Say what is found")
        return self.cleaned_data["finding"]


def initial_of(message: dict) -> dict[str, Any]:
    return message | {"base_version": message["version"], "counts": as_lines(message["counts"])}


class LastIssuesForm(forms.Form):
    """For each issue of the last review what became of it; one that nothing is said of is not printed."""

    def __init__(self, *args, last: LastIssues, **kwargs):
        super().__init__(*args, **kwargs)
        self.issues = last.in_order
        for place, row in enumerate(self.issues):
            key = key_of(row["issue"])
            self.fields[f"seen-{key}"] = forms.CharField(
                required=False, widget=forms.HiddenInput, initial=mark_of(row if "outcome" in row else None)
            )
            self.fields[f"outcome-{key}"] = forms.ChoiceField(
                label=f"What became of issue {place + 1}",
                required=False,
                initial=row.get("outcome", ""),
                choices=[("", "Not said"), *Outcome.choices],
            )
            self.fields[f"text-{key}"] = ShortText(
                label=f"A sentence about issue {place + 1}", most=SENTENCE, initial=row.get("text", "")
            )
            self.fields[f"counts-{key}"] = FewRows(
                label=f"A number for issue {place + 1}, if there is one",
                help_text=OF_WHAT,
                initial=as_lines(row.get("counts", [])),
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def clean(self):
        for place, row in enumerate(self.issues):
            key = key_of(row["issue"])
            said = self.cleaned_data.get(f"text-{key}") or self.cleaned_data.get(f"counts-{key}")
            if said and not self.cleaned_data.get(f"outcome-{key}"):
                self.add_error(f"outcome-{key}", f"Say what became of issue {place + 1}")
        return self.cleaned_data

    def parts(self) -> list[dict]:
        """Each issue with its fields."""
        return [
            {"issue": row["issue"], "fields": [self[f"{name}-{key_of(row['issue'])}"] for name in ("seen", *WRITTEN)]}
            for row in self.issues
        ]

    @property
    def rows(self) -> list[dict]:
        written = [{"issue": row["issue"], **self.written_of(row["issue"])} for row in self.issues]
        return [row for row in written if row["outcome"]]

    def written_of(self, issue: str) -> dict:
        return {name: self.cleaned_data[f"{name}-{key_of(issue)}"] for name in WRITTEN}

    @property
    def seen(self) -> dict[str, str]:
        """For each issue, the mark of what was written of it when the page was opened."""
        return {row["issue"]: self.cleaned_data[f"seen-{key_of(row['issue'])}"] for row in self.issues}

    def show_theirs(self, rows: list[dict]) -> None:
        """What another writer wrote meanwhile, beside the boxes that keep one's own; the next save replaces it."""
        data = dict(self.data.items())
        for row in rows:
            key, written = key_of(row["issue"]), row if "outcome" in row else None
            data[f"seen-{key}"] = mark_of(written)
            said = f"{Outcome(row['outcome']).label}. {row['text']}".strip() if written else "nothing"
            self.add_error(f"text-{key}", f"Another writer changed this meanwhile. It says now: {said}")
        self.data = data
