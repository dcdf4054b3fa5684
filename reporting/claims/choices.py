"""Questions about what was chosen: at a choice, or in the choice column of a table's rows."""

from __future__ import annotations

from collections.abc import Iterator

from living_docs.instrument import Column, Option, Prompt
from living_docs.kinds import kind_of
from living_docs.models import Round
from reporting.claims.questions import ClaimQuestion, Entries

GROUP = "What was chosen"
SHOWN = {"measured_compared", "measured", "survey"}  # evidence beyond single accounts and expectations


def about_choices(round: Round) -> Iterator[ClaimQuestion]:
    for question in round.instrument.questions:
        for prompt in question.asked(round.number):
            for option in prompt.options:
                yield chosen(prompt, option)
            for column, option in choices_of_rows(prompt):
                yield listed(prompt, column, option)
                if any(other.name == "evidence" for other in prompt.columns) and column.name != "evidence":
                    yield shown(prompt, column, option)


def choices_of_rows(prompt: Prompt) -> Iterator[tuple[Column, Option]]:
    """The choices in a table's columns; those of cost tables belong to the questions about costs."""
    if not kind_of(prompt).counts_costs:
        for column in prompt.columns:
            yield from ((column, option) for option in column.options)


def chosen(prompt: Prompt, option: Option) -> ClaimQuestion:
    return ClaimQuestion(
        f"choice-{prompt.number}-{option.value}",
        f"that chose “{option.label}” at {prompt.number} ({prompt.label})",
        GROUP,
        lambda sent: option.value in value(sent.entries, prompt.number).get("choices", []),
        (prompt.number,),
    )


def listed(prompt: Prompt, column: Column, option: Option) -> ClaimQuestion:
    return ClaimQuestion(
        f"row-{prompt.number}-{column.name}-{option.value}",
        f"that listed “{option.label}” under {column.label} at {prompt.number} ({prompt.label})",
        GROUP,
        lambda sent: any(row.get(column.name) == option.value for row in rows(sent.entries, prompt.number)),
        (prompt.number,),
    )


def shown(prompt: Prompt, column: Column, option: Option) -> ClaimQuestion:
    return ClaimQuestion(
        f"shown-{prompt.number}-{column.name}-{option.value}",
        f"that listed “{option.label}” at {prompt.number} ({prompt.label}) with something measured or a survey",
        GROUP,
        lambda sent: any(
            row.get(column.name) == option.value and row.get("evidence") in SHOWN
            for row in rows(sent.entries, prompt.number)
        ),
        (prompt.number,),
        part_of=(f"row-{prompt.number}-{column.name}-{option.value}",),
    )


def value(entries: Entries, number: str) -> dict:
    return entries[number]["value"] if number in entries else {}


def rows(entries: Entries, number: str) -> list[dict]:
    return value(entries, number).get("rows", [])
