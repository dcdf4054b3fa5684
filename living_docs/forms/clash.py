"""A form that comes back because somebody else has changed the same place meanwhile."""

from __future__ import annotations

from collections.abc import Callable

from django import forms
from django.http import QueryDict

from living_docs.forms.fields import ProseField
from living_docs.versions import Fields, Saved


def stand_on_theirs(form: forms.Form, saved: Saved, *, boxes: Callable[[Fields], Fields] = dict) -> None:
    """The form on top of the other's version. A box that clashed keeps what was typed; one that only they changed holds
    what they wrote, so that saving again does not take it back."""
    data = QueryDict(mutable=True)
    data.update(form.data)
    data["base_version"] = str(saved.version)
    for name, value in boxes(saved.put_in(form.cleaned_data)).items():
        data.setlist(name, value if isinstance(value, list) else [value])
        if isinstance(form.fields.get(name), ProseField):
            data[f"{name}-as"] = "html"
    form.data = data
