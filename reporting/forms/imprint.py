"""The form of a review's imprint."""

from django import forms

from living_docs.forms.fields import TypedText
from living_docs.forms.merged_form import MergedForm
from reporting.review.imprint import doi_in, is_isbn


class ImprintForm(MergedForm):
    authors = TypedText(
        label="Authors",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One a line, as they are to be cited. Nobody of a site.",
    )
    contact = TypedText(label="Contact", max_length=200, help_text="An address of the team, not of one person.")
    licence = TypedText(label="Licence", max_length=200)
    isbn = TypedText(label="ISBN", max_length=20, help_text="10 or 13 digits, with or without hyphens.")
    doi = TypedText(label="DOI", max_length=180, help_text="For example 10.1234/icp-review-2")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.show_what_stands()

    def clean_isbn(self):
        isbn = self.cleaned_data["isbn"].strip()
        if isbn and not is_isbn(isbn):
            raise forms.ValidationError("Check the ISBN: its last digit does not fit the others")
        return isbn

    def clean_doi(self):
        doi = self.cleaned_data["doi"].strip()
        if doi and not doi_in(doi):
            raise forms.ValidationError("Enter a DOI that begins with 10., like 10.1234/icp-review-2")
        return doi_in(doi)

    def clean(self):
        return {name: value.strip() for name, value in super().clean().items()}
