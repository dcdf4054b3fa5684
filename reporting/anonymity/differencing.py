"""Counts that give back what was withheld: by subtraction within a figure, or against an earlier version."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

Count = dict  # as `Published.data()` gives it: words, exact, band, of


class GivenBack(NamedTuple):
    """A count by which a withheld one can be told: what it is of, its words, and how."""

    label: str
    words: str
    how: str


def given_back(data: dict, earlier: list[dict], *, k: int) -> Iterator[GivenBack]:
    """All that a review's data gives back, alone and beside earlier versions of the same round."""
    for figure in figures_of(data):
        for row in figure["rows"]:
            if figure.get("kind") in WHOLES and by_subtraction(row["cells"], k=k):
                label = f"{figure['title']}: {row['label']}"
                yield GivenBack(label, words_of(row["cells"]), "within")
    now = counts_of(data)
    for version in earlier:
        before = counts_of(version)
        for label in now.keys() & before.keys():
            if by_difference(before[label], now[label], k=k):
                yield GivenBack(label, now[label]["words"], "between")


WHOLES = {"coverage", "stacked"}  # figures whose cells are the parts of one whole


def by_subtraction(cells: list[Count], *, k: int) -> bool:
    """Whether the exact parts of a whole leave the withheld ones no choice."""
    withheld = [cell for cell in cells if cell["exact"] is None]
    if len(withheld) < 2 or not cells[0]["of"]:
        return len(withheld) == 1
    left = cells[0]["of"] - sum(cell["exact"] or 0 for cell in cells)
    least, most = zip(*(bounds(cell, k=k) for cell in withheld), strict=True)
    return left <= sum(least) or left >= sum(most)


def bounds(cell: Count, *, k: int) -> tuple[int, int]:
    """Between what a withheld count lies, as its band says."""
    return {"few": (0, k - 1), "many": (cell["of"] - k + 1, cell["of"]), "some": (0, cell["of"])}[cell["band"]]


def by_difference(before: Count, now: Count, *, k: int) -> bool:
    """Whether two printings of one count tell what a few further documents say."""
    if before["exact"] is None and now["exact"] is None:
        return False
    more = abs(now["of"] - before["of"])
    if before["exact"] is None or now["exact"] is None:
        return 0 < more < k or before["of"] == now["of"]
    return 0 < more < k or 0 < abs(now["exact"] - before["exact"]) < k


def figures_of(data: dict) -> Iterator[dict]:
    """Every figure with rows of counts; those of the first publications stood in the section itself."""
    for section in data["sections"]:
        blocks = [block["figure"] for block in section.get("blocks", []) if block["kind"] == "figure"]
        yield from (figure for figure in [section.get("figure"), *blocks] if figure and "rows" in figure)


def counts_of(data: dict) -> dict[str, Count]:
    """Every count with what it is a count of."""
    rows = [*data["glance"], *(row for section in data["sections"] for row in section["brief"])]
    found = {row["statement"]: row["count"] for row in rows}
    for figure in figures_of(data):
        for row in figure["rows"]:
            cells = zip(figure["columns"], row["cells"], strict=False)
            found |= {f"{row['label']}: {name}": cell for name, cell in cells if cell}
    return found


def words_of(cells: list[Count]) -> str:
    return ", ".join(cell["words"] for cell in cells)
