"""How a person may be called: one line, no markup, no characters that cannot be seen."""

from __future__ import annotations

import unicodedata

from django import forms
from django.core.exceptions import ValidationError

LONGEST = 150
NOT_IN_NAMES = set('<>{}[]|\\"')
UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}  # control and formatting characters, line and paragraph ends


def is_plain(words: str) -> bool:
    return not any(letter in NOT_IN_NAMES or unicodedata.category(letter) in UNSEEN for letter in words)


def require_plain_title(title: str) -> None:
    """A job title stands beside the name."""
    if not is_plain(title):
        raise ValidationError("Enter a job title without signs such as < or > and without line breaks")


def require_plain_name(name: str) -> None:
    """Names stand in letters, files and tables, and are looked for by the anonymity gate."""
    if not is_plain(name):
        raise ValidationError(
            "Enter a name of letters and spaces, without signs such as < or > and without line breaks"
        )
    if not any(letter.isalpha() for letter in name):
        raise ValidationError("Enter a name with letters")


class NameField(forms.CharField):
    def __init__(self, *, label: str, required: str):
        said = {"required": required, "max_length": f"Enter a name of at most {LONGEST} characters"}
        super().__init__(label=label, max_length=LONGEST, error_messages=said, validators=[require_plain_name])

    def to_python(self, value) -> str:
        return " ".join(part for part in super().to_python(value).split(" ") if part)
