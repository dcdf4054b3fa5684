"""A form that several people have open at once: what one leaves alone, another may have changed meanwhile."""

from __future__ import annotations

import json
from typing import Any

from django import forms

MEANWHILE = "Somebody else changed this while you had the page open. It says now: {}. Save again to replace it."


class MergedForm(forms.Form):
    """Boxes that were left as they were shown take what is stored by now; one that both changed is told, not replaced.

    The page carries what it showed in a hidden box. Without it, as from an old page, everything typed is taken.
    """

    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def show_what_stands(self) -> None:
        """For the end of `__init__`, once the form has all of its boxes."""
        self.stands = {name: self.as_sent(name) for name in self.fields if name != "shown"}
        self.fields["shown"].initial = json.dumps(self.stands)

    def as_sent(self, name: str) -> str:
        """What a browser sends of a box that nobody touches."""
        field, value = self.fields[name], self.get_initial_for_field(self.fields[name], name)
        if isinstance(field, forms.BooleanField):
            return "on" if value else ""
        value = field.prepare_value(value)
        return "" if value is None else plain(str(value))

    def clean(self):
        cleaned, shown = super().clean() or self.cleaned_data, self.was_shown()
        cleaned.pop("shown", None)
        for name, stands in self.stands.items():
            was, typed = shown.get(name, stands), plain(self.data.get(self.add_prefix(name), ""))
            if stands == was or typed == stands:
                continue
            if typed == was and name not in self.errors:
                cleaned[name] = self.fields[name].clean(stands)
            elif typed != was:
                self.tell(name, stands)
        return cleaned

    def was_shown(self) -> dict[str, Any]:
        try:
            shown = json.loads(self.data.get(self.add_prefix("shown"), ""))
        except ValueError:
            return {}
        return shown if isinstance(shown, dict) else {}

    def tell(self, name: str, stands: str) -> None:
        self.add_error(name, MEANWHILE.format(f"“{stands}”" if stands else "nothing"))
        self.data = {**dict(self.data.items()), self.add_prefix("shown"): json.dumps(self.was_shown() | {name: stands})}


def plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
