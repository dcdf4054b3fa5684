"""Figures that only one site has: of the programme's papers, of its documents, of its cost tables."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reporting.anonymity.stems import has_figures, stems_by_sentence, telling_stem

NUMBER = re.compile(r"(?<![\w.,/-])£?(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(\s?%|\s+per\s?cent)?(?![\w/]|[.,]\d)")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?:\s*(?:[-–—]|to|and)\s*(\d{{1,2}})(?:st|nd|rd|th)?)?\s+({_MONTHS})(?:\s+(\d{{4}}))?\b"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_UNITS = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TEN, _UNIT, _TEEN = "|".join(_TENS), "|".join(_UNITS), "|".join(_TEENS)
SPELLED = re.compile(
    rf"\b(?=(?:a|{_UNIT}|{_TEEN})\s+(?:hundred|thousand)\b|{_TEN}|{_TEEN})(?:(?P<thousands>a|{_UNIT}|{_TEEN})\s+thousand\b,?\s*)?"
    rf"(?:(?P<hundreds>a|{_UNIT}|{_TEEN})\s+hundred\b)?"
    rf"(?:(?:\s+and\s+|\b)(?:(?P<tens>{_TEN})(?:[\s-](?P<unit>{_UNIT}))?|(?P<teens>{_TEEN})|(?P<ones>{_UNIT}))\b)?(?P<share>\s+per\s+cent)?",
    re.IGNORECASE,
)
SPELLED_WITH = {telling_stem(word) for word in (*_TENS, *_TEENS[6:], "hundred", "thousand")}
OF_EACH = re.compile(
    r"\b\w+s\s+(?:a|per|(?:at|for|in|from)\s+(?:each|every))\s+(?:site|Pilot)\b", re.IGNORECASE
)  # fifteen interviews a site
SMALLEST = 16  # that a number in words may be: smaller ones are of everything
OF_TIME = re.compile(r"(?:\s+(?:and|to|or)\s+\d+)?\s+(?:seconds|minutes|hours|days|weeks|years|miles|pages|words)\b")
NEAR = 45  # characters within which a small figure must stand beside its word
ALONE = 1000  # from here on an odd figure tells by itself


class Known(NamedTuple):
    """One figure of one site."""

    figure: str
    site: str
    words: tuple[str, ...]


class UniqueFigures:
    """Figures that fewer than k sites have; small ones tell beside the words of their measure only."""

    def __init__(self, known: Iterable[Known], *, k: int) -> None:
        by_measure: dict[tuple, set[str]] = defaultdict(set)
        for one in (known := list(known)):
            by_measure[canonical(one.figure), one.words].add(one.site)
        self.known: dict[str, list[Known]] = defaultdict(list)
        for one in known:
            if len(by_measure[canonical(one.figure), one.words]) < k:
                self.known[canonical(one.figure)].append(one)
        phrases = sorted((f for f in self.known if not f[:1].isdigit()), key=len, reverse=True)
        self.phrases = re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})", re.IGNORECASE) if phrases else None
        self.phrases_with = {telling_stem(phrase) for phrase in phrases}
        self.ranges = [f for f in self.known if f[:1].isdigit() and " to " in f]

    def find(self, text: str) -> Iterator[tuple[int, int, str | None]]:
        """Start and end of each, and the site, where it is one."""
        for start, sentence, stems in stems_by_sentence(text):
            for begin, end, site in self.in_sentence(sentence, stems):
                yield start + begin, start + end, site

    def in_sentence(self, sentence: str, stems: frozenset[str]) -> Iterator[tuple[int, int, str | None]]:
        if has_figures(stems):
            for match in DATE.finditer(sentence):
                yield from self.one(match, canonical(match[0]), sentence, NEAR * 4)
            for match in NUMBER.finditer(sentence):
                yield from self.one(match, number(match), sentence, reach(match))
            flat = canonical(sentence)
            for figure in self.ranges:
                if figure in flat and (place := sentence.find(figure.split(" to ")[0].rstrip("%"))) >= 0:
                    yield place, place + len(figure.split(" to ")[0]), self.known[figure][0].site
        if not stems.isdisjoint(SPELLED_WITH):
            for match in SPELLED.finditer(sentence):
                if value(match) >= SMALLEST:
                    yield from self.one(match, spelled(match), sentence, NEAR * 4)
        if self.phrases and not stems.isdisjoint(self.phrases_with):
            for match in self.phrases.finditer(sentence):
                yield match.start(), match.end(), self.known[canonical(match[0])][0].site

    def is_of_one_site(self, figure: str) -> bool:
        return len({known.site for known in self.known[figure]}) == 1

    def one(self, match: re.Match, figure: str, sentence: str, near: int) -> Iterator[tuple[int, int, str | None]]:
        if OF_TIME.match(sentence, match.end()):
            return
        around = sentence[max(0, match.start() - near) : match.end() + near]
        if OF_EACH.search(around):
            return
        for known in self.known.get(figure, ()):
            if (tells_alone(figure) and self.is_of_one_site(figure)) or any(
                re.search(rf"\b{word}", around, re.IGNORECASE) for word in known.words
            ):
                yield match.start(), match.end(), known.site if self.is_of_one_site(figure) else None
                return


def canonical(figure: str) -> str:
    """21 per cent and 21 % are 21%; dashes, "to" and "and" between days are one."""
    plain = re.sub(r"\s?(?:%|per\s?cent)", "%", figure.replace(",", ""))
    plain = re.sub(
        rf"(\d)(?:st|nd|rd|th)?\s*(?:[-–—]|to|and)\s*(\d+)(?:st|nd|rd|th)?\s+({_MONTHS})", r"\1-\2 \3", plain
    )
    return " ".join(plain.lower().split())


def number(match: re.Match) -> str:
    bare = match[1].replace(",", "")
    return f"{bare}%" if match[2] else bare


def spelled(match: re.Match) -> str:
    """One hundred and fifty is 150, twenty-seven per cent 27%."""
    return f"{value(match)}%" if match["share"] else str(value(match))


def value(match: re.Match) -> int:
    small = rank(_UNITS, match["unit"] or match["ones"], first=1) + rank(_TEENS, match["teens"], first=10)
    return (
        1000 * many(match["thousands"])
        + 100 * many(match["hundreds"])
        + 10 * rank(_TENS, match["tens"], first=2)
        + small
    )


def many(word: str | None) -> int:
    """How many hundreds or thousands: a hundred is one of them."""
    return 1 if word in {"a", "A"} else rank(["", *_UNITS, *_TEENS], word, first=0)


def rank(words: list[str], word: str | None, *, first: int) -> int:
    return words.index(word.lower()) + first if word else 0


def reach(match: re.Match) -> int:
    """How far its word may stand: near for two digits, in the sentence for more."""
    return NEAR if len(match[1]) < 3 and not match[2] else NEAR * 4


def tells_alone(figure: str) -> bool:
    return figure.isdigit() and int(figure) >= ALONE and len(figure.rstrip("0")) > 2 and not 1900 <= int(figure) <= 2100
