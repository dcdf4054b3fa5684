"""Counts that give back what was withheld: by subtraction, in a figure or in a text, or against earlier reviews."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reporting.anonymity.counts import published_count
from reporting.figures.tables import counts_in
from reporting.review.key_messages import rows_in

Count = dict  # as `Published.data()` gives it: words, exact, band, of
Holders = frozenset[int]  # the documents that a count is of
OF_A_ROUND = re.compile(r"Round (\d+)")


class GivenBack(NamedTuple):
    """A count by which a withheld one can be told: what it is of, its words, and how."""

    label: str
    words: str
    how: str


def given_back(data: dict, earlier: Iterable[dict], *, k: int) -> Iterator[GivenBack]:
    """All that a review's data gives back, alone and beside what was published before, of whatever round."""
    for figure in figures_of(data):
        for row in figure.get("rows", ()):
            if figure.get("kind") in WHOLES and by_subtraction(row["cells"], k=k):
                label = f"{figure['title']}: {row['label']}"
                yield GivenBack(label, words_of(row["cells"]), "within")
    now = counts_of(data)
    for review in earlier:
        before = counts_of(review)
        for place in now.keys() & before.keys():
            if by_difference(before[place], now[place], k=k):
                yield GivenBack(place[1], now[place]["words"], "between")


def are_told_apart(one: Holders, other: Holders, of: int, *, k: int) -> bool:
    """Whether two exact counts of the same documents leave a small number, one taken from the other or both from all.

    The first where one is part of the other, the second where nobody is in both.
    """
    if any(published_count(len(holders), of, k).exact is None for holders in (one, other)):
        return False
    if one & other and not (one <= other or other <= one):
        return False
    left = len(one ^ other) if one & other else of - len(one | other)
    return 0 < left < k


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
    """Every figure; those of the first publications stood in the section itself."""
    for section in data["sections"]:
        blocks = [block["figure"] for block in section.get("blocks", []) if block["kind"] == "figure"]
        yield from (figure for figure in [section.get("figure"), *blocks] if figure)


def counts_of(data: dict) -> dict[tuple[int, str], Count]:
    """Every count by the round whose documents it counts and what it is a count of."""
    briefs = (row for section in data["sections"] for row in section["brief"])
    rows = [*rows_in(data), *data["glance"], *briefs]
    found = {(data["round"], row["statement"]): row["count"] for row in rows}
    for figure in figures_of(data):
        for label, column, count in counts_in(figure):
            named = OF_A_ROUND.fullmatch(column)
            found[int(named[1]) if named else data["round"], f"{label}: {column}"] = count
    return found


def words_of(cells: list[Count]) -> str:
    return ", ".join(cell["words"] for cell in cells)
