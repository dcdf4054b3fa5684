"""Forms of sharing a comment, and of the e-mails about reviews."""

from django import forms

from living_docs.forms.fields import TypedText, required_reason
from reporting.models import ReviewNews


class ShareForm(forms.Form):
    text = TypedText(
        label="What the other readers will see",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=5000,
        help_text="If you change it, its author has to agree first.",
    )

    def clean_text(self):
        if not self.cleaned_data["text"].strip():
            raise forms.ValidationError("Write what the other readers will see")
        return self.cleaned_data["text"].strip()


class NotSharedForm(forms.Form):
    reason = TypedText(
        label="Reason, if you do not share it",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        help_text="Its author reads it.",
    )

    def clean_reason(self):
        return required_reason(self.cleaned_data["reason"])


class NewsForm(forms.ModelForm):
    class Meta:
        model = ReviewNews
        fields = ReviewNews.TOPICS
        labels = {
            "reviews": "A new review is published",
            "answers": "The evaluation team answers a comment of yours",
            "shared": "A comment of another reader is shared",
        }
        widgets = dict.fromkeys(ReviewNews.TOPICS, forms.RadioSelect)
