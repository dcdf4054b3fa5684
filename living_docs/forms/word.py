"""Sending a Word form back."""

from django import forms


class WordReturnForm(forms.Form):
    """The file is looked at by the action that keeps it, which says in a sentence why it cannot be read."""

    file = forms.FileField(
        label="The form you filled in",
        help_text="A Word document (DOCX), up to 20 MB",
        allow_empty_file=True,
        error_messages={"required": "Choose the form you filled in"},
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )


def chosen_prompts(posted) -> dict[str, int]:
    """The ticked prompts, each with the version of the answer that the page showed: "4.2:7"."""
    found = {}
    for ticked in posted.getlist("take"):
        number, _, version = ticked.partition(":")
        if version.isdecimal() and len(version) < 10:
            found[number] = int(version)
    return found
