"""The numbers of a figure as a table of words: for whoever does not see the drawing, and for Word and slides."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil
from typing import NamedTuple


class Table(NamedTuple):
    """A head and its rows, all of equal length."""

    head: list[str]
    rows: list[list[str]]


def table_of(figure: dict) -> Table:
    """One row a thing that is counted."""
    match figure["kind"]:
        case "chain":
            rows = [
                [column["title"], box["label"], box["count"]["words"]]
                for column in figure["columns"]
                for box in column["boxes"]
            ]
            return Table(["Part of the chain", "What is named", "Pilots"], rows)
        case "pyramid":
            rows = [
                [f"{level['name']} ({level['heading'].lower()})", level["count"]["words"], level["measured"]["words"]]
                for level in figure["levels"]
            ]
            return Table(["Level", "Describe it", "With a measure or a survey"], rows)
        case "spread":
            rows = [
                [
                    f"{row['group']}: {row['label']}",
                    row["cells"][0]["words"],
                    in_words(row["spread"]),
                    row["cells"][1]["words"],
                ]
                for row in figure["rows"]
            ]
            return Table([figure["label"], *figure["columns"]], rows)
        case "themes" if any(row.get("since") for row in figure["rows"]):
            rows = [[row["label"], *map(counted, row["cells"]), row["since"]] for row in figure["rows"]]
            return Table([figure["label"], *heads(figure), "Since the last round"], rows)
        case _:
            rows = [[row["label"], *map(counted, row["cells"])] for row in figure["rows"]]
            return Table([figure["label"], *heads(figure)], rows)


def counted(count: dict | None) -> str:
    return count["words"] if count else "Not counted"


class StripRow(NamedTuple):
    """What is counted, its counts (None where nothing was counted), and what is said beside them."""

    label: str
    cells: list[dict | None]
    note: str = ""


class Strips(NamedTuple):
    """A figure as rows of squares."""

    head: list[str]
    rows: list[StripRow]


def strips_of(figure: dict) -> Strips:
    """A figure of counts as a table of strips: the form that fits where its drawing does not."""
    head = table_of(figure).head
    match figure["kind"]:
        case "chain":
            boxes = [(column["title"], box) for column in figure["columns"] for box in column["boxes"]]
            rows = [StripRow(f"{title}: {box['label']}", [box["count"]]) for title, box in boxes]
            return Strips(["What is named", "Pilots"], rows)
        case "pyramid":
            return Strips(
                head,
                [
                    StripRow(f"{level['name']} ({level['heading'].lower()})", [level["count"], level["measured"]])
                    for level in figure["levels"]
                ],
            )
        case "spread":
            rows = [StripRow(f"{row['group']}: {row['label']}", row["cells"]) for row in figure["rows"]]
            return Strips([head[0], head[1], head[3]], rows)
        case _:
            rows = [StripRow(row["label"], row["cells"], row.get("since", "")) for row in figure["rows"]]
            return Strips([figure["label"], *heads(figure)], rows)


def pieces(figure: dict, most: int) -> list[dict]:
    """A figure of many rows as several of about equal length, each of `most` rows at most; any other as itself."""
    rows = figure.get("rows", [])
    number = ceil(len(rows) / most)
    if number < 2:
        return [figure]
    each = ceil(len(rows) / number)
    return [figure | {"rows": rows[first : first + each]} for first in range(0, len(rows), each)]


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
