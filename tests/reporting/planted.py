"""Faults as a programmer or a forger could put them into a review's numbers: each takes the data and changes one thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator


def of_kind(data: dict, kind: str) -> dict:
    blocks = (block for section in data["sections"] for block in section["blocks"] if block["kind"] == "figure")
    return next(block["figure"] for block in blocks if block["figure"]["kind"] == kind)


def exact_cells(data: dict, kind: str) -> Iterator[dict]:
    figure = of_kind(data, kind)
    rows = figure.get("rows") or [box for column in figure.get("columns", []) for box in column["boxes"]]
    counts = [cell for row in rows for cell in row.get("cells", [row.get("count")])]
    counts += [level["count"] for level in figure.get("levels", [])]
    return (count for count in counts if count and count["exact"] is not None)


def one_more(count: dict) -> None:
    count["exact"] += 1


def first_exact(data: dict, kind: str) -> dict:
    return next(exact_cells(data, kind))


def banded(data: dict) -> dict:
    return next(row["count"] for row in data["glance"] if row["count"]["exact"] is None)


def in_prose(data: dict, pattern: str, put: str) -> None:
    """The first place of a pattern in the prose reads otherwise."""
    for section in data["sections"]:
        for block in section["blocks"]:
            if block["kind"] == "html" and re.search(pattern, block["html"]):
                block["html"] = re.sub(pattern, put, block["html"], count=1)
                return
    raise AssertionError(f"no prose says {pattern}")


def swapped(rows: list[dict]) -> None:
    rows[0]["cells"], rows[1]["cells"] = rows[1]["cells"], rows[0]["cells"]


def turned_round(data: dict) -> None:
    data["comparisons"][0]["relation"] = "least"


def compared_with_itself(data: dict) -> None:
    data["comparisons"][1] |= {"relation": "more", "other": data["comparisons"][1]["key"]}


def ranges(data: dict) -> list[list[str]]:
    return [row["spread"] for row in of_kind(data, "spread")["rows"] if row["spread"]]


def strange_row(data: dict) -> None:
    rows = of_kind(data, "coverage")["rows"]
    rows.append({"label": "9. A question that was never asked", "cells": rows[0]["cells"]})


FAULTS: dict[str, Callable[[dict], object]] = {
    "documents received": lambda d: d.update(documents=d["documents"] - 1),
    "a wrong base at a glance": lambda d: d["glance"][1]["count"].update(of=d["documents"] - 2),
    "the base in words": lambda d: d["glance"][1]["count"].update(base="of 14 documents received"),
    "the words of a number": lambda d: next(row["count"] for row in d["glance"] if row["count"]["exact"]).update(
        words="Twelve and a half"
    ),
    "a band for another": lambda d: banded(d).update(band="some" if banded(d)["band"] != "some" else "few"),
    "a band turned into a number": lambda d: banded(d).update(exact=15, band=None),
    "a number in a sentence": lambda d: in_prose(d, r"\b(\w+) of the sixteen", "nineteen of the sixteen"),
    "a base in a sentence": lambda d: in_prose(d, r"of the sixteen Pilots", "of the fourteen Pilots"),
    "a sentence changed beside its number": lambda d: in_prose(d, r"A document came from", "No document came from"),
    "one more in the coverage": lambda d: one_more(first_exact(d, "coverage")),
    "two rows of the coverage swapped": lambda d: swapped(
        [
            row
            for row in of_kind(d, "coverage")["rows"]
            if row["cells"][0] != of_kind(d, "coverage")["rows"][0]["cells"][0]
        ][:1]
        + of_kind(d, "coverage")["rows"][:1]
    ),
    "a row that nobody asked": strange_row,
    "a row left out": lambda d: of_kind(d, "costs")["rows"].pop(),
    "one more that gave a cost": lambda d: one_more(first_exact(d, "costs")),
    "the lower end of a range": lambda d: ranges(d)[0].__setitem__(0, "1"),
    "the next quartile": lambda d: ranges(d)[0].reverse(),
    "a range for too few": lambda d: next(row for row in of_kind(d, "spread")["rows"] if not row["spread"]).update(
        spread=["1,000", "2,000"]
    ),
    "the base of a figure": lambda d: of_kind(d, "costs").update(source="Base: 14 documents received."),
    "a theme counted where nobody coded": lambda d: one_more(first_exact(d, "themes")),
    "a direction turned round": lambda d: of_kind(d, "themes")["rows"][0].update(since="larger share so far"),
    "the base of a round": lambda d: of_kind(d, "themes")["bases"].__setitem__(-1, 16),
    "a line of the chain": lambda d: of_kind(d, "chain")["links"].append({"from": [0, 2], "to": [1, 4], "strength": 2}),
    "a level of the pyramid": lambda d: of_kind(d, "pyramid")["levels"][0]["count"].update(exact=9, band=None),
    "a ranking turned round": turned_round,
    "a comparison with itself": compared_with_itself,
    "the number of a key message": lambda d: d["messages"][1]["counts"][0]["count"].update(exact=3, band=None),
    "the base of a key message": lambda d: d["messages"][0]["counts"][0]["count"].update(base="of 13 documents coded"),
    "the words of a key message": lambda d: d["messages"][0].update(finding="Nothing has changed."),
    "a key message left out": lambda d: d["messages"].pop(),
    "a number of a key message left out": lambda d: d["messages"][0]["counts"].clear(),
    "what follows from another message": lambda d: d["messages"][0].update(follows=d["messages"][1]["follows"]),
    "the number of an answered issue": lambda d: next(
        row["count"] for issue in d["last_issues"]["rows"] for row in issue["counts"]
    ).update(words="Twelve"),
}
