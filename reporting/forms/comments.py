"""Forms of comments on a published review."""

from django import forms

from living_docs.forms.fields import TypedText


class CommentForm(forms.Form):
    """On the whole review, or one of its sections."""

    section = forms.ChoiceField(label="About", required=False)
    text = TypedText(label="Your comment", widget=forms.Textarea(attrs={"rows": 4}), max_length=5000)

    def __init__(self, *args, sections, **kwargs):
        super().__init__(*args, **kwargs)
        named = [(section["id"], section["title"]) for section in sections]
        self.fields["section"].choices = [("", "The whole review"), *named]

    def clean_text(self):
        if not self.cleaned_data["text"].strip():
            raise forms.ValidationError("Write your comment")
        return self.cleaned_data["text"].strip()


class AnswerForm(forms.Form):
    text = TypedText(label="Your answer", widget=forms.Textarea(attrs={"rows": 3}), max_length=5000)
    raised = forms.BooleanField(label="Raise it among the issues for the next round", required=False)

    def clean_text(self):
        if not self.cleaned_data["text"].strip():
            raise forms.ValidationError("Write the answer")
        return self.cleaned_data["text"].strip()
