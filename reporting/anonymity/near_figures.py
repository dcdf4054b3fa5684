"""Figures of one site that are rounded or told as a share: "nearly a third", "some five hundred forms", "in mid-October"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reporting.anonymity.pilot_words import ONE_OTHER
from reporting.anonymity.sentences import sentences_of
from reporting.anonymity.unique_figures import DATE, Known

_I = re.IGNORECASE
_UNITS = "one two three four five six seven eight nine ten eleven twelve".split()
_TENS = "ten twenty thirty forty fifty sixty seventy eighty ninety".split()
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10}
_UNDER = r"nearly|almost|just\s+(?:under|below|short\s+of)|under|less\s+than|fewer\s+than|below|not\s+quite|close\s+to|approaching"
_OVER = r"over|more\s+than|just\s+(?:over|above)|above|upwards\s+of|slightly\s+more\s+than|a\s+little\s+(?:over|more\s+than)"
_ABOUT = r"about|around|some|roughly|approximately|something\s+like|in\s+the\s+region\s+of|or\s+so"
HOW = rf"(?:(?P<under>{_UNDER})|(?P<over>{_OVER})|(?P<about>{_ABOUT}))"
_UNIT = "|".join(_UNITS)
SHARE = re.compile(
    rf"\b(?:{HOW}\s+)?(?:(?P<many>an?|one|two|three|four|five)[\s-]+(?P<part>half|third|quarter|fifth|sixth|seventh|eighth|tenth)s?|(?P<half>half)"
    rf"|(?P<n>{_UNIT}|\d{{1,2}})\s+(?:out\s+of|in)(?:\s+every)?\s+(?P<m>{_UNIT}|\d{{1,2}})|(?P<percent>\d{{1,2}})\s?(?:%|per\s?cent|(?:in|out\s+of)\s+(?:every\s+)?(?:a\s+|one\s+)?hundred))\b",
    _I,
)
ROUNDED = re.compile(
    rf"\b{HOW}\s+(?:(?P<figures>\d{{1,3}}(?:,\d{{3}})+|\d{{2,5}})(?!\s?(?:%|per\s?cent)|[\d,]\d)"
    rf"|(?P<times>a|{_UNIT})(?P<half>\s+and\s+a\s+half)?\s+(?P<scale>hundred|thousand)(?:(?:\s+and)?\s+(?P<hundreds>{_UNIT})\s+hundred)?(?:\s+and\s+(?P<and>{'|'.join(_TENS)}))?"
    rf"|(?P<tens>{'|'.join(_TENS)}))\b",
    _I,
)
_MONTHS = "January February March April May June July August September October November December".split()
IN_A_MONTH = re.compile(
    rf"\b(?P<when>early|mid|late|(?:the\s+)?(?:middle|beginning|start|end|first\s+week|last\s+week)\s+of)?[\s-]*"
    rf"(?P<month>{'|'.join(_MONTHS)})\b(?:,?\s+(?P<year>20\d\d))?"
)
WORDS = {
    "questionnaire": r"questionnaires?|surveys?|forms?|packs?|respon\w+|returned|replied|repl(?:y|ies)|came\s+back|sent\s+(?:them\s+)?back",
    "link": r"link(?:ed|ing|age)?|match\w*|hospital\s+(?:data|records?)|HES|traced|put\s+forward|NHS\s+numbers|Information\s+Centre",
    "interview": r"interview\w*|conversations?|spoken\s+to|spoke",
}
OF_ONE = re.compile(
    rf"\b(?:one|this|that|another|the)\s+(?:[\w-]+\s+){{0,2}}(?:Pilot|site|{ONE_OTHER})\b|\b(?:there|here|fewest|lowest|highest|"
    r"any\s+other|anywhere\s+else|elsewhere|smallest|largest|best|poorest)\b|\bit\s+(?:sent|put|gave|identified|returned|had)\b|\bits\b",
    _I,
)
OF_ALL = re.compile(
    r"(?<!lowest of )(?<!highest of )(?<!fewest of )(?<!most of )\b(?:all|most|these|the|of\s+the|across|sixteen|ten|twelve)\s+(?:the\s+|of\s+the\s+)?(?:Pilots|sites)\b|\b(?:overall|altogether|in\s+total|in\s+all|"
    r"together|nationally|England|national|across\s+the\s+programme|programme\s+as\s+a\s+whole|on\s+average)\b",
    _I,
)


class Value(NamedTuple):
    """A figure of a site as a number."""

    number: float
    site: str


class Days(NamedTuple):
    """The days of a month on which something was done at a site."""

    month: str
    first: int
    last: int
    site: str


class NearFigures:
    """The figures of the programme's papers, to be known when they are told less closely."""

    def __init__(self, known: Iterable[Known], *, k: int) -> None:
        self.k = k
        self.shares: dict[str, list[Value]] = defaultdict(list)
        self.counts: dict[str, list[Value]] = defaultdict(list)
        self.days: dict[str, list[Days]] = defaultdict(list)
        for one in known:
            for measure in WORDS:
                if measure in one.words:
                    self.keep(one, measure)
        self.words = {measure: re.compile(rf"\b(?:{said})\b", _I) for measure, said in WORDS.items()}

    def keep(self, one: Known, measure: str) -> None:
        figure = one.figure.replace(",", "")
        if figure.endswith("%"):
            self.shares[measure].append(Value(float(figure[:-1]), one.site))
        elif figure.isdigit():
            self.counts[measure].append(Value(int(figure), one.site))
        else:
            for first, last, month, _ in DATE.findall(figure):
                self.days[measure].append(Days(month, int(first), int(last or first), one.site))

    def find(self, text: str) -> Iterator[tuple[int, int, str | None]]:
        """Start, end and the site, where it is one."""
        for start, sentence in sentences_of(text):
            measures = [measure for measure, said in self.words.items() if said.search(sentence)]
            if measures and OF_ONE.search(sentence) and not OF_ALL.search(sentence):
                for match, sites in self.in_sentence(sentence, measures):
                    if 0 < len(sites) < self.k:
                        yield start + match.start(), start + match.end(), next(iter(sites)) if len(sites) == 1 else None

    def in_sentence(self, sentence: str, measures: list[str]) -> Iterator[tuple[re.Match, set[str]]]:
        for match in SHARE.finditer(sentence):
            low, high = reach_of_share(match)
            yield match, self.within(self.shares, measures, low, high)
        for match in ROUNDED.finditer(sentence):
            low, high = reach_of_number(match)
            yield match, self.within(self.counts, measures, low, high)
        for match in IN_A_MONTH.finditer(sentence):
            first, last = days_of(match["when"])
            yield (
                match,
                {
                    days.site
                    for measure in measures
                    for days in self.days[measure]
                    if days.month == match["month"] and days.first <= last and days.last >= first
                },
            )

    @staticmethod
    def within(values: dict[str, list[Value]], measures: list[str], low: float, high: float) -> set[str]:
        return {one.site for measure in measures for one in values[measure] if low <= one.number <= high}


