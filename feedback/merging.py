"""Two windows of one reader: what both changed since the version they stand on is put together, nothing dropped."""

from __future__ import annotations

from typing import NamedTuple

from merge3 import Merge3

from living_docs.comment_fields import is_judgement

BETWEEN = "\0"  # between lines, so that changes to neighbouring lines do not touch; nobody can type it


class Merged(NamedTuple):
    """The fields with the words of both; `clashed` names those where both changed the same line."""

    fields: dict[str, str]
    clashed: list[str]


def merge_fields(base: dict[str, str], theirs: dict[str, str], mine: dict[str, str]) -> Merged:
    fields, clashed = {}, []
    for name, typed in mine.items():
        merge = merge_judgement if is_judgement(name) else merge_lines
        fields[name], clashes = merge(base.get(name, ""), theirs.get(name, ""), typed)
        clashed += [name] if clashes else []
    return Merged(fields, clashed)


def merge_judgement(base: str, theirs: str, mine: str) -> tuple[str, bool]:
    """The one that was changed; where both were, mine, and a person has to look."""
    if mine in (base, theirs):
        return theirs, False
    return mine, theirs != base


def merge_lines(base: str, theirs: str, mine: str) -> tuple[str, bool]:
    """Line by line; a line that both changed stands twice, mine above theirs, and a person has to look."""
    if mine in (base, theirs):
        return theirs, False
    if theirs == base:
        return mine, False
    groups = list(Merge3(spaced(base), spaced(theirs), spaced(mine)).merge_groups())
    parts = [[*group[3], *group[2]] if group[0] == "conflict" else group[1] for group in groups]
    lines = [line for part in parts for line in part if line != BETWEEN]
    return "\n".join(lines), any(group[0] == "conflict" for group in groups)


def spaced(text: str) -> list[str]:
    return [part for line in text.split("\n") for part in (line, BETWEEN)] if text else []


def both_texts(theirs: str, mine: str) -> str:
    """One text above the other, unless one says all that the other says."""
    if mine in theirs or theirs in mine:
        return max(theirs, mine, key=len)
    return f"{theirs}\n{mine}"
