"""The numbers of a figure as a table of words: for whoever does not see the drawing, and for Word and slides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Table(NamedTuple):
    """A head and its rows, all of equal length."""

    head: list[str]
    rows: list[list[str]]


def table_of(figure: dict) -> Table:
    """One row a thing that is counted."""
    match figure["kind"]:
        case "chain":
            rows = [[column["title"], box["label"], box["count"]["words"]]
                    for column in figure["columns"] for box in column["boxes"]]  # fmt: skip
            return Table(["Part of the chain", "What is named", "Pilots"], rows)
        case "pyramid":
            rows = [[f"{level['name']} ({level['heading'].lower()})", level["count"]["words"], level["measured"]["words"]]
                    for level in figure["levels"]]  # fmt: skip
            return Table(["Level", "Describe it", "With a measure or a survey"], rows)
        case "spread":
            rows = [[f"{row['group']}: {row['label']}", row["cells"][0]["words"], in_words(row["spread"]), row["cells"][1]["words"]]
                    for row in figure["rows"]]  # fmt: skip
            return Table([figure["label"], *figure["columns"]], rows)
        case _:
            rows = [[row["label"], *(cell["words"] if cell else "Not counted" for cell in row["cells"])]
                    for row in figure["rows"]]  # fmt: skip
            return Table([figure["label"], *heads(figure)], rows)


def heads(figure: dict) -> list[str]:
    """The columns, each with its base where these differ."""
    bases = figure.get("bases") or [0] * len(figure["columns"])
    return [f"{head} (of {base} coded)" if base else head for head, base in zip(figure["columns"], bases, strict=True)]


def counts_in(figure: dict) -> Iterator[tuple[str, str, dict]]:
    """Every count of a figure: of what, under which column, and the count itself."""
    match figure.get("kind"):
        case "chain":
            for column in figure["columns"]:
                yield from ((column["title"], box["label"], box["count"]) for box in column["boxes"])
        case "pyramid":
            for level in figure["levels"]:
                yield from ((level["name"], part, level[part]) for part in ("count", "measured"))
        case _:
            for row in figure["rows"]:
                counted = zip(figure["columns"], row["cells"], strict=False)
                yield from ((row["label"], column, cell) for column, cell in counted if cell)


def in_words(spread: list[str]) -> str:
    return " to ".join(spread) if spread else "Too few to show"
