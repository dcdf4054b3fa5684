"""Form fields that take what people type as they type it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms

from living_docs import prose
from living_docs.plain_notation.blocks import from_plain, to_plain
from living_docs.tables.typed import Misunderstood, read_date
from sites.clearance import NotCleared


class TypedText(forms.CharField):
    """Text as typed: only what no person can type (control characters) is dropped.

    What is longer than a limit stays in the box and is told; the box itself would cut a pasted text without a word.
    """

    default_error_messages = {"max_length": "Enter at most %(limit_value)d characters. You typed %(show_value)d."}

    def __init__(self, **options):
        super().__init__(required=False, strip=False, **options)

    def widget_attrs(self, widget):
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}

    def to_python(self, value):
        return prose.tidy(value or "")


class ProseBox(forms.Textarea):
    """A box for canonical HTML: written in the plain notation, or as HTML by the editor that stands over it."""

    def value_from_datadict(self, data, files, name):
        typed = prose.seen(data.get(name) or "")
        return prose.clean(typed) if data.get(f"{name}-as") == "html" else from_plain(typed)

    def get_context(self, name, value, attrs):
        html = value or ""
        return super().get_context(name, to_plain(html), {**(attrs or {}), "data-html": html})


class ProseField(TypedText):
    """Canonical HTML, in the form and out of it."""

    widget = ProseBox

    def to_python(self, value):
        return value or ""


class DayField(TypedText):
    """A day as people write it, e.g. 14/4/2010."""

    widget = forms.TextInput(attrs={"class": "govuk-input--width-10"})

    def clean(self, value):
        typed = super().clean(value).strip()
        if not typed:
            return None
        try:
            return read_date(typed)
        except Misunderstood as problem:
            raise forms.ValidationError(str(problem)) from None


def required_reason(reason: str) -> str:
    if not reason.strip():
        raise forms.ValidationError("Give a reason")
    return reason.strip()


@contextmanager
def refused_at(form: forms.Form, *fields: str) -> Iterator[None]:
    """Say beside the field what was found in a text that may not leave. It stays in its box, and nothing is done."""
    try:
        yield
    except NotCleared as found:
        field = next((name for name in fields if form.cleaned_data[name] == found.text), fields[0])
        form.add_error(field, f"Nothing was sent. {found}")


class FilesInput(forms.ClearableFileInput):
    """Takes several files at once."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """The files that were chosen, as a list."""

    widget = FilesInput

    def clean(self, data, initial=None) -> list:
        chosen = data if data and isinstance(data, list | tuple) else [data or None]
        return [file for one in chosen if (file := super(FilesField, self).clean(one, initial))]
