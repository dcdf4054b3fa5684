"""Rows of a number and what it is a number of, as writers type them: a line each, beginning with a count's token."""

from __future__ import annotations

import re

from django import forms

from living_docs.forms.fields import TypedText

ROW = re.compile(r"\[\[count:(?P<count>[\w.-]+)\]\]\s+(?P<statement>\S.*)")


class RowsField(TypedText):
    """Rows of a count and what it is a number of, one a line: `[[count:key]] say how they began`."""

    widget = forms.Textarea(attrs={"rows": 4})

    def clean(self, value):
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        rows = [ROW.fullmatch(line) for line in lines]
        if not all(rows):
            raise forms.ValidationError("Begin each line with the token of a count, then say what it is a number of")
        return [{"count": row["count"], "statement": row["statement"], **self.text_of(row)} for row in rows]

    def text_of(self, row: re.Match) -> dict[str, str]:
        return {}


class GlanceField(RowsField):
    """The same with a sentence more after an upright stroke."""

    def text_of(self, row: re.Match) -> dict[str, str]:
        statement, _, text = row["statement"].partition(" | ")
        return {"statement": statement.strip(), "text": text.strip()}


def as_lines(rows: list[dict]) -> str:
    """Rows as they are typed."""
    said = [(row["count"], " | ".join(filter(None, [row["statement"], row.get("text", "")]))) for row in rows]
    return "\n".join(f"[[count:{key}]] {statement}" for key, statement in said)