def reach_of_share(match: re.Match) -> tuple[float, float]:
    """Between which percentages a share lies as it is told."""
    if match["percent"]:
        share = float(match["percent"])
        return (share - 3, share) if match["under"] else (share, share + 3) if match["over"] else (share, share)
    if match["half"]:
        share = 50.0
    elif match["part"]:
        share = (
            100 * (1 if match["many"].lower() in {"a", "an"} else rank(match["many"])) / _PARTS[match["part"].lower()]
        )
    else:
        share = 100 * rank(match["n"]) / max(rank(match["m"]), 1)
    return (share - 4, share) if match["under"] else (share, share + 5) if match["over"] else (share - 2.6, share + 2.6)


def reach_of_number(match: re.Match) -> tuple[float, float]:
    """Between which numbers a rounded one lies."""
    if match["figures"]:
        number = float(match["figures"].replace(",", ""))
    elif match["tens"]:
        number = 10.0 * (_TENS.index(match["tens"].lower()) + 1)
    else:
        times = (1 if match["times"].lower() == "a" else rank(match["times"])) + (0.5 if match["half"] else 0)
        tens = 10 * (_TENS.index(match["and"].lower()) + 1) if match["and"] else 0
        hundreds = 100 * rank(match["hundreds"]) if match["hundreds"] else 0
        number = times * (100 if match["scale"].lower() == "hundred" else 1000) + hundreds + tens
    if match["under"]:
        return number * 0.94, number - 1
    return (number + 1, number * 1.06) if match["over"] else (number * 0.96, number * 1.04)


def days_of(when: str | None) -> tuple[int, int]:
    """The days that "mid" or "the end of" stands for."""
    plain = (when or "").lower()
    if plain.startswith(("early", "the beginning", "beginning", "the start", "start", "the first", "first")):
        return 1, 10
    if plain.startswith(("mid", "the mid")):
        return 10, 20
    return (21, 31) if plain.startswith(("late", "the end", "end", "the last", "last")) else (1, 31)


def rank(said: str) -> int:
    return int(said) if said.isdigit() else _UNITS.index(said.lower()) + 1
