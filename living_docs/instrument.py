"""The instrument's questions and prompts as plain values, read from the frozen JSON of an `Instrument` row.

Source: the eight questions of the June 2010 progress report; numbering, wording and round plans are reconstructions
(see data/instrument.json, key "notes").
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

COVER, COSTS = 0, 8  # the cover, and the question that is the health economist’s


@dataclass(frozen=True)
class Option:
    value: str
    label: str


@dataclass(frozen=True)
class Column:
    name: str
    label: str
    kind: str  # text, choice, date, number, integer, money
    required: bool
    help: str
    options: tuple[Option, ...]
    least: float | None
    most: float | None
    personal: bool  # never leaves the evaluation team and the site
    computed: str | None
    read_only: bool

    @property
    def is_numeric(self) -> bool:
        return self.kind in {"number", "integer", "money"}

    @property
    def reads(self) -> str:
        """The kind of figure its cells are read as: money that may be less than nothing is a balance."""
        return "balance" if self.kind == "money" and self.least is not None and self.least < 0 else self.kind

    @cached_property
    def labels(self) -> dict[str, str]:
        return {option.value: option.label for option in self.options}

    @classmethod
    def of(cls, data: dict) -> Column:
        return cls(
            name=data["name"],
            label=data["label"],
            kind=data["kind"],
            required=data["required"],
            help=data["help"],
            options=_options(data["options"]),
            least=data["min"],
            most=data["max"],
            personal=data["personal"],
            computed=data["computed"],
            read_only=data["read_only"],
        )


@dataclass(frozen=True)
class FollowUp:
    question: str
    required: bool


@dataclass(frozen=True)
class Prompt:
    """One sub-question. `number` is its name across rounds, e.g. "4.2"."""

    number: str
    label: str
    question: str
    help: str
    kind: str  # prose, short_text, choice, table, cost_table, file
    required: bool
    modes: tuple[tuple[int, str], ...]
    guide: tuple[int | None, int | None]
    guide_per: str  # answer, cell or file
    options: tuple[Option, ...]
    multiple: bool
    follow_up: FollowUp | None
    columns: tuple[Column, ...]
    too_early: bool
    row_limit: int | None
    repeat: int
    prefill: str | None
    accept: tuple[str, ...]

    @classmethod
    def of(cls, data: dict) -> Prompt:
        follow_up = data["follow_up"]
        return cls(
            number=data["number"],
            label=data["label"],
            question=data["question"],
            help=data["help"],
            kind=data["kind"],
            required=data["required"],
            modes=tuple((int(number), mode) for number, mode in data["rounds"].items()),
            guide=(data["word_guide"]["min"], data["word_guide"]["max"]),
            guide_per=data["word_guide"]["per"],
            options=_options(data["options"]),
            multiple=data["multiple"],
            follow_up=FollowUp(follow_up["question"], follow_up["required"]) if follow_up else None,
            columns=tuple(Column.of(column) for column in data["columns"]),
            too_early=data["too_early"],
            row_limit=data["row_limit"],
            repeat=data["repeat"],
            prefill=data["prefill"],
            accept=tuple(data["accept"]),
        )

    def mode(self, round_number: int) -> str:
        """ask, update, optional or none in that round."""
        return dict(self.modes).get(round_number, "none")

    def is_asked(self, round_number: int) -> bool:
        return self.mode(round_number) != "none"

    def last_asked(self, round_number: int) -> int | None:
        """The last earlier round in which the prompt was asked."""
        return max((n for n, mode in self.modes if n < round_number and mode != "none"), default=None)

    @property
    def question_number(self) -> int:
        """Of the question it belongs to; 0 for the cover."""
        whole = self.number.split(".")[0]
        return int(whole) if whole.isdigit() else COVER

    @property
    def is_about_costs(self) -> bool:
        return self.question_number == COSTS

    @property
    def anchor(self) -> str:
        """The fragment of its place on the question page, e.g. "4-2"."""
        return self.number.replace(".", "-")

    @property
    def takes_not_known(self) -> bool:
        """ "Not known until" and "not answered" do for any required prompt except authors and sign-off."""
        return self.required and self.number not in {"C.1", "C.6"}

    @cached_property
    def labels(self) -> dict[str, str]:
        return {option.value: option.label for option in self.options}

    @property
    def guide_in_words(self) -> str:
        least, most = self.guide
        if least and most:
            return f"Guide: {least} to {most}"
        return f"Guide: up to {most}" if most else ""


@dataclass(frozen=True)
class Question:
    """One of the eight questions, or the cover (number 0)."""

    number: int
    title: str
    purpose: str
    prompts: tuple[Prompt, ...]

    @property
    def name(self) -> str:
        return f"Question {self.number}: {self.title}" if self.number else "Cover"

    @property
    def short_name(self) -> str:
        return f"{self.number}. {self.title}" if self.number else "Cover"

    def asked(self, round_number: int) -> list[Prompt]:
        return [prompt for prompt in self.prompts if prompt.is_asked(round_number)]


def _options(data: list[dict]) -> tuple[Option, ...]:
    return tuple(Option(option["value"], option["label"]) for option in data)


def given_instrument() -> dict:
    """The instrument that comes with the service."""
    return json.loads((Path(__file__).parent / "data" / "instrument.json").read_text(encoding="utf-8"))


def questions(data: dict) -> Iterator[Question]:
    """The cover and the eight questions of an instrument's JSON."""
    yield Question(COVER, "Cover", "Who wrote this, and what is new.", tuple(Prompt.of(p) for p in data["cover"]))
    for question in data["questions"]:
        yield Question(
            question["number"],
            question["title"],
            question["purpose"],
            tuple(Prompt.of(prompt) for prompt in question["prompts"]),
        )
