"""Forms of releasing: which reports and when, and what is wrong in a released one."""

from django import forms

from accounts.foundations import clock
from living_docs import uk_time
from living_docs.forms.fields import DayField, TypedText, required_reason
from living_docs.forms.office import HOURS
from living_docs.models import LivingDocument

NOW, SET = "now", "set"


class ReleaseForm(forms.Form):
    """Reports that have passed, by their site, and the moment they go."""

    when = forms.ChoiceField(
        label="When",
        widget=forms.RadioSelect,
        choices=[(NOW, "Now"), (SET, "At a set time")],
        error_messages={"required": "Choose when the reports are released"},
    )
    day = DayField(label="Day", help_text="For a set time. For example 21/5/2010")
    hour = forms.ChoiceField(label="Time (UK time)", choices=HOURS, required=False)

    def __init__(self, data=None, *, documents):
        self.by_slug: dict[str, LivingDocument] = {document.site.slug: document for document in documents}
        super().__init__(data, initial={"sites": list(self.by_slug), "when": NOW, "hour": "10"})
        self.fields["sites"] = forms.MultipleChoiceField(
            label="Reports",
            widget=forms.CheckboxSelectMultiple,
            choices=[(slug, document.site.name) for slug, document in self.by_slug.items()],
            error_messages={"required": "Choose at least one report"},
        )
        self.order_fields(["sites", "when", "day", "hour"])

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("when") == SET and "day" not in self.errors:
            if not cleaned.get("day"):
                self.add_error("day", "Enter the day on which the reports are released")
            elif self.due() <= clock.now():
                self.add_error("day", "Enter a time to come")
        return cleaned

    def due(self):
        """The set time; None for now."""
        if self.cleaned_data["when"] == NOW:
            return None
        return uk_time.uk_moment(self.cleaned_data["day"], int(self.cleaned_data["hour"] or 10))

    def documents(self) -> list[LivingDocument]:
        return [self.by_slug[slug] for slug in self.cleaned_data["sites"]]


class CorrectionForm(forms.Form):
    reason = TypedText(
        label="What is wrong, and why it is corrected",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The site reads it with the new version.",
    )

    def clean_reason(self):
        return required_reason(self.cleaned_data["reason"])
