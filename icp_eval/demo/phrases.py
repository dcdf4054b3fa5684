"""Turns templates into a site's own sentences: {slot}, {20-40} a number, [this|that] a choice of words."""

import hashlib
import html
import random
import re
from dataclasses import dataclass
from datetime import date, timedelta

from icp_eval.demo.facts import cells, site_facts, site_slugs

CHOICE = re.compile(r"\[([^\[\]]*)\]")
NUMBER = re.compile(r"\{(\d+)-(\d+)\}")
MONTHS_AGO = re.compile(r"\{month(\d)\}")
SLOT = re.compile(r"\{(\w+)\}")
FIXED_SLOTS = ("name", "lead", "patients", "one", "team", "scheme", "tool", "board", "meets", "chair", "area")
ROW_SLOTS = {
    "a": ("activities", ["category", "activity", "who", "direction", "how", "change", "outcome"]),
    "h": ("hinders", ["factor", "locus", "effect", "response"]),
    "f": ("helps", ["factor", "locus", "how"]),
    "p": ("partners", ["org", "sector", "contribution", "tie", "history", "start", "now", "why"]),
    "o": ("outcomes", ["area", "change", "before", "after", "source"]),
    "x": ("outside", ["factor", "level", "effect", "how"]),
    "t": ("threats", ["threat", "response"]),
    "m": ("money", ["element", "source"]),
    "r": ("running", ["category", "item", "org"]),
    "u": ("outputs", ["output", "unit", "evidence"]),
    "i": ("initiatives", ["initiative", "overlap", "share", "reason"]),
    "k": ("milestones", ["milestone"]),
}
PROPER = {"National", "GP", "English", "Saturday", "Monday", "Thursday", "Expert", "Wakefield", "Somali", "Ramadan"}
ONE_OF = {
    "activity": ("activities", 1, "the "), "hinder": ("hinders", 0, "the problem of "),
    "help": ("helps", 0, ""),
}  # fmt: skip
OPENINGS = {
    "a_activity": "the ", "h_factor": "the problem of ", "x_factor": "the effect of ", "u_output": "the count of ",
}  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def chance(*seed: object) -> random.Random:
    """A source of chance that gives the same for the same seed on every machine."""
    text = "/".join(str(part) for part in seed)
    return random.Random(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big"))


def turn(slug: str, *seed: object) -> int:
    """The site's place in an order of all sites shuffled for this seed: neighbours seldom share a template."""
    order = list(site_slugs())
    chance("turn", *seed).shuffle(order)
    return order.index(slug)


@dataclass(frozen=True, eq=False)
class Voice:
    """A site writing in one round: expands templates with its own facts."""

    slug: str
    round_number: int
    calendar: dict[int, date]

    @property
    def deadline(self) -> date:
        """This round's deadline: every date is counted from it."""
        return self.calendar[self.round_number]

    @property
    def period_start(self) -> date:
        """The day after the last round's deadline."""
        if self.round_number - 1 in self.calendar:
            return self.calendar[self.round_number - 1] + timedelta(days=1)
        return self.started

    @property
    def started(self) -> date:
        """When the Pilot began."""
        return min(self.calendar.values()) - timedelta(days=110)

    @property
    def facts(self) -> dict:
        return site_facts(self.slug)

    def say(self, template: str, *seed: object) -> str:
        """One sentence of the site, as plain text."""
        luck = chance(self.slug, template, *seed)
        text = template
        while CHOICE.search(text):
            text = CHOICE.sub(lambda found: luck.choice(found[1].split("|")), text)
        text = NUMBER.sub(lambda found: str(luck.randint(int(found[1]), int(found[2]))), text)
        text = MONTHS_AGO.sub(lambda found: self.month(int(found[1])), text)
        chosen = {prefix: luck.choice(self.facts[key]) for prefix, (key, _) in ROW_SLOTS.items()}
        text = SLOT.sub(lambda found: row_slot(found, chosen) or self.slot(found[1], luck), text)
        return capitalised(" ".join(text.split()))

    def month(self, ago: int) -> str:
        """The name of the month so many months before the round's deadline."""
        return (self.deadline - timedelta(days=30 * ago)).strftime("%B")

    def slot(self, name: str, luck: random.Random) -> str:
        """What the site puts for a slot without a row."""
        if name in FIXED_SLOTS:
            return self.facts[name]
        if name == "weekday":
            return luck.choice(WEEKDAYS)
        if name == "place":
            return luck.choice(self.facts["places"])
        if name == "partner":
            return cells(luck.choice(self.facts["partners"]))[0]
        if name == "role":
            return job_in_text(cells(luck.choice(self.facts["staff"]))[1])
        if name in ONE_OF:
            key, cell, opening = ONE_OF[name]
            return opening + lower_first(cells(luck.choice(self.facts[key]))[cell])
        raise KeyError(name)


def job_in_text(title: str) -> str:
    """A job title inside a sentence: small letters, initials kept."""
    return " ".join(word if word.isupper() else word.lower() for word in title.split())


def row_slot(found: re.Match[str], chosen: dict[str, str]) -> str:
    """A cell of the row chosen for this sentence: {a_how}, {o_before}; "" for any other slot."""
    prefix, _, cell = found[1].partition("_")
    if not cell:
        return ""
    text = cells(chosen[prefix])[ROW_SLOTS[prefix][1].index(cell)]
    if cell == "org":
        return text
    before_colon = found.string[found.end() : found.end() + 1] == ":"
    return lower_first(text) if before_colon else OPENINGS.get(found[1], "") + lower_first(text)


def capitalised(text: str) -> str:
    """The text with a capital at the start of each sentence."""
    return re.sub(r"(^|[.?!] )([a-z])", lambda found: found[1] + found[2].upper(), text)


def lower_first(text: str) -> str:
    """The text for use inside a sentence: initials, names and titles keep their capital."""
    first, _, rest = text.partition(" ")
    a_name = first.rstrip(",s") in PROPER or (rest[:1].isupper() and len(first) > 1)
    return text if a_name or (first[1:] and not first[1:].rstrip(",").islower()) else text[:1].lower() + text[1:]


def paragraph(sentences: list[str]) -> str:
    """The sentences as one html block."""
    return f"<p>{html.escape(' '.join(sentences), quote=False)}</p>"
