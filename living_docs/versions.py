"""One versioned save, whatever is saved: a page says on which version it stands, and two people's changes are merged.

Where both changed the same place nothing is stored: what was typed and what stands there are both given back, for a
person to choose. Answers, readings, agreed comments, sections, front, key messages and themes are all saved so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, NamedTuple

from merge3 import Merge3

from living_docs import prose

Fields = dict[str, Any]
GAP = prose.Block("gap", ())
BETWEEN = "\0"  # between lines, so that changes to neighbouring lines do not touch; nobody can type it


class Clash(Exception):
    """Two people changed the same place; nobody's text may be dropped, so a person decides."""


class ChangedMeanwhile(Exception):
    """Somebody changed this since it was read. A decision about it is taken again; there is nothing to merge."""

    def __init__(self, there: Any) -> None:
        super().__init__(f"{there} was changed meanwhile")
        self.there = there


@dataclass(frozen=True)
class Saved:
    """What came of a save: the record as it is now. Where it `clashed`, nothing was stored, and `fields` hold both texts."""

    record: Any
    version: int
    fields: Fields = field(default_factory=dict)
    clashed: tuple[str, ...] = ()
    theirs: Any = None  # on a clash, the version that somebody else saved

    def put_in(self, typed: Mapping[str, Any]) -> Fields:
        """What boxes have to hold instead of what was typed, because somebody else's changes are in it too; a box that
        clashed keeps what was typed."""
        merged = {name: now for name, now in self.fields.items() if name not in self.clashed}
        return {name: now for name, now in merged.items() if typed.get(name, now) != now}


class Merged(NamedTuple):
    """The fields with the changes of both. `clashed` names those where both changed one place; they hold both texts."""

    fields: Fields
    clashed: tuple[str, ...]


class Way(NamedTuple):
    """How one kind of field is merged: `merge` raises Clash where two touch, `both` keeps the words of both."""

    merge: Callable[[Any, Any, Any], Any]
    both: Callable[[Any, Any, Any], Any]


def merged(mine: Fields, *, now: Fields, base: Fields | None, ways: Mapping[str, Way]) -> Merged:
    """What was typed on top of `base`, with what others have saved since. A field without a way of its own is a whole."""
    fields, clashed = {}, []
    for name, typed in mine.items():
        nothing = type(typed)()
        way = ways.get(name, WHOLE)
        three = (base or {}).get(name, nothing), now.get(name, nothing), typed
        try:
            fields[name] = way.merge(*three)
        except Clash:
            clashed.append(name)
            fields[name] = way.both(*three)
    return Merged(fields, tuple(clashed))


def either(base: Any, theirs: Any, mine: Any) -> Any:
    """Three-way choice of one undivided value."""
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    raise Clash


def mine_alone(base: Any, theirs: Any, mine: Any) -> Any:
    """Of two undivided values there are no words of both."""
    return mine


def merge_prose(base: str | None, theirs: str | None, mine: str | None) -> str:
    """Merge two people's edits block by block; edits to one and the same block clash."""
    if mine == theirs or theirs == base:
        return mine or ""
    if mine == base:
        return theirs or ""
    groups = groups_of(blocks_apart(base), blocks_apart(theirs), blocks_apart(mine))
    if any(group[0] == "conflict" for group in groups):
        raise Clash
    return joined_blocks(group[1] for group in groups)


def both_prose(base: str | None, theirs: str | None, mine: str | None) -> str:
    """As `merge_prose`, but a block that both changed stands twice: mine, then theirs."""
    return joined_blocks(both_parts(groups_of(blocks_apart(base), blocks_apart(theirs), blocks_apart(mine))))


def blocks_apart(html: str | None) -> list[prose.Block]:
    """Blocks with a gap behind each, so that edits to neighbouring blocks do not clash."""
    return [part for block in prose.without_implied_starts(prose.blocks(html or "")) for part in (block, GAP)]


def joined_blocks(groups: Iterable[list[prose.Block]]) -> str:
    return prose.clean(prose.render([block for blocks in groups for block in blocks if block != GAP]))


def merge_lines(base: str | None, theirs: str | None, mine: str | None) -> str:
    """Line by line; a line that both changed clashes."""
    if mine in (base, theirs):
        return theirs or ""
    if theirs == base:
        return mine or ""
    groups = groups_of(lines_apart(base), lines_apart(theirs), lines_apart(mine))
    if any(group[0] == "conflict" for group in groups):
        raise Clash
    return joined_lines(group[1] for group in groups)


def both_lines(base: str | None, theirs: str | None, mine: str | None) -> str:
    """A line that both changed stands twice, mine above theirs."""
    return joined_lines(both_parts(groups_of(lines_apart(base), lines_apart(theirs), lines_apart(mine))))


def lines_apart(text: str | None) -> list[str]:
    return [part for line in text.split("\n") for part in (line, BETWEEN)] if text else []


def joined_lines(groups: Iterable[list[str]]) -> str:
    return "\n".join(line for line in chain.from_iterable(groups) if line != BETWEEN)


def groups_of(base: list, theirs: list, mine: list) -> list[tuple]:
    return list(Merge3(base, theirs, mine).merge_groups())


def both_parts(groups: list[tuple]) -> Iterable[list]:
    return ([*group[3], *group[2]] if group[0] == "conflict" else group[1] for group in groups)


def both_texts(theirs: str, mine: str) -> str:
    """One text above the other, unless one says all that the other says."""
    if mine in theirs or theirs in mine:
        return max(theirs, mine, key=len)
    return f"{theirs}\n{mine}"


PROSE, LINES, WHOLE = Way(merge_prose, both_prose), Way(merge_lines, both_lines), Way(either, mine_alone)
