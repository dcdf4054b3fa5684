"""Counts, complements, orders and sets of Pilots under another word: "all the schemes but one", "the newest team"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reporting.anonymity.counts import ALL_SITES, NUMBERS, in_words
from reporting.anonymity.pilot_words import (
    NOT_ALONE,
    ONE_OTHER,
    OTHER,
    OWN,
    PARTS,
    PLAIN,
    PROGRAMME,
    WHOLES,
    is_elsewhere,
)
from reporting.anonymity.stems import stems_by_sentence, telling_stem

ANY = rf"(?:{OWN}|{OTHER})"
NUMBER = rf"(?:{'|'.join(NUMBERS[1:])}|\d{{1,2}})"
ONLY = r"(?:only|just|exactly|merely|barely|no\s+more\s+than|at\s+most)"
BUT = r"(?:but(?:\s+for)?|bar|save(?:\s+for)?|except(?:ing)?(?:\s+for)?|apart\s+from|other\s+than|excluding|with\s+the\s+exception\s+of)"
SUPERLATIVE = (
    r"(?:largest|smallest|biggest|oldest|youngest|newest|latest|earliest|poorest|richest|busiest|longest[\s-](?:established|standing|"
    r"running|lived)|best[\s-]known|best[\s-]funded|northernmost|southernmost|easternmost|westernmost|(?:most|least)\s+(?:rural|urban|remote|deprived|affluent|isolated|"
    r"northerly|southerly|easterly|westerly|populous|densely\s+populated|sparsely\s+populated|diverse|northern|southern|distant|"
    r"established|expensive|costly)|cheapest|dearest|costliest|remotest|wealthiest)"
)
_I = re.IGNORECASE
# A number, then the word: the number is told if few or nearly all
COUNT = re.compile(
    rf"(?<![\w.,/£-])(?P<only>{ONLY}\s+)?(?P<number>a\s+single|a\s+lone|a\s+sole|(?:fewer|less)\s+than\s+(?:two|three)|{NUMBER})\s+(?P<of>(?:out\s+)?of\s+)?(?P<the>the\s+|these\s+|those\s+|our\s+|all\s+the\s+)?"
    rf"{PLAIN}{{0,3}}(?P<noun>{OTHER})\b{NOT_ALONE}(?P<alone>\s+(?:only|alone)\b)?",
    _I,
)
OF_ALL_FIRST = re.compile(
    rf"\b(?:of|among)\s+(?:all\s+)?(?:the|these|our|{ALL_SITES})\s+{PLAIN}{{0,2}}(?P<noun>{ANY})\b[^.;:]{{0,30}}?,\s+(?P<only>{ONLY}\s+(?:the\s+)?)?(?P<number>{NUMBER})\b(?!\s+(?:in|per|out)\b)",
    _I,
)
COUPLE = re.compile(
    rf"\ba\s+(?:couple|pair|brace)\s+of\s+{PLAIN}{{0,2}}(?P<noun>{OTHER})\b{NOT_ALONE}"
    rf"|\b(?:neither|either|both)\s+of\s+the\s+(?:two\s+)?{PLAIN}{{0,2}}(?P<noun2>{OTHER})\b{NOT_ALONE}",
    _I,
)
EXCEPTION = re.compile(
    rf"\b(?:barring|with|but\s+for)\s+(?:a\s+single|one|two|a\s+lone|a\s+couple\s+of|just\s+one|only\s+one)\s+exceptions?\b"
    rf"|\b(?:all|every|each)\s+(?:of\s+the\s+|the\s+)?{PLAIN}{{0,2}}(?:{OWN}|{WHOLES}|areas|projects|teams?)\b[^.;:,]{{0,60}}?\s{BUT}\s+(?:one|two|just\s+one|only\s+one)\b(?!\s+(?:of\s+(?:its|the)\s+)?(?!{ANY})[a-z]+s?\s+\w)",
    _I,
)
NOBODY_ELSE = re.compile(
    rf"\b(?:nobody|no\s+one|none)\s+else\s+in\s+the\s+programme\b|\bno\s+other\s+(?:{OWN}|{WHOLES}|project|team|area)\b(?!\s+(?:of|for|managers?)\b)|"
    rf"\b(?:alone|unique|uniquely)\s+(?:among|amongst|of)\s+(?:all\s+)?(?:the|our|these)\s+{PLAIN}{{0,2}}(?:{ANY}|{ALL_SITES})\b",
    _I,
)
OTHERS = re.compile(
    rf"\b(?:the|these)\s+(?:other|remaining|last)\s+(?P<number>{NUMBER})\b(?=\s+(?:{ANY})\b|\s*[,.;]|\s+(?:have|had|has|are|were|did|do|gave|sent|chose|said|asked|wrote)\b)"
    rf"|\bthe\s+(?P<number2>{NUMBER})\s+others\b",
    _I,
)
EXCEPT = re.compile(
    rf"\b(?:all|every|each|everyone|everybody|(?:the\s+whole|the\s+entire)\s+(?:group|set|programme))(?:\s+of\s+(?:the|these|our))?\s{{0,3}}{PLAIN}{{0,2}}(?:{ANY})?\s{{0,3}}"
    rf"(?:[^.;:]{{0,40}}?,\s)?(?:\s{{0,3}}\(?{BUT})\s+(?P<left>the\s+(?:one|two|last|sole|{SUPERLATIVE}|\w{{3,12}}est)\b(?:\s+{ANY}\b)?(?:\s+(?:in|on|with|from|at|near|by|that)\s+(?:the\s+)?\w+)?|(?P<number>{NUMBER})\b(?!\s+of\s+(?:the|its|our)\s+(?!{ANY})))",
    _I,
)
BUT_ONE = re.compile(
    rf"\ball\s+(?:of\s+)?(?:the\s+)?{PLAIN}{{0,2}}(?:{ANY})\s+{BUT}\s+(?P<number>{NUMBER})\b"
    rf"|\bevery\s+{PLAIN}{{0,2}}(?:{ANY})\s+{BUT}\s+(?P<number2>{NUMBER})\b"
    rf"|\ball\s+(?:{BUT})\s+(?P<number3>{NUMBER})\s+(?:of\s+(?:the|them)\s+)?{PLAIN}{{0,2}}{OTHER}\b",
    _I,
)
REST = re.compile(
    rf"\ball\s+(?:of\s+)?the\s+other(?:s|\s+{PLAIN}{{0,1}}{ANY})\s+(?:have|had|are|were|do|did|gave|sent|wrote|took)\b(?!\s+(?:been|to)\b)"
    rf"|\bunlike\s+(?:all|every|any)\s+(?:of\s+)?(?:the\s+)?(?:others?|other\s+{ANY})\b",
    _I,
)
CONTRAST = re.compile(
    r"\b(?:this\s+one|only\s+this|but\s+(?:this|one|here)|here|alone|whereas|while\s+(?:this|one))\b", _I
)
PLACE_IN_ORDER = [
    re.compile(said, _I)
    for said in (
        rf"\b(?:the|our|its)\s+(?:(?:second|third)[\s-])?{SUPERLATIVE}\s+(?:and\s+\w+\s+)?(?:of\s+(?:all\s+)?(?:the|these|our)\s+{PLAIN}{{0,2}}(?:{ANY})|of\s+all\s+(?:the\s+)?(?:{ANY})|(?:{PLAIN})?(?:{OWN}|(?:scheme|partnership|consortium|collaborative|alliance|project|team)s?(?!\s+\w+ing\b)))\b{NOT_ALONE}(?:\s+of\s+(?:all|the\s+{ALL_SITES})\b)?",
        rf"\bthe\s+\w{{3,12}}est\s+of\s+(?:all\s+)?(?:the|our|these)\s+{PLAIN}{{0,2}}(?:{OWN}|{WHOLES}|projects|teams|areas)\b{NOT_ALONE}",
        rf"\b(?:{OWN}|{ONE_OTHER})\s+(?:that\s+(?:is|lies)\s+)?(?:furthest|farthest|nearest|closest)\s+(?:north|south|east|west|from|to|inland)\b",
        rf"\b(?:the\s+)?(?:first|last|second|third)\s+(?:of\s+the\s+(?:{ALL_SITES}|{ANY})\s+)?(?:{ANY}\s+)?(?:in|by|of)\s+(?:the\s+)?(?:alphabet(?:ical(?:ly)?)?(?:\s+order)?|order\s+of\s+the\s+alphabet)\b",
        r"\b(?:comes?|came|stands?|stood|is|was|appears?|listed)\s+(?:first|last|second|third)\s+(?:in\s+the\s+alphabet|alphabetically|in\s+alphabetical\s+order|on\s+the\s+list|in\s+the\s+list)\b",
        rf"\b(?:the\s+)?(?:first|last|earliest|latest)\s+(?:of\s+(?:all\s+)?(?:the\s+)?(?:{ALL_SITES}|{ANY})|(?:{OWN}|scheme|partnership|consortium|collaborative|alliance|project|locality))\s+to\s+(?!be\s+(?:discussed|mentioned))[\w’-]+(?:\s+[\w’-]+){{0,3}}",
        rf"\b(?:{OWN}|{ONE_OTHER})\s+(?:that\s+(?:was|were)\s+)?(?:chosen|selected|approved|picked|admitted|named|launched|visited)\s+(?:first|last)(?:\s+of\s+all)?\b",
        r"\b(?:the\s+)?(?:first|last|earliest|latest)\s+to\s+be\s+(?:chosen|selected|approved|picked|admitted|accepted|funded|launched|announced)\b",
        rf"\bthe\s+(?:{OWN}|scheme|partnership|consortium|collaborative|alliance|project|team|area|locality)\s+with\s+the\s+(?:lowest|highest|fewest|most|smallest|largest|biggest|shortest|longest|oldest|youngest|poorest|greatest|least)(?:\s+\w+){{1,2}}",
        rf"\b(?:the|its|programme[’']s)\s+(?:only|sole|single)\s+(?!one\b)(?:[a-z]+(?:-[a-z]+)?\s+){{0,2}}?(?:{OWN}|scheme|partnership|consortium|collaborative|alliance|project|locality)\b(?!\s+(?:of|for|managers?|leads?|boards?|visits?)\b)",
        rf"\b(?:a|one)\s+(?:{OWN}|{ONE_OTHER}),?\s+(?:the\s+)?(?:smallest|largest|biggest|newest|oldest)\s+of\s+(?:all|them|the\s+(?:{ALL_SITES}|{ANY}))\b",
        rf"\bthe\s+{SUPERLATIVE}(?=\s+of\s+the\s+{ALL_SITES}\b)",
        rf"\bthe\s+(?:one\s+|sole\s+|last\s+)?remaining\s+(?:Pilot|pilot|site|scheme|partnership)\b{NOT_ALONE}",
    )
]
ONLY_ONE = re.compile(
    r"\b(?:the|its)\s+only\s+one\s+(?:of\s+(?:the\s+)?(?:\w+\s+)?)?(?:with(?:out)?|that|which|whose|led|run|to|in|on|where|based|serving|not|outside|of)\b(?:\s+[\w’-]+){1,4}",
    _I,
)
A_PERSON = re.compile(
    r"\b(?:he|she|I|we|you|nurse|doctor|manager|person|form|question|answer|thing|word|way|reason)\b", re.IGNORECASE
)
# Without a word of each of these a sentence tells nothing here
NOUNS = frozenset(
    map(
        telling_stem,
        "pilot site demonstrator dive icp ico scheme partnership consortium consortia locality economy collaborative alliance team "
        "area project programme practice community organisation place body group patch district part alphabet alphabetical "
        "alphabetically other everyone everybody chosen selected approved sixteen".split(),
    )
)
QUANTITIES = frozenset(
    map(
        telling_stem,
        [
            *NUMBERS[1:],
            *"only just exactly single sole lone all every everyone everybody whole entire each but except bar save apart excluding "
            "exception barring exception exceptions fewer less nobody none furthest farthest nearest closest unique alone no other remaining neither both either couple pair brace first last earliest latest most least unlike".split(),
        ],
    )
)
SHARE = re.compile(
    rf"\b(?:an?|one)\s+(?P<part>sixth|seventh|eighth|tenth|twelfth|sixteenth)\s+of\s+(?:all\s+)?(?:the\s+|our\s+)?(?:{OWN}|{WHOLES})\b"
    rf"|\b(?:one|1)\s+in\s+(?P<in>seven|eight|nine|ten|sixteen|8|10|16)\s+(?:of\s+the\s+)?(?:{OWN}|{WHOLES})\b",
    _I,
)


class OtherWords:
    """What tells of few of the Pilots, or of all but few, without calling them Pilots."""

    def __init__(self, *, sites: int, k: int) -> None:
        self.sites, self.k = sites, k

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and kind of each."""
        for start, sentence, stems in stems_by_sentence(text):
            for begin, end, kind in self.in_sentence(sentence) if is_worth_a_look(stems) else ():
                yield start + begin, start + end, kind

    def in_sentence(self, sentence: str) -> Iterator[tuple[int, int, str]]:
        for match in [*self.counted(sentence), *self.complements(sentence)]:
            if not is_elsewhere(sentence, match.start()):
                yield match.start(), match.end(), "small_count"
        for pattern in PLACE_IN_ORDER:
            for match in pattern.finditer(sentence):
                if not is_elsewhere(sentence, match.start()):
                    yield match.start(), match.end(), "site_set"
        for match in NOBODY_ELSE.finditer(sentence):
            yield match.start(), match.end(), "site_set"
        for match in ONLY_ONE.finditer(sentence):
            if PROGRAMME_OR_PILOT.search(sentence) and not A_PERSON.search(sentence):
                yield match.start(), match.end(), "site_set"

    def counted(self, sentence: str) -> Iterator[re.Match]:
        for match in COUNT.finditer(sentence):
            if self.is_few(value(match["number"])) and is_of_the_pilots(match, sentence):
                yield match
        for match in OF_ALL_FIRST.finditer(sentence):
            if self.is_few(value(match["number"])) and (
                match["only"] or not re.fullmatch(PARTS, match["noun"], _I) or PROGRAMME.search(sentence)
            ):
                yield match
        for match in COUPLE.finditer(sentence):
            noun = match["noun"] or match["noun2"]
            if is_whole(noun) or PROGRAMME.search(sentence):
                yield match
        yield from SHARE.finditer(sentence)

    def complements(self, sentence: str) -> Iterator[re.Match]:
        for match in OTHERS.finditer(sentence):
            if self.is_few(value(match["number"] or match["number2"])) and (
                re.match(rf"\s+(?:{WHOLES}|{OWN}|areas|projects|teams)\b{NOT_ALONE}", sentence[match.end() :], _I)
            ):
                yield match
        for pattern in (EXCEPT, BUT_ONE):
            for match in pattern.finditer(sentence):
                number = next(
                    (match[name] for name in match.groupdict() if name.startswith("number") and match[name]), None
                )
                if (number is None or value(number) < self.k) and SPEAKS_OF_THEM.search(
                    match[0] + sentence[match.end() : match.end() + 40]
                ):
                    yield match
        for match in EXCEPTION.finditer(sentence):
            if SPEAKS_OF_THEM.search(sentence):
                yield match
        for match in REST.finditer(sentence):
            if re.search(ANY, match[0]) or CONTRAST.search(sentence):
                yield match

    def is_few(self, number: int) -> bool:
        return number < self.k or self.sites - self.k < number < self.sites


