"""The lists of a document that was written elsewhere: level, sign and number of each item, as its page shows them."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from living_docs.prose.blocks import BULLET, NUMBER
from living_docs.prose.form import LIST_LEVELS
from living_docs.prose.list_numbers import in_style
from living_docs.word.package import W, value, whole_number
from living_docs.word.style_sheet import StyleSheet

STYLES = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
LEVELLED = re.compile(r"list (?:bullet|number) ([2-9])", re.IGNORECASE)
PLACE = re.compile(r"%([1-9])")


class Level(NamedTuple):
    form: str  # decimal, bullet, lowerLetter, none…
    start: int
    text: str  # "%1.", "(%2)", "Step %1:"
    restarts: bool

    @property
    def is_worded(self) -> bool:
        """Whether the sign says more than a number: then it is part of the words."""
        return any(character.isalpha() for character in PLACE.sub("", self.text))


class Item(NamedTuple):
    """What an item's paragraph is: a kind of block, its level, the style and value of its number; or a label in words."""

    kind: str
    level: int = 0
    style: str = ""
    number: int | None = None
    label: str = ""


BARE = Level("decimal", 1, "", restarts=True)


class Numbering:
    def __init__(self, tree: etree._Element | None, sheet: StyleSheet) -> None:
        self.sheet = sheet
        self.patterns: dict[str, etree._Element] = {}
        self.lists: dict[str, etree._Element] = {}
        self.counts: dict[str, dict[int, int]] = {}  # of each pattern the numbers reached, by level
        self.begun: set[tuple[str, int]] = set()
        self.levels: dict[tuple[str, int], Level] = {}
        if tree is not None:
            self.patterns = {value(one, "abstractNumId"): one for one in tree.iter(f"{W}abstractNum")}
            self.lists = {value(one, "numId"): one for one in tree.iter(f"{W}num")}

    def item(self, properties: etree._Element | None, style: str) -> Item | None:
        """The item that a paragraph is, counted; None where it belongs to no list."""
        list_id, depth = self.place(properties, style)
        if not list_id or list_id not in self.lists:
            return None
        level = self.level(list_id, depth)
        number = self.count(list_id, depth, level)
        shown = self.depth_shown(style, depth)
        if level.form == "bullet":
            return Item(BULLET, shown)
        if level.form == "none" or level.is_worded:
            label = self.label(list_id, level)
            return Item("", label=label) if label else None
        return Item(NUMBER, shown, STYLES.get(level.form, ""), number, self.label(list_id, level))

    def place(self, properties: etree._Element | None, style: str) -> tuple[str, int]:
        """The list and level that a paragraph names, else its style."""
        own = properties.find(f"{W}numPr") if properties is not None else None
        styled = self.sheet.paragraph_property(style, "numPr")
        named = [value(one.find(f"{W}numId")) for one in (own, styled) if one is not None]
        deep = [value(one.find(f"{W}ilvl")) for one in (own, styled) if one is not None]
        list_id = next(filter(None, named), "")
        depth = next(filter(None, deep), "") or self.level_of_style(list_id, style)
        return list_id, min(max(whole_number(depth), 0), LIST_LEVELS - 1)

    def level_of_style(self, list_id: str, style: str) -> str:
        """The level that a list keeps for a style."""
        pattern = self.pattern(list_id)
        levels = pattern.findall(f"{W}lvl") if pattern is not None and style else []
        return next((value(one, "ilvl") for one in levels if value(one.find(f"{W}pStyle")) == style), "0")

    def depth_shown(self, style: str, depth: int) -> int:
        """Word's "List Bullet 2" is a list of its own, set in by its style."""
        levelled = LEVELLED.fullmatch(self.sheet.name(style))
        return int(levelled[1]) - 1 if levelled and not depth else depth

    def pattern_id(self, list_id: str) -> str:
        """The pattern of a list; one that only names a list style leads on to the list of that style."""
        for _ in range(5):
            pattern_id = value(self.lists[list_id].find(f"{W}abstractNumId")) if list_id in self.lists else ""
            link = value(self.patterns[pattern_id].find(f"{W}numStyleLink")) if pattern_id in self.patterns else ""
            linked = self.sheet.paragraph_property(link, "numPr") if link else None
            if linked is None:
                return pattern_id
            list_id = value(linked.find(f"{W}numId"))
        return ""

    def pattern(self, list_id: str) -> etree._Element | None:
        return self.patterns.get(self.pattern_id(list_id))

    def override(self, list_id: str, depth: int) -> etree._Element | None:
        found = self.lists[list_id].findall(f"{W}lvlOverride") if list_id in self.lists else []
        return next((one for one in found if value(one, "ilvl") == str(depth)), None)

    def level(self, list_id: str, depth: int) -> Level:
        if (list_id, depth) not in self.levels:
            self.levels[list_id, depth] = self.read_level(list_id, depth)
        return self.levels[list_id, depth]

    def read_level(self, list_id: str, depth: int) -> Level:
        override, pattern = self.override(list_id, depth), self.pattern(list_id)
        own = override.find(f"{W}lvl") if override is not None else None
        levels = pattern.findall(f"{W}lvl") if pattern is not None else []
        found = own if own is not None else next((one for one in levels if value(one, "ilvl") == str(depth)), None)
        if found is None:
            return BARE
        return Level(
            value(found.find(f"{W}numFmt")) or "decimal",
            whole_number(value(found.find(f"{W}start")), 0),
            value(found.find(f"{W}lvlText")),
            value(found.find(f"{W}lvlRestart")) != "0",
        )

    def count(self, list_id: str, depth: int, level: Level) -> int:
        counts = self.counts.setdefault(self.pattern_id(list_id), {})
        begins_at = self.begins_anew(list_id, depth)
        if begins_at is not None:
            counts[depth] = begins_at
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        for deeper in [deep for deep in counts if deep > depth and self.level(list_id, deep).restarts]:
            del counts[deeper]
        return counts[depth]

    def begins_anew(self, list_id: str, depth: int) -> int | None:
        """The number that a list says it begins with, the first time it comes."""
        if (list_id, depth) in self.begun:
            return None
        self.begun.add((list_id, depth))
        override = self.override(list_id, depth)
        start = override.find(f"{W}startOverride") if override is not None else None
        return whole_number(value(start)) if start is not None else None

    def label(self, list_id: str, level: Level) -> str:
        """The sign as the page shows it: "2.1", "Step 3:"."""
        counts = self.counts[self.pattern_id(list_id)]

        def number(place: re.Match) -> str:
            depth = int(place[1]) - 1
            one = self.level(list_id, depth)
            return in_style(counts.get(depth, one.start), STYLES.get(one.form, ""))

        return PLACE.sub(number, level.text).strip()
