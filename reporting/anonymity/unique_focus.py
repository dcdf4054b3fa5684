"""What fewer than k sites work on: an intervention focus or a patient group that points to one or two."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reporting.anonymity.counts import ALL_SITES
from reporting.anonymity.pilot_words import GENERAL, LOOSELY, TOPIC
from reporting.anonymity.stems import stems_by_sentence, telling_stem

PILOT = r"(?:Pilots?|pilots?|sites?)"
# One Pilot that is meant: "one Pilot", "the falls Pilot", "at this site", "one of the sixteen", "the Pilots for falls";
# "most Pilots" are not
MEANT = re.compile(
    r"\b(?:one|a|the|this|that|another|only)(?:\s+[\w-]+){0,4}\s+(?:Pilot|site)\b"
    r"|\b(?:two|one\s+of\s+the)(?:\s+[\w-]+){0,4}\s+(?:Pilots|sites)\b"
    rf"|\bone\s+of\s+(?:the|our)\s+{ALL_SITES}\b"
    r"|\bthe\s+(?:Pilots?|sites?)\s+(?:for|on|dealing\s+with|concerned\s+with|working\s+(?:on|with))\b",
    re.IGNORECASE,
)
# One place at work: "the clinic saw", "our GPs check", "a ward was moved"
LOCAL = re.compile(
    r"\b(?:the|a|an|our|this|that)\s+(?:[\w-]+\s+){0,3}(?:clinic|ward|team|service|surgery|hospital|scheme|unit|register|"
    r"network|practice|partnership|enterprise|GPs|nurses|practices|clients)\b",
    re.IGNORECASE,
)
# What was done for patients: "patients with diabetes were sent", "consultations rose"
PATIENTS = re.compile(
    r"\b(?:patients|people|residents|carers|clients|users|those)\s+(?:with|who|of|in|at|are|were)\b|\b(?:screening|consultations?|"
    r"therapies|nurses?|clinics?|GPs|practitioners?|diary|admissions?|register|visits?)\b",
    re.IGNORECASE,
)
DONE = re.compile(
    r"\b(?:were|was|had|wrote|took|rose|fell|grew|came|went|saw|gave|sent|began|moved|ran|"
    r"(?:have|has)\s+(?:been\s+\w+|fallen|risen|grown)|(?:are|is)\s+\w+ed)\b"
)
MANY = re.compile(
    r"\b(?:most|many|several|some|all|few|half|number|majority|these|more|those|other|the)\s+(?:of\s+the\s+)?(?:Pilots|sites|plans|documents|boards)\b",
    re.IGNORECASE,
)
WORKS_ON = (
    r"(?:works?|working)\s+(?:with|on|in|for)|focus\w*|concentrat\w+|visit\w*|screen\w*|looks?\s+after|turn|concern\w*|aim\w*|target\w*|for\s+people|people\s+(?:with|who)|patients\s+"
    r"(?:with|who)|whose|serv(?:es?|ing)|offer\w*|runs?|provid\w+|treat\w*|speciali[sz]\w+|sets?\s+up|develop\w*|deal\w*|"
    r"register|turned|keeps?|risk\s+of|care\s+for|dedicated|intervention"
)
AROUND = 70  # characters before and after a topic that say whether it is worked on
FALLS_OF_NUMBERS = r"(?!\s+(?:in|of|to|from|under|short|into|on|by|within|outside|back|below|between|away|off|apart)\b)"


class Topic(NamedTuple):
    name: str
    sites: frozenset[str]
    words: tuple[str, ...]


class UniqueFocus:
    """The topics of fewer than k sites, each with its words by how strongly they tell."""

    def __init__(self, topics: Iterable[tuple[str, str, list[str]]], *, k: int) -> None:
        sites: dict[str, set[str]] = defaultdict(set)
        words: dict[str, set[str]] = defaultdict(set)
        for site, topic, said in topics:
            sites[topic].add(site)
            words[topic] |= set(said)
        self.topics = [Topic(t, frozenset(sites[t]), tuple(words[t])) for t in sites if 0 < len(sites[t]) < k]
        self.stems = {telling_stem(word.lstrip("!~")) for topic in self.topics for word in topic.words}
        self.always = self.pattern("!")
        self.meant = self.pattern("")
        self.worked_on = self.pattern("~")

    def pattern(self, *marks: str) -> re.Pattern | None:
        said = {word for topic in self.topics for word in topic.words}
        marked = [word.lstrip("!~") for word in said if (word[0] if word[0] in "!~" else "") in marks]
        longest_first = sorted(marked, key=lambda word: (-len(word), word))
        return re.compile(rf"\b(?:{'|'.join(map(worded, longest_first))})", re.IGNORECASE) if marked else None

    def find(self, text: str) -> Iterator[tuple[int, int, str | None]]:
        """Start, end and the site, where it is one."""
        for start, sentence, stems in stems_by_sentence(text) if self.topics else ():
            for match in self.in_sentence(sentence) if not stems.isdisjoint(self.stems) else ():
                yield start + match.start(), start + match.end(), self.site_of(match[0])

    def in_sentence(self, sentence: str) -> Iterator[re.Match]:
        if self.always and not TOPIC.search(sentence):
            yield from self.always.finditer(sentence)
        if not tells_of_one(sentence):
            return
        if self.meant:
            yield from self.meant.finditer(sentence)
        for match in self.worked_on.finditer(sentence) if self.worked_on else ():
            if is_worked_on(sentence, match.start(), match.end()):
                yield match

    def site_of(self, hit: str) -> str | None:
        plain = " ".join(hit.lower().replace("-", " ").split())
        for topic in self.topics:
            if (
                any(plain == word.lstrip("!~").lower().replace("-", " ") for word in topic.words)
                and len(topic.sites) == 1
            ):
                return next(iter(topic.sites))
        return None


def tells_of_one(sentence: str) -> bool:
    """Whether it is about one Pilot, or one place at work, and not about many."""
    if GENERAL.search(sentence) or LOOSELY.search(sentence):
        return False
    if MANY.search(sentence) and not re.search(r"\bone\b", sentence, re.IGNORECASE):
        return False
    return bool(
        MEANT.search(sentence) or LOCAL.search(sentence) or (PATIENTS.search(sentence) and DONE.search(sentence))
    )


def worded(word: str) -> str:
    """A word with its spaces and hyphens free, and a plural allowed; falls of numbers are none."""
    free = re.escape(word).replace(r"\ ", r"[\s-]+").replace(r"\-", r"[\s-]+")
    return rf"{free}{FALLS_OF_NUMBERS}\b" if word == "falls" else rf"{free}(?:s|es)?\b"


def is_worked_on(sentence: str, start: int, end: int) -> bool:
    """Said of what a Pilot works on: beside it, or after a verb of working on."""
    if re.match(rf"\s+(?:(?:[\w-]+\s+){{0,2}}{PILOT}|focus|intervention)\b", sentence[end : end + AROUND]):
        return True
    before = sentence[max(0, start - AROUND) : start]
    return bool(re.search(rf"\b(?:{WORKS_ON})\b(?:\W+[\w-]+){{0,7}}\W*$", before, re.IGNORECASE))
