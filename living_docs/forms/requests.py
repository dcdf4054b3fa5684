"""Forms of what a site asks: more time, its document back, help; and of those who decide and answer."""

from django import forms

from accounts.foundations import clock
from living_docs.forms.fields import DayField, TypedText, required_reason
from living_docs.forms.office import DeadlineForm
from living_docs.models import LivingDocument, Request

GRANT, DECLINE = Request.Decision.GRANTED, Request.Decision.DECLINED


def reason_field(label: str) -> TypedText:
    return TypedText(label=label, widget=forms.Textarea(attrs={"rows": 4}))


class AskToReopenForm(forms.Form):
    reason = reason_field("Why you need the document back")

    def clean_reason(self):
        return required_reason(self.cleaned_data["reason"])


def check_later(form: DeadlineForm, document: LivingDocument) -> None:
    """More time never ends before the deadline there was, or before now."""
    cleaned = form.cleaned_data
    if not cleaned.get("day") or not cleaned.get("hour") or form.deadline() > document.earliest_deadline:
        return
    after = f"the present deadline, {document.deadline_words}"
    form.add_error(
        "day", f"Enter a day after {after}" if document.deadline >= clock.now() else "Enter a day after today"
    )


class AskForMoreTimeForm(DeadlineForm):
    reason = reason_field("Why you need more time")
    clean_reason = AskToReopenForm.clean_reason

    def __init__(self, document: LivingDocument, data=None):
        super().__init__(data)
        self.document = document
        self.fields["day"].label = "Until which day"

    def clean(self):
        cleaned = super().clean()
        check_later(self, self.document)
        return cleaned


class DecideForm(forms.Form):
    """Grant or decline, with a reason that the site reads."""

    decision = forms.ChoiceField(
        label="Your decision",
        widget=forms.RadioSelect,
        choices=[(GRANT, "Grant it"), (DECLINE, "Decline it")],
        error_messages={"required": "Choose whether you grant it"},
    )
    why = reason_field("Reason")

    def __init__(self, data=None, **options):
        super().__init__(data, **options)
        self.fields["why"].help_text = "The site reads it on its own pages."

    def clean_why(self):
        return required_reason(self.cleaned_data["why"])

    @property
    def grants(self) -> bool:
        return self.cleaned_data["decision"] == GRANT


class DecideOnTimeForm(DecideForm, DeadlineForm):
    """The same, with the deadline that is granted."""

    field_order = ["decision", "day", "hour", "why"]

    def __init__(self, document: LivingDocument, data=None, **options):
        super().__init__(data, **options)
        self.document = document
        self.fields["day"].label = "If you grant it: until which day"

    def clean_day(self):
        return self.cleaned_data["day"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("decision") == GRANT and not cleaned.get("day") and "day" not in self.errors:
            self.add_error("day", "Enter the day of the new deadline")
        elif cleaned.get("decision") == GRANT:
            check_later(self, self.document)
        return cleaned


class MessageForm(forms.Form):
    text = TypedText(label="Message", widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, data=None, *, label: str = "Message"):
        super().__init__(data)
        self.fields["text"].label = label

    def clean_text(self):
        if not self.cleaned_data["text"].strip():
            raise forms.ValidationError("Write what you want to say")
        return self.cleaned_data["text"].strip()


class CallForm(forms.Form):
    """The note of a telephone call."""

    called_on = DayField(label="Day of the call", help_text="For example 14/4/2010")
    took_part = TypedText(label="Who took part", max_length=300)
    said = TypedText(label="What was said", widget=forms.Textarea(attrs={"rows": 6}))

    def clean_called_on(self):
        if self.cleaned_data["called_on"] is None:
            raise forms.ValidationError("Enter the day of the call")
        return self.cleaned_data["called_on"]

    def clean_took_part(self):
        if not self.cleaned_data["took_part"].strip():
            raise forms.ValidationError("Say who took part")
        return self.cleaned_data["took_part"].strip()

    def clean_said(self):
        if not self.cleaned_data["said"].strip():
            raise forms.ValidationError("Write down what was said")
        return self.cleaned_data["said"].strip()
