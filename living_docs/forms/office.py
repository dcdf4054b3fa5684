"""Forms of the office and the leader: deadlines, and giving a document back."""

from datetime import date

from django import forms

from living_docs import uk_time
from living_docs.forms.fields import DayField, TypedText, required_reason

HOURS = [(hour, uk_time.clock_words(uk_time.uk_moment(date(2000, 1, 1), hour))) for hour in range(8, 21)]


class DeadlineForm(forms.Form):
    """A deadline in UK time: a day, and an hour of that day."""

    day = DayField(label="Day", help_text="For example 30/4/2010")
    hour = forms.ChoiceField(label="Time (UK time)", choices=HOURS, initial=17)

    def clean_day(self):
        if self.cleaned_data["day"] is None:
            raise forms.ValidationError("Enter the day of the deadline")
        return self.cleaned_data["day"]

    def deadline(self):
        return uk_time.uk_moment(self.cleaned_data["day"], int(self.cleaned_data["hour"]))


class RoundDeadlineForm(DeadlineForm):
    feedback_expected = DayField(label="Feedback is expected on", help_text="For example 28/5/2010")


class MoveDeadlineForm(DeadlineForm):
    reason = TypedText(label="Reason", widget=forms.Textarea(attrs={"rows": 3}))

    def clean_reason(self):
        return required_reason(self.cleaned_data["reason"])


class ReopenForm(forms.Form):
    reason = TypedText(label="Why you are giving the document back", widget=forms.Textarea(attrs={"rows": 3}))

    def clean_reason(self):
        return required_reason(self.cleaned_data["reason"])
