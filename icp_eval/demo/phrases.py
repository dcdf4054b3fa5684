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
SLOT = re.compile(r"\{([a-z]+)(2?)(_[a-z]+)?\}")
FIXED_SLOTS = ("name", "lead", "patients", "one", "scheme", "tool", "board", "meets", "area")
CLAUSES = {
    "a": ("", "how", "change", "hope"),
    "h": ("", "effect", "response"),
    "f": ("", "how"),
    "p": ("", "gives", "before", "now"),
    "o": ("", "np"),
    "x": ("", "how"),
    "t": ("", "response"),
    "k": ("",),
    "m": ("", "how"),
    "r": ("",),
    "i": ("",),
}
OTHER_NAMES = {"partner": "p", "activity": "a", "hinder": "h", "help": "f"}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
SPOKESMEN = ("gp", "hospital_doctor", "user_carer")


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

    def say(
        self, template: str, *seed: object, at: int | None = None, way: int | None = None, own_chair: bool = False
    ) -> str:
        """One sentence of the site, as plain text; sentences with the same `at` speak of the same facts."""
        luck = chance(self.slug, template, *seed)

        def choose(found: re.Match[str]) -> str:
            options = found[1].split("|")
            return luck.choice(options) if way is None else options[way % len(options)]

        text = template
        while CHOICE.search(text):
            text = CHOICE.sub(choose, text)
        text = NUMBER.sub(lambda found: number_in_text(luck.randint(int(found[1]), int(found[2]))), text)
        text = MONTHS_AGO.sub(lambda found: self.month(int(found[1])), text)
        start = luck.randrange(1000) if at is None else at
        text = SLOT.sub(lambda found: self.slot(found[1] + (found[3] or ""), start + len(found[2]), own_chair), text)
        return capitalised(" ".join(text.split()))

    def month(self, ago: int) -> str:
        """The name of the month so many months before the round's deadline."""
        return (self.deadline - timedelta(days=30 * ago)).strftime("%B")

    def slot(self, name: str, at: int, own_chair: bool) -> str:
        """What the site puts for a slot."""
        letter, _, cell = OTHER_NAMES.get(name, name).partition("_")
        if letter in CLAUSES:
            return self.row(letter, at)[CLAUSES[letter].index(cell)]
        if name in FIXED_SLOTS:
            return self.facts[name]
        if name == "team":
            team = self.facts["team"]
            return "the rest of us" if team.removeprefix("the ") == self.row("p", at)[0] else team
        if name == "chair":
            return self.facts["chair"] if own_chair else "our chair"
        if name == "weekday":
            return WEEKDAYS[at % 5]
        if name == "place":
            return self.facts["places"][at % len(self.facts["places"])]
        if name == "role":
            return self.role(at)
        raise KeyError(name)

    def row(self, letter: str, at: int) -> list[str]:
        """The cells of the site's fact of this kind."""
        rows = self.facts["clauses"][letter]
        return cells(rows[(at + len(letter)) % len(rows)])

    def role(self, at: int) -> str:
        """The job title of somebody who does the daily work."""
        staff = [cells(row) for row in self.facts["staff"]]
        titles = [job_in_text(row[1]) for row in staff if row[3] not in SPOKESMEN]
        return titles[at % len(titles)]


NUMBER_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def number_in_text(number: int) -> str:
    """A number as it is written in a sentence."""
    return NUMBER_WORDS[number] if number < len(NUMBER_WORDS) else str(number)


def job_in_text(title: str) -> str:
    """A job title inside a sentence: small letters, initials kept, without what follows a comma."""
    return " ".join(word if word.isupper() else word.lower() for word in title.split(",")[0].split())


def capitalised(text: str) -> str:
    """The text with a capital at the start of each sentence."""
    return re.sub(r"(^|[.?!] )([a-z])", lambda found: found[1] + found[2].upper(), text)


def paragraph(sentences: list[str]) -> str:
    """The sentences as one html block."""
    return f"<p>{html.escape(' '.join(sentences), quote=False)}</p>"
