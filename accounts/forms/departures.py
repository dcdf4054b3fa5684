"""What becomes of each thing that a person holds: who has it now, or that it is left, and why."""

from __future__ import annotations

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Button, Layout, Size
from django import forms

from accounts.departures import Held
from accounts.foundations.public_keys import public_key
from accounts.models import User

LEFT = "left"


class DepartureForm(forms.Form):
    reason = forms.CharField(
        label="Why something is left",
        help_text="Only if you leave something. We keep the reason in the audit.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        required=False,
    )

    def __init__(self, data=None, *, held: list[Held]):
        super().__init__(data)
        self.held = {f"held-{one.key}": one for one in held}
        for name, one in self.held.items():
            self.fields[name] = choice_for(one)
        if not held:
            del self.fields["reason"]
        self.order_fields([*self.held, "reason"])
        self.helper = FormHelper()
        self.helper.label_size = Size.SMALL
        self.helper.layout = Layout(
            *self.fields,
            Button.primary("leave", "Hand over and switch off the account" if held else "Switch off the account"),
        )

    def clean(self):
        cleaned = super().clean()
        if any(cleaned.get(name) == LEFT for name in self.held) and not cleaned.get("reason", "").strip():
            self.add_error("reason", "Say why something is left")
        return cleaned

    def takers(self) -> dict[str, User | None]:
        """By the key of each thing held: who has it now, or None where it is left."""
        return {one.key: taker_of(one, self.cleaned_data[name]) for name, one in self.held.items()}


def choice_for(held: Held) -> forms.ChoiceField:
    people = [(public_key(taker), f"Hand over to {taker}") for taker in held.takers]
    choices = [("", "Choose"), *people, (LEFT, "Leave it")]
    return forms.ChoiceField(
        label=held.words,
        choices=choices,
        help_text="" if people else "Nobody can take this over.",
        error_messages={"required": f"Say what becomes of this: {held.words}"},
    )


def taker_of(held: Held, chosen: str) -> User | None:
    return next((taker for taker in held.takers if public_key(taker) == chosen), None)
