"""What published reviews say round by round, made of their frozen numbers alone: nothing is counted or worked out here.

Each number is the one that a round's own review printed. Like is joined with like: where the base, or what a later review
prints of the earlier round, is another, no line is drawn and the page says why.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from reporting.anonymity.differencing import figures_of
from reporting.figures.tables import in_words
from reporting.printing.charts import base_in_words

Count = dict


class Number(NamedTuple):
    """One published count, and the range of amounts printed beside it, if one was."""

    printed: Count
    spread: tuple[str, ...] = ()


@dataclass
class Row:
    """What is counted, and its number in each round; None where the round's review printed none."""

    label: str
    numbers: list[Number | None]
    joined: list[bool] = field(default_factory=list)  # whether each is like the one before


@dataclass
class Part:
    """Themes, outcomes, costs or completeness over the rounds; `notes` say what may not be compared."""

    title: str
    slug: str
    about: str
    rounds: list[int]
    rows: list[Row]
    notes: list[str]

    @property
    def table(self) -> list[tuple[str, list[tuple[int, Number | None]]]]:
        """Each row with its numbers by round."""
        return [(row.label, list(zip(self.rounds, row.numbers, strict=True))) for row in self.rows]

    @property
    def drawing(self) -> dict:
        """As the figure of themes over rounds is drawn; a line joins numbers that are alike."""
        return {
            "kind": "rounds",
            "title": self.title,
            "label": self.title,
            "columns": [f"Round {number}" for number in self.rounds],
            "bases": [],
            "rows": [
                {
                    "label": row.label,
                    "since": "",
                    "joined": row.joined[1:],
                    "cells": [number and number.printed for number in row.numbers],
                }
                for row in self.rows
            ],
        }


Printed = dict[str, Number]  # what one review prints of its own round, by what it is a number of


def themes_in(data: dict) -> Printed:
    return own_column(data, data["round"])


def own_column(data: dict, round: int) -> Printed:
    """The themes of one round, as a review prints them."""
    column = f"Round {round}"
    return {
        row["label"]: Number(cell)
        for figure in of_kind(data, "themes")
        for row in figure["rows"]
        for head, cell in zip(figure["columns"], row["cells"], strict=False)
        if head == column and cell
    }


def outcomes_in(data: dict) -> Printed:
    found = {}
    for figure in of_kind(data, "pyramid"):
        for level in figure["levels"]:
            found[f"{level['name']}: described"] = Number(level["count"])
            found[f"{level['name']}: with a measure or a survey"] = Number(level["measured"])
    for figure in of_kind(data, "chain"):
        for column in figure["columns"][-1:]:
            found |= {f"{column['title']}: {box['label']}": Number(box["count"]) for box in column["boxes"]}
    return found


def costs_in(data: dict) -> Printed:
    found = {row["label"]: Number(row["cells"][0]) for figure in of_kind(data, "costs") for row in figure["rows"]}
    for figure in of_kind(data, "spread"):
        for row in figure["rows"]:
            found[f"{row['group']}: {row['label']}"] = Number(row["cells"][0], tuple(row["spread"] or ()))
    return found


def completeness_in(data: dict) -> Printed:
    return {
        f"{row['label']}: {column}": Number(cell)
        for figure in of_kind(data, "coverage")
        for row in figure["rows"]
        for column, cell in zip(figure["columns"], row["cells"], strict=False)
        if cell
    }


def of_kind(data: dict, kind: str) -> Iterator[dict]:
    return (figure for figure in figures_of(data) if figure.get("kind", "coverage") == kind)


PARTS = (
    ("Themes", "themes", "Pilots that write about each theme, under the name that it was printed with.", themes_in),
    (
        "Outcomes",
        "outcomes",
        "Pilots that describe each kind of effect, and those that give a measure of it.",
        outcomes_in,
    ),
    ("Costs", "costs", "Pilots that gave each kind of cost. A range holds the middle half of their amounts.", costs_in),
    (
        "Completeness",
        "completeness",
        "Pilots that answered every required prompt of a question, or said why not.",
        completeness_in,
    ),
)


def over_rounds(reviews: list[dict]) -> list[Part]:
    """Each part with what the data of the reviews print, the earliest round first."""
    reviews = sorted(reviews, key=lambda data: data["round"])
    return [part_of(*part, reviews) for part in PARTS]


def part_of(title: str, slug: str, about: str, read, reviews: list[dict]) -> Part:
    rounds, printed = [data["round"] for data in reviews], [read(data) for data in reviews]
    labels = list(dict.fromkeys(label for found in reversed(printed) for label in found))
    rows = [Row(label, [found.get(label) for found in printed]) for label in labels]
    part = Part(title, slug, about, rounds, rows, [])
    for row in rows:
        row.joined = [False, *(is_alike(a, b) for a, b in pairwise(row.numbers))]
    for place, (earlier, later) in enumerate(pairwise(reviews)):
        again = own_column(later, earlier["round"]) if slug == "themes" else {}
        for row in rows:
            if row.label in again and again[row.label] != row.numbers[place]:
                row.joined[place + 1] = False
        part.notes += notes_on(part, place, again)
    return part


def is_alike(one: Number | None, other: Number | None) -> bool:
    """Whether two numbers are out of the same base, in kind and size."""
    return bool(one and other) and base_words(one) == base_words(other)


def base_words(number: Number) -> str:
    return number.printed.get("base", f"of {number.printed['of']}")


def notes_on(part: Part, place: int, again: Printed) -> Iterator[str]:
    """Why numbers of two neighbouring rounds are not joined."""
    first, second = part.rounds[place], part.rounds[place + 1]
    pairs = [(row.numbers[place], row.numbers[place + 1]) for row in part.rows]
    both = [(one, other) for one, other in pairs if one and other]
    for number, found in ((first, any(one for one, _ in pairs)), (second, any(other for _, other in pairs))):
        if not found:
            yield f"The review of round {number} printed no figure of this kind."
    if any(base_words(one) != base_words(other) for one, other in both):
        said = dict.fromkeys((base_words(one), base_words(other)) for one, other in both)
        bases = "; ".join(f"{one} and {other}" for one, other in said if one != other)
        yield f"Rounds {first} and {second} have different bases ({bases}), so no line joins their numbers."
    if both and len(both) < len(pairs):
        yield (
            f"Some rows stand in one of rounds {first} and {second} only: the question or theme was new, was asked in other "
            "words, or was merged or renamed."
        )
    if any(row.label in again and row.numbers[place] and again[row.label] != row.numbers[place] for row in part.rows):
        yield (
            f"The review of round {second} prints other numbers for round {first} than that round’s own review: the documents "
            "were coded anew. Here stand those of the own review, and no line joins them."
        )


def csv_lines(parts: list[Part], versions: dict[int, int]) -> list[list[str]]:
    """The numbers of the page, one a line, as they were published."""
    head = ["Part", "What is counted", "Round", "Version", "Pilots", "Base", "Middle half of the amounts, £"]
    return [head, *(line for part in parts for row in part.rows for line in lines_of(part, row, versions))]


def lines_of(part: Part, row: Row, versions: dict[int, int]) -> Iterator[list[str]]:
    for round, number in zip(part.rounds, row.numbers, strict=True):
        told = [part.title, row.label, str(round), str(versions[round])]
        if number is None:
            yield [*told, f"Not published in round {round}", "", ""]
        else:
            spread = in_words(list(number.spread)) if number.spread else ""
            yield [*told, number.printed["words"], base_in_words(number.printed), spread]
