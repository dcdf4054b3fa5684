"""Why a review goes to its approvers although something is not ready: a reason for each thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.html import format_html

from living_docs.forms.fields import TypedText
from reporting.forms.reasons import SUBSTANTIAL, says_why
from reporting.review.checklist import Check


class ReadinessForm(forms.Form):
    """`given` holds the reasons so far, by the problem that each was given for."""

    def __init__(self, data: QueryDict | None = None, *, checks: Sequence[Check], given: Mapping[str, str]):
        self.changed = [
            check.name for check in checks if data is not None and data.get(read_as(check)) != check.problem
        ]
        super().__init__(as_they_are_now(data, checks))
        self.checks = checks
        for check in checks:
            self.fields[check.name] = ReasonField(check.problem, initial=given.get(check.problem, ""))
            self.fields[read_as(check)] = forms.CharField(widget=forms.HiddenInput, initial=check.problem)

    def clean(self):
        """A reason for what its writer did not read is shown once more, beside what it would be for."""
        for check in self.checks:
            if check.name in self.changed and check.name not in self.errors:
                self.add_error(check.name, f"This has changed since you opened the page: {check.problem} {AGAIN}")
        return self.cleaned_data

    def rows(self) -> Iterator[tuple[Check, BoundField, BoundField]]:
        for check in self.checks:
            yield check, self[check.name], self[read_as(check)]

    @property
    def reasons(self) -> dict[str, str]:
        """Each reason by the problem that its writer read."""
        return {self.cleaned_data[read_as(check)]: self.cleaned_data[check.name] for check in self.checks}


AGAIN = "Check your reason and send the review again."


class ReasonField(TypedText):
    widget = forms.Textarea(attrs={"rows": 2})

    def __init__(self, problem: str, **options):
        label = format_html(
            'Why it can go to approval as it is<span class="govuk-visually-hidden">: {}</span>', problem
        )
        super().__init__(label=label, **options)
        self.problem = problem

    def clean(self, value):
        reason = super().clean(value).strip()
        if not says_why(reason):
            raise forms.ValidationError(f"{self.problem} {SUBSTANTIAL}")
        return reason


def read_as(check: Check) -> str:
    return f"{check.name}-read"


def as_they_are_now(data: QueryDict | None, checks: Sequence[Check]) -> QueryDict | None:
    """What was typed, beside the problems as they are by now."""
    if data is None:
        return None
    now = data.copy()
    for check in checks:
        now[read_as(check)] = check.problem
    return now
