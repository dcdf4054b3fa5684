"""Forms of readers, leader and QA reviewers. Texts of any length are taken as typed."""

from collections.abc import Sequence

from django import forms

from feedback.checks.checked_words import tidy
from feedback.models import ReaderComment, StandingAsk, WatchedWord
from living_docs.comment_fields import COMMENT_FIELDS, FIELDS, CommentField
from living_docs.forms.fields import TypedText
from living_docs.versions import Saved

MOST_POINTS = 5


def form_field(field: CommentField) -> forms.Field:
    """What a person fills in. Judgements may wait; only lodging asks for them."""
    if field.choices:
        choices = field.choices.choices
        return forms.ChoiceField(label=field.label, required=False, widget=forms.RadioSelect, choices=choices)
    box = forms.Textarea(attrs={"rows": field.rows})
    return TypedText(label=field.label, widget=box, help_text=field.hint)


class CommentForm(forms.Form):
    """The feedback form of one question, with every field of a comment."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= {field.name: form_field(field) for field in COMMENT_FIELDS}

    def fields_typed(self) -> dict[str, str]:
        return {name: self.cleaned_data.get(name, "") for name in FIELDS}


class DeskCommentForm(CommentForm):
    """At the desk the form says on which version it stands."""

    base_version = forms.IntegerField(required=False, widget=forms.HiddenInput)


class RemarkForm(forms.Form):
    """A comment on a prompt, or on words of its answer."""

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    base_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    letters_before = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    prompt = forms.ChoiceField(label="On")
    quoted = TypedText(
        label="Words of the passage",
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Leave empty to comment on the whole answer.",
    )
    text = TypedText(label="Your comment", widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, prompts: Sequence[tuple[str, str]], **kwargs):
        super().__init__(*args, prefix="remark", **kwargs)
        self.fields["prompt"] = forms.ChoiceField(label="On", choices=prompts)

    @property
    def is_written(self) -> bool:
        return self.is_valid() and bool(self.cleaned_data["text"].strip())


class AddendumForm(forms.Form):
    text = TypedText(label="Your addendum", widget=forms.Textarea(attrs={"rows": 5}))

    def clean_text(self):
        if not self.cleaned_data["text"].strip():
            raise forms.ValidationError("Write what you want to add")
        return self.cleaned_data["text"]


class EarlyLookForm(forms.Form):
    why = TypedText(label="Why do you need to see them now?", widget=forms.Textarea(attrs={"rows": 3}))

    def clean_why(self):
        if not self.cleaned_data["why"].strip():
            raise forms.ValidationError("Say why")
        return self.cleaned_data["why"]


class StandingAskForm(forms.ModelForm):
    """How a standing ask reads."""

    class Meta:
        model = StandingAsk
        fields = ("name", "sentence", "field", "is_used")
        labels = {"field": "Belongs in", "is_used": "Offered to readers"}
        widgets = {"sentence": forms.Textarea(attrs={"rows": 3})}


class SummaryForm(forms.Form):
    summary = TypedText(
        label="Thanks and summary", widget=forms.Textarea(attrs={"rows": 8}), help_text="About 100 words."
    )


class DeskSummaryForm(SummaryForm):
    base_version = forms.IntegerField(required=False, widget=forms.HiddenInput)


def says_the_same(name: str, one: str, other: str) -> bool:
    """Whether two texts of a box are the same to who wrote them: numbers of prompts in whatever way they are listed."""
    if name.startswith("prompts_"):
        return one.replace(",", " ").split() == other.replace(",", " ").split()
    return one.strip() == other.strip()


class AgreedSummaryForm(SummaryForm):
    call_offer = TypedText(label="Offer of a call", widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, points: Sequence[dict] = (), **kwargs):
        super().__init__(*args, **kwargs)
        for index in range(MOST_POINTS):
            point = points[index] if index < len(points) else {"text": "", "prompts": []}
            self.fields[f"point_{index}"] = TypedText(
                label=f"Point {index + 1}", widget=forms.Textarea(attrs={"rows": 2})
            )
            self.fields[f"prompts_{index}"] = TypedText(label=f"Prompts of point {index + 1}")
            self.initial[f"point_{index}"] = point["text"]
            self.initial[f"prompts_{index}"] = ", ".join(point["prompts"])

    @property
    def points(self) -> list[tuple]:
        """The fields of each point with those of its prompts."""
        return [(self[f"point_{index}"], self[f"prompts_{index}"]) for index in range(MOST_POINTS)]

    def boxes_with(self, saved: Saved) -> dict[str, str]:
        """The boxes that hold something else than was typed, because another window saved it meanwhile."""
        now = AgreedSummaryForm(initial=saved.fields, points=saved.fields["next_points"])
        held = {name: now.get_initial_for_field(field, name) or "" for name, field in now.fields.items()}
        points = () if "next_points" in saved.clashed else ("point_", "prompts_")
        held = {name: text for name, text in held.items() if name.startswith(points) or name in saved.fields}
        held = {name: text for name, text in held.items() if name not in saved.clashed}
        return {name: text for name, text in held.items() if not says_the_same(name, text, self.cleaned_data[name])}

    def next_points(self) -> list[dict]:
        typed = [
            (self.cleaned_data[f"point_{i}"].strip(), self.cleaned_data[f"prompts_{i}"]) for i in range(MOST_POINTS)
        ]
        return [{"text": text, "prompts": prompts.replace(",", " ").split()} for text, prompts in typed if text]


class SendBackForm(forms.Form):
    points = TypedText(
        label="What has to be corrected",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Write one point on each line.",
    )

    def clean_points(self):
        if not self.cleaned_data["points"].strip():
            raise forms.ValidationError("Say what has to be corrected")
        return self.cleaned_data["points"]


class QualityCommentForm(forms.Form):
    text = TypedText(
        label="What should be corrected", widget=forms.Textarea(attrs={"rows": 3}), help_text="One thing at a time."
    )

    def clean_text(self):
        if not self.cleaned_data["text"].strip():
            raise forms.ValidationError("Say what should be corrected")
        return self.cleaned_data["text"]


class OutcomeForm(forms.Form):
    """What became of a reader’s comment; one that is set aside has a reason."""

    outcome = forms.ChoiceField(
        choices=ReaderComment.Outcome.choices, error_messages={"required": "Choose what happened to the comment"}
    )
    reason = TypedText()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("outcome") == ReaderComment.Outcome.SET_ASIDE and not cleaned.get("reason", "").strip():
            raise forms.ValidationError("Say why the comment is set aside")
        return cleaned


class QuestionForm(forms.Form):
    """A few words: a comment, a question or an answer."""

    text = TypedText(label="Your words", widget=forms.Textarea(attrs={"rows": 3}))

    def clean_text(self):
        if not self.cleaned_data["text"].strip():
            raise forms.ValidationError("Write something first")
        return self.cleaned_data["text"]


class WordForm(forms.Form):
    """A word or phrase for the guard, in small letters."""

    phrase = forms.CharField(
        label="Word or phrase", max_length=100, error_messages={"required": "Write the word or phrase"}
    )
    kind = forms.ChoiceField(
        label="What it is",
        choices=WatchedWord.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is"},
    )

    def clean_phrase(self):
        return tidy(self.cleaned_data["phrase"])


class TickForm(forms.Form):
    done = TypedText(label="What was done")

    def clean_done(self):
        if not self.cleaned_data["done"].strip():
            raise forms.ValidationError("Say briefly what was done")
        return self.cleaned_data["done"]
