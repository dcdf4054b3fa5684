"""Why a review goes to its approvers although something is not ready: a reason for each thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django import forms
from django.forms import BoundField

from living_docs.forms.fields import TypedText
from reporting.checklist import Check
from reporting.forms.reasons import SUBSTANTIAL, says_why


class ReadinessForm(forms.Form):
    """`given` holds reasons of the last time, by the problem that each was given for."""

    def __init__(self, *args, checks: Sequence[Check], given: Mapping[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.checks = checks
        for check in checks:
            self.fields[check.name] = ReasonField(initial=given.get(check.problem, ""))
            self.fields[read_as(check)] = forms.CharField(widget=forms.HiddenInput, initial=check.problem)

    def rows(self) -> Iterator[tuple[Check, BoundField, BoundField]]:
        for check in self.checks:
            yield check, self[check.name], self[read_as(check)]

    @property
    def reasons(self) -> dict[str, str]:
        """Each reason by the problem that its writer read, which may not be the one there is by now."""
        return {self.cleaned_data[read_as(check)]: self.cleaned_data[check.name] for check in self.checks}


class ReasonField(TypedText):
    widget = forms.Textarea(attrs={"rows": 2})

    def __init__(self, **options):
        super().__init__(label="Why it can go to approval as it is", **options)

    def clean(self, value):
        reason = super().clean(value).strip()
        if not says_why(reason):
            raise forms.ValidationError(SUBSTANTIAL)
        return reason


def read_as(check: Check) -> str:
    return f"{check.name}-read"
