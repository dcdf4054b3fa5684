"""Where a diary note can stand in an answer: at the end of a text, or in a new row of a table."""

from __future__ import annotations

import secrets

from living_docs import prose
from living_docs.instrument import Prompt

Value = dict


def with_note(prompt: Prompt, value: Value, html: str) -> Value | None:
    """The answer with the note in it; None where it cannot stand and has to be copied by hand."""
    put = {"prose": in_prose, "choice": in_follow_up, "short_text": in_line, "table": in_row, "cost_table": in_row}
    return put[prompt.kind](prompt, value, html) if prompt.kind in put else None


def in_prose(prompt: Prompt, value: Value, html: str) -> Value:
    first, *rest = value.get("texts", []) or [""]
    return {"texts": [prose.clean(f"{first}\n{html}"), *rest]}


def in_follow_up(prompt: Prompt, value: Value, html: str) -> Value | None:
    """Beside a choice there is room where the prompt asks for a text."""
    if not prompt.follow_up:
        return None
    return value | {"follow_up": prose.clean(f"{value.get('follow_up', '')}\n{html}")}


def in_line(prompt: Prompt, value: Value, html: str) -> Value:
    return {"text": " ".join([value.get("text", ""), *prose.text(html).split()]).strip()}


def in_row(prompt: Prompt, value: Value, html: str) -> Value | None:
    """A new row with the note in its first column of text, unless the rows are given or there are enough."""
    rows = value.get("rows", [])
    column = next((column for column in prompt.columns if column.kind == "text"), None)
    if column is None or any(column.read_only for column in prompt.columns) or len(rows) >= (prompt.row_limit or 10**6):
        return None
    row = {"id": secrets.token_hex(4), column.name: " ".join(prose.text(html).split())}
    return value | {"rows": [*rows, row]}
