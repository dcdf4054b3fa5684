"""What a Word form says at each prompt, as plain values: written by `form`, looked for by `reading`."""

from __future__ import annotations

from typing import NamedTuple

from living_docs.feedback_points import Report
from living_docs.instrument import Prompt
from living_docs.kinds import kind_of
from living_docs.models import Answer
from living_docs.tables.rows import WIDE
from living_docs.word.styles import HELP, LAST, QUESTION

STATE = "state"
NEW_ROW = "new"
ROW_HEAD = "Row"
SPARE_ROWS = 3


class Slot(NamedTuple):
    """A place to write in: the prompt's number and the part of its answer (text_0, choices, rows, follow_up…)."""

    number: str
    field: str

    @property
    def bookmark(self) -> str:
        return f"LD_{self.number.replace('.', '_')}__{self.field}"


class Said(NamedTuple):
    """A paragraph that the form itself says."""

    style: str
    text: str


def heading(prompt: Prompt) -> str:
    return f"{prompt.number} {prompt.label}"


def heading_bookmark(prompt: Prompt) -> str:
    return f"LD_{prompt.number.replace('.', '_')}"


def slots(prompt: Prompt) -> dict[Slot, str]:
    """The places to write in, each with its label."""
    fields = kind_of(prompt).places_in_word(prompt)
    if prompt.follow_up:
        fields["follow_up"] = f"Your words on {prompt.number}: {prompt.follow_up.question}"
    return {Slot(prompt.number, field): label for field, label in fields.items()}


def state_slot(prompt: Prompt) -> tuple[Slot, str]:
    """The place of the boxes, with its label; earlier forms have none."""
    return Slot(
        prompt.number, STATE
    ), f"If not in words, {prompt.number} stands like this: put an X between the brackets of one."


def feedback(report: Report | None, prompt: Prompt) -> list[Said]:
    """What the last feedback report said of a prompt."""
    if report is None:
        return []
    texts = [*report.on_prompt(prompt.number), *(point.text for point in report.points_on(prompt.number))]
    return [Said(HELP, f"Feedback on it in round {report.round}: “{text}”") for text in dict.fromkeys(texts)]


def guidance(prompt: Prompt, last: Answer | None) -> list[Said]:
    """The question, its help, how to fill in its table, and what was answered the last time."""
    said = [Said(QUESTION, prompt.question), Said(HELP, prompt.help), Said(HELP, how_to(prompt))]
    said += [Said(HELP, f"{column.label}: {column_hint(column)}") for column in prompt.columns if column_hint(column)]
    if last is not None and (blocks := last_blocks(last)):
        said += [Said(LAST, f"Last time, in round {last.document.round.number}, you answered:")]
        said += [Said(LAST, block) for block in blocks]
    return [line for line in said if line.text]


def last_blocks(last: Answer) -> list[str]:
    return [" ".join(block.split()) for block in kind_of(last.prompt).blocks(last.prompt, last.value) if block.strip()]


def how_to(prompt: Prompt) -> str:
    if kind_of(prompt).takes_files:
        return "Files are added on the site, not here."
    if not prompt.columns:
        return prompt.guide_in_words
    if any(column.read_only for column in prompt.columns):
        return "Fill in your part of each row."
    limit = f" Up to {prompt.row_limit} rows." if prompt.row_limit else ""
    return f"Leave the numbers of the rows as they are; a row marked “{NEW_ROW}” or without a mark is added.{limit}"


def column_hint(column) -> str:
    if column.options:
        return "; ".join(option.label for option in column.options)
    hints = {"date": "a date like 14/4/2010", "money": "in pounds, like 1,250.50", "integer": "a whole number"}
    return " ".join(filter(None, [hints.get(column.kind, ""), column.help]))


def is_wide(prompt: Prompt) -> bool:
    """A table with many columns is a small table a row, each cell beside its label."""
    return len(prompt.columns) > WIDE