PROGRAMME_OR_PILOT = re.compile(
    rf"\b(?:(?:one|this|a|the)\s+{ONE_OTHER}|{OWN}|{WHOLES}|programme|taking\s+part|{ALL_SITES})\b", _I
)
SPEAKS_OF_THEM = re.compile(rf"\b(?:{ANY}|group|programme|everyone|everybody|of\s+them)\b", _I)


def is_worth_a_look(stems: frozenset[str]) -> bool:
    return not stems.isdisjoint(NOUNS) and (
        not stems.isdisjoint(QUANTITIES) or any(stem.isdigit() or stem.endswith(("est", "most")) for stem in stems)
    )


def is_whole(noun: str) -> bool:
    return re.fullmatch(WHOLES, noun, _I) is not None


def is_of_the_pilots(match: re.Match, sentence: str) -> bool:
    """Whether a number is of Pilots: by how it is put, or by what else the sentence speaks of.

    "One scheme reports" introduces an example, as "one Pilot reports" does.
    """
    number, noun = value(match["number"]), match["noun"].lower()
    stressed = bool(match["only"] or match["alone"] or match["number"].lower().startswith(("a ", "fewer", "less")))
    if number == 1 and not stressed:
        return False
    if re.match(r"in\s|from\s", sentence[max(0, match.start() - 3) : match.start()], _I) and not match["only"]:
        return False
    of_the = bool(match["of"])
    if not of_the and match["the"]:
        return False
    if number > FEW:
        return True
    spoken = bool(PROGRAMME.search(sentence.replace(match[0], " ")))
    if noun.startswith(("practice", "group", "bod", "organisation", "communit", "place", "patch", "district")):
        return spoken and stressed and of_the
    if is_whole(noun) or noun.startswith(("area", "project")):
        return of_the or stressed or spoken
    return (stressed and (of_the or spoken)) or (of_the and spoken)


FEW = 3


def value(typed: str) -> int:
    plain = typed.lower()
    if plain.startswith(("a ", "fewer", "less")):
        return 1
    return NUMBERS.index(plain) if plain in NUMBERS else int(plain)


def nearly_all(sites: int, k: int) -> list[str]:
    """The numbers, in words and figures, of all Pilots but few."""
    return [said for left in range(1, k) for said in (in_words(sites - left), str(sites - left))]
