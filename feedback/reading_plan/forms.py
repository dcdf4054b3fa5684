"""Forms of the reading plan: how a round is read, who reads what, and who has ties with which site."""

from django import forms

from accounts.models import User
from accounts.permissions import can_be_reader
from feedback.models import ReadingPlan
from living_docs import uk_time
from living_docs.forms.fields import DayField, TypedText, required_reason
from living_docs.models import LivingDocument
from sites.models import Site

ALL, SAMPLE = "all", "sample"
HOUR = 17  # the readings are to be lodged by 5pm of the day


class PlanForm(forms.Form):
    """Every document by two, or a sample; and by when."""

    how = forms.ChoiceField(
        label="How the round is read",
        widget=forms.RadioSelect,
        choices=[(ALL, "Every document by two readers"), (SAMPLE, "A sample by two readers, the rest by one")],
        error_messages={"required": "Choose how the round is read"},
    )
    sample = forms.IntegerField(
        label="Documents in the sample",
        required=False,
        min_value=1,
        help_text="Drawn at random; how it was drawn is recorded.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={"invalid": "Enter a number", "min_value": "Enter a number from 1"},
    )
    read_by = DayField(label="Readings are submitted by", help_text="5pm on this day. For example 14/5/2010")

    def __init__(self, data=None, *, plan: ReadingPlan | None):
        initial: dict = {"how": ALL if plan and plan.sample is None else SAMPLE if plan else ALL}
        if plan:
            initial |= {"sample": plan.sample, "read_by": uk_time.day_typed(plan.read_by) if plan.read_by else ""}
        super().__init__(data, initial=initial)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("how") == SAMPLE and not cleaned.get("sample") and "sample" not in self.errors:
            self.add_error("sample", "Say how many documents are in the sample")
        return cleaned

    def chosen(self) -> dict:
        """What `set_plan` asks for."""
        day = self.cleaned_data["read_by"]
        sample = self.cleaned_data["sample"] if self.cleaned_data["how"] == SAMPLE else None
        return {"sample": sample, "read_by": uk_time.uk_moment(day, HOUR) if day else None}


class AllotForm(forms.Form):
    """Two readers for a document, or one. The readers to choose from are looked up once for a page of forms."""

    def __init__(self, *args, document: LivingDocument, readers: list[User], **kwargs):
        self.document = document
        self.by_key = {str(reader.pk): reader for reader in readers if can_be_reader(reader, document)}
        self.allotted = [reading for reading in document.readings.all() if reading.was_allotted]
        initial = dict(zip(("first", "second"), (str(r.reader_id) for r in self.allotted), strict=False))
        super().__init__(*args, prefix=document.site.slug, initial=initial, **kwargs)
        choices = [(key, reader.name) for key, reader in self.by_key.items()]
        self.fields["first"] = forms.ChoiceField(
            label="First reader", required=False, choices=[("", "Nobody yet"), *choices]
        )
        self.fields["second"] = forms.ChoiceField(
            label="Second reader", required=False, choices=[("", "Nobody"), *choices]
        )

    def readers(self) -> list[User]:
        chosen = (self.cleaned_data[name] for name in ("first", "second"))
        return [self.by_key[key] for key in chosen if key]

    @property
    def takes_a_reader_away(self) -> bool:
        chosen = {reader.pk for reader in self.readers()}
        return any(not reading.is_lodged and reading.reader_id not in chosen for reading in self.allotted)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("first") and cleaned.get("first") == cleaned.get("second"):
            self.add_error("second", f"Choose two different readers for {self.document.site}")
        return cleaned


class WhyForm(forms.Form):
    """Why readers change; asked for only where one is taken away."""

    why = TypedText(
        label="Why you are changing a reader",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Only if you take a reading away from someone. We keep it with both readers’ names.",
    )

    def __init__(self, data=None, *, needed: bool = False):
        super().__init__(data)
        self.needed = needed

    def clean_why(self):
        return required_reason(self.cleaned_data["why"]) if self.needed else self.cleaned_data["why"].strip()


class TiesForm(forms.Form):
    """A site with which a person has ties who reads, checks or approves."""

    site: forms.ModelChoiceField = forms.ModelChoiceField(
        Site.objects.none(),
        label="Site",
        to_field_name="slug",
        empty_label="Choose",
        error_messages={"required": "Choose the site"},
    )
    what = TypedText(label="What is the conflict?", max_length=200, help_text="For example: worked there until 2008")

    def __init__(self, data=None, *, people):
        super().__init__(data)
        self.by_key = {str(person.pk): person for person in people}
        self.fields["site"].queryset = Site.objects.by_name()
        if len(people) > 1:
            choices = [("", "Choose"), *((key, person.name) for key, person in self.by_key.items())]
            self.fields["person"] = forms.ChoiceField(label="Person", choices=choices)
            self.order_fields(["person", "site", "what"])

    @property
    def person(self) -> User:
        key = self.cleaned_data.get("person")
        return self.by_key[key] if key else next(iter(self.by_key.values()))
