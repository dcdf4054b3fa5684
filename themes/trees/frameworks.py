"""The frameworks that come with the service, read as trees of themes: the Pilots’ own and four of other evaluations.

Source of each: key "source" of its file in data/frameworks.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

FRAMEWORKS = Path(__file__).parent.parent / "data/frameworks"
ORDER = ["icp_2010", "icass_solihull_2015", "aqua_icc_2014", "wsic_nwl_2015", "cqc_ics_2023"]
PARTS = ("quality_statements", "examples", "items")  # what a theme is divided into, by whatever name


@dataclass(frozen=True)
class Node:
    """A theme of a framework with those under it; a heading that nothing is coded to is not `codable`."""

    title: str
    code: str = ""
    definition: str = ""
    codable: bool = True
    children: tuple[Node, ...] = ()


def framework(name: str) -> dict:
    return json.loads((FRAMEWORKS / f"{name}.json").read_text(encoding="utf-8"))


def frameworks() -> list[dict]:
    return [framework(name) for name in ORDER]


def nodes(data: dict) -> list[Node]:
    """The top of a framework’s tree."""
    return _pilots_own(data) if "groups" in data else [*_themes(data["themes"]), *_others(data)]


def _themes(listed: list[dict]) -> list[Node]:
    return [
        Node(theme["title"], theme["code"], theme["definition"], True, _parts_of(theme))
        if "definition" in theme
        else Node(theme["title"], theme["code"], "", False, _parts_of(theme))
        for theme in listed
    ]


def _parts_of(theme: dict) -> tuple[Node, ...]:
    parts = [part for name in PARTS for part in theme.get(name, [])]
    return tuple(
        Node(_sentence(part), f"{theme['code']}.{number}") if isinstance(part, str) else _themes([part])[0]
        for number, part in enumerate(parts, 1)
    )


def _others(data: dict) -> list[Node]:
    """What a framework considered beside its themes."""
    also, priority = _themes(data.get("also_considered", [])), data.get("priority_area")
    found = [Node("Also considered", codable=False, children=tuple(also))] if also else []
    if priority:
        topics = tuple(Node(_sentence(topic), f"P.{n}") for n, topic in enumerate(priority["topics"], 1))
        found.append(Node(priority["title"], "P", priority["definition"], True, topics))
    return found


def _pilots_own(data: dict) -> list[Node]:
    """The themes by group, then skills, cost dimensions and the matrix that was planned early on."""
    groups = [
        Node(title, codable=False, children=tuple(_themes([t for t in data["themes"] if t["group"] == group])))
        for group, title in data["groups"].items()
    ]
    matrix = [
        Node(
            row,
            f"M{r}",
            codable=False,
            children=tuple(
                Node(f"{row}, {column.lower()}", f"M{r}.{c}") for c, column in enumerate(data["matrix"]["columns"], 1)
            ),
        )
        for r, row in enumerate(data["matrix"]["rows"], 1)
    ]
    return [
        *groups,
        Node("Skills", codable=False, children=_listed("S", data["skills"])),
        Node("Cost dimensions", codable=False, children=_listed("C", data["cost_dimensions"])),
        Node("Matrix of integration", "", _sentence(data["matrix"]["status"]), False, tuple(matrix)),
    ]


def _listed(letter: str, titles: list[str]) -> tuple[Node, ...]:
    return tuple(Node(_sentence(title), f"{letter}{number}") for number, title in enumerate(titles, 1))


def _sentence(words: str) -> str:
    return words[0].upper() + words[1:]
