"""Sets of sites that attributes select: "the Pilots led by an acute trust in the north" may be one or two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reporting.anonymity.counts import ALL_SITES
from reporting.anonymity.pilot_words import NOT_ALONE, WHOLES, is_elsewhere
from reporting.anonymity.sentences import sentences_of

PILOT = r"(?:Pilots?|pilots?|sites?|Deep\s+Dives?)"
SPOKEN_OF = re.compile(PILOT, re.IGNORECASE)
# Another word for Pilots, which a set may be of where an attribute can be of nothing else: the London scheme
OTHER = rf"(?:{WHOLES}|projects?|teams?|areas?)"
OTHER_SPOKEN_OF = re.compile(rf"\b{OTHER}\b", re.IGNORECASE)
# An attribute that a part of any Pilot may have too, unless that leads: the hospital team
LOOSE = frozenset(
    "hospital|council|pct|capital|north|south|east|eastern|northern|southern|rural|remote|coast|coastal|holiday|acute provider|"
    "hospital trust|acute trust|primary care trust|local authority|foundation trust|county council|borough council|"
    "acute hospital|case study|care trust|mental health trust|one practice|one general practice|medical practice|gp surgery|"
    "private company|private sector|midland".split("|")
)
LINK = (
    r"(?:(?:in|from|of|on|at|with|within|for|led|run|based|that|which|who|whose|where|is|are|was|were|has|have|had|a|an|the|by|its|"
    r"serving|covering|formed|made\s+up|consisting|and|,|lead|leader|host|hosted|located|situated|only|whole|large|main|partner|partners|region|area|as|England|\()\s*)"
)


ONLY = re.compile(
    r"\b(?:the|our)\s+(?:only|sole)\s+(?!one\b)(?:[a-z-]+\s+)?(?:Pilot|site)\b(?!\s+(?:visit|manager))"
    rf"|\b(?:the|our)\s+only\s+(?:[a-z-]+\s+){{1,3}}(?:in|of)\s+the\s+(?:programme|{ALL_SITES})\b"
    rf"|\b(?:the|an?|our)\s+(?:[a-z-]+\s+){{0,3}}(?:trust|practice|council|company|enterprise|charity|resort|borough|county)\s+among\s+(?:the|our)\s+(?:{ALL_SITES}|sites|Pilots)\b"
    r"|\b(?:the|our)\s+(?:smallest|largest|biggest|oldest|youngest|newest|poorest|richest|busiest|longest[\s-]+established|lowest|highest|fewest|most\s+"
    rf"(?:rural|urban|remote|deprived|northerly|southerly|populous))\s+(?:of\s+(?:the|these|all)\s+(?:Pilots|sites|{ALL_SITES})|Pilot\b|site\b)"
    r"|\bthe\s+(?:Pilot|site)\s+with\s+the\s+(?:lowest|highest|fewest|most|smallest|largest|shortest|longest)\b",
    re.IGNORECASE,
)


class SiteSets:
    """Attributes with their sites; a phrase about Pilots is told when those it selects are fewer than k."""

    def __init__(self, attributes: Iterable[tuple[str, list[str], set[str]]], *, k: int) -> None:
        self.k = k
        self.sites: dict[str, frozenset[str]] = {}
        for _, words, sites in attributes:
            for word in words:
                self.sites[plain(word)] = self.sites.get(plain(word), frozenset(sites)) & frozenset(sites)
        longest_first = sorted(self.sites, key=lambda word: (-len(word), word))
        said = "|".join(re.escape(word).replace(r"\ ", r"[\s-]+") for word in longest_first) or r"(?!)"
        self.word = re.compile(rf"\b(?:{said})(?:[’']s)?\b", re.IGNORECASE)
        attribute = rf"(?:{said})(?:[’']s|-based|-led|-wide)?"
        between = r"(?:[a-z-]+\s+){0,1}?"
        self.phrase = re.compile(
            rf"\b(?:(?:{attribute})[\s,]+(?:and\s+)?){{1,3}}{between}{PILOT}\b(?:\s+{LINK}{{1,8}}(?:{attribute})){{0,3}}"
            rf"|\b{PILOT}[\s,]+(?:{LINK}{{1,8}}(?:{attribute})[\s,]*){{1,4}}",
            re.IGNORECASE,
        )
        tight = "|".join(re.escape(word).replace(r"\ ", r"[\s-]+") for word in longest_first if word not in LOOSE)
        self.other = re.compile(
            rf"\b(?:the|both|both\s+of\s+the|one|two|a|our|only|its)\s+(?:(?:two|other|only|sole|small|large|single|new|three)\s+){{0,2}}"
            rf"(?:(?:(?:{tight or '(?!)'})(?:-based|-wide)?|(?:{said})(?:-led|-run|\s+led|-owned))[\s,]+(?:and\s+)?){{1,2}}{OTHER}\b{NOT_ALONE}"
            rf"|\b{OTHER}\s+(?:that\s+(?:is|are|was|were)\s+|which\s+(?:is|are)\s+)?(?:(?:led|run|headed|hosted|owned|managed)\s+by|formed\s+by)\s+(?:an?\s+|the\s+|its\s+)?(?:{said})\b(?!\s+(?:consultants?|doctors?|managers?|nurses?|teams?|social|staff|officers?))"
            rf"|\b{OTHER}\s+(?:in|from|of|on|serving|covering)\s+(?:the\s+)?(?:{tight or '(?!)'})\b"
            rf"|\b(?:{tight or '(?!)'})\s+among\s+(?:the|our|these)\s+(?:{OTHER}|{PILOT})\b",
            re.IGNORECASE,
        )

    def find(self, text: str) -> Iterator[tuple[int, int, str | None]]:
        """Start, end and the site, where one alone is left."""
        for start, sentence in sentences_of(text):
            for match in self.phrases(sentence):
                chosen = self.chosen(match[0])
                if chosen is not None and 0 < len(chosen) < self.k:
                    end = match.start() + len(match[0].rstrip(" ,"))
                    yield start + match.start(), start + end, next(iter(chosen)) if len(chosen) == 1 else None
        for match in ONLY.finditer(text):
            yield match.start(), match.end(), None

    def phrases(self, sentence: str) -> Iterator[re.Match]:
        if SPOKEN_OF.search(sentence):
            yield from self.phrase.finditer(sentence)
        if OTHER_SPOKEN_OF.search(sentence):
            for match in self.other.finditer(sentence):
                if not is_elsewhere(sentence, match.start()):
                    yield match

    def chosen(self, phrase: str) -> frozenset[str] | None:
        left: frozenset[str] | None = None
        for match in self.word.finditer(phrase):
            sites = self.sites[plain(match[0])]
            left = sites if left is None else left & sites
        return left


def plain(word: str) -> str:
    return re.sub(r"[’']s$", "", " ".join(word.lower().replace("-", " ").split()))
