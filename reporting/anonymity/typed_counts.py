"""Typed numbers of sites, and of patients, that only `published_count` may print (trust reference, decision c).

"One Pilot reports" introduces an example and counts nothing; "only one Pilot" does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reporting.anonymity.counts import ALL_SITES, NUMBERS, in_words
from reporting.anonymity.pilot_words import OWN, WHOLES
from reporting.anonymity.stems import has_figures, stems_by_sentence, telling_stem

NUMBER = rf"(?:{'|'.join(NUMBERS[1:])}|\d{{1,2}})"
PILOTS = r"(?:Pilots?|pilots?|sites?)(?!\s+(?:visit|manager|map|office))\b"
_NO_LINK = r"(?!(?:of|in|for|from|per|at|by|with|across|and|or|the|each|to|a|on|years?|months?|weeks?|days?|rounds?)\b)"
TYPED_COUNT = re.compile(
    rf"(?<![\w.,/£-])(?<!any )(?<!no )(?<!every )(?:(?P<but>all\s+(?:but|bar|save|except))\s+)?(?P<only>(?:only|just|exactly|merely|a|no\s+more\s+than)\s+)?"
    rf"(?P<number>single(?!\s+(?:Pilots|sites))|{NUMBER})\b(?:(?:\s+out)?\s+of(?:\s+(?:the|our|these|those))?(?:\s+{NUMBER}\b)?)?"
    rf"(?:\s+{_NO_LINK}[a-z-]+){{0,2}}?\s+{PILOTS}(?P<alone>\s+(?:only|alone)\b(?!\s+(?:{NUMBER}|an?|the|some|few)\b))?"
    rf"|\b(?:with\s+the\s+exception\s+of|except(?:ing)?(?:\s+for)?|apart\s+from|save\s+for)\s+(?P<except>{NUMBER})\s+{PILOTS}"
    rf"|(?<!\w)(?:(?:all|every|each)(?:\s+(?:of\s+the|the|other))*(?:\s+{PILOTS})?\s+(?:but|bar|save|except)(?:\s+for)?)\s+(?P<left>{NUMBER})\b"
    rf"(?!\s+of\s+(?:the|its|our|their)\s+(?!Pilots|sites|documents|{ALL_SITES}))",
    re.IGNORECASE,
)
SHARE = re.compile(
    rf"(?<![\d.])(?P<share>\d{{1,3}}(?:\.\d+)?)\s?(?:%|per\s?cent)\s+of\s+(?:all\s+)?(?:the\s+|our\s+)?{PILOTS}",
    re.IGNORECASE,
)
PAIR = re.compile(
    rf"\ba\s+(?:couple|pair)\s+of\s+(?:the\s+)?(?:[a-z-]+\s+)?{PILOTS}|\bboth\s+(?:of\s+the\s+)?(?:Pilots|sites)\b(?!\s+and\b)",
    re.IGNORECASE,
)
STATISTICS = re.compile(
    r"\b(?:effects?|samples?|power|significan\w+)\b[^.]*?\bin\s+(?:a\s+single|one)\b", re.IGNORECASE
)
COUNTED_WITH = {telling_stem(word) for word in (*NUMBERS[1:], "single", "couple", "pair", "both")}
HEAD = re.compile(r"(?:Number\s+of\s+)?(?:Pilots|sites)", re.IGNORECASE)
SAID = (
    r"(?=\s*(?:$|[.,;:)]|(?:had|have|has|were|are|was|is|did|do|does|could|can|say|said|report|reported|give|gave|send|sent|"
    r"write|wrote|describe|described|name|named|use|used|Pilots|sites|documents|answers|teams|managers|that|which|who|as|by|and)\b))"
)
FEW = r"(?:[1-9]|two|three|four|five|six|seven|eight|nine)"
PATIENTS = re.compile(
    rf"(?<![\w.,/£–-])(?<!in )(?<!of )(?<!every )(?<!per )(?<!than )(?<!least )(?<!to )(?<!and ){FEW}\s+"
    r"(?:patients|service\s+users|deaths|carers|residents|respondents)\b",
    re.IGNORECASE,
)


WHO = r"(?:Pilots?|sites?|schemes?|documents?|accounts?|projects?|partnerships?|alliances?)"
SEVERAL = rf"(?:{'|'.join(NUMBERS[2:])}|[2-9]|[1-9]\d)"
OF_SENT = re.compile(
    rf"\b(?:(?:half\s+)?an?\s+(?:dozen|handful|score)|dozens|scores)(?:\s+of)?(?:\s+(?:the|our|these))?(?:\s+[a-z-]+)?\s+(?:{WHO}|teams)\b"
    rf"|(?<![\w.,/£-]){SEVERAL}\s+(?:[a-z-]+\s+)?{WHO}\b(?!\s+(?:and\s+)?(?:visits?|manag\w+|maps?|offices?|box\w*)\b)"
    rf"|\b(?:no\s+(?:fewer|more|less)\s+than|at\s+least|at\s+most|only|just)\s+{SEVERAL}\s+(?:{WHO}|teams)\b"
    rf"|(?<![\w./]){SEVERAL}\s*/\s*\d{{1,2}}(?:\s+of)?\s+(?:{WHO}|teams)\b"
    rf"|(?<![\w.,/£-])(?:one|{SEVERAL})\s+(?:out\s+)?of\s+(?:the\s+|all\s+)?{ALL_SITES}\b(?:\s+(?:{WHO}|teams)\b|{SAID})"
    rf"|\bof\s+(?:the|all|our)\s+{ALL_SITES}(?:\s+(?:{WHO}|teams))?,\s+(?:only\s+)?(?:one|{SEVERAL})\b"
    rf"|\b(?:number\s+of\s+)?(?:{WHO}|teams)\s*(?::|is|was|are|were)\s+(?:only\s+|now\s+)?(?:{SEVERAL}|1)\b(?!\s*(?:[-–%£]|per\s?cent|years?|months?|weeks?|days?|hours?|minutes?|miles?|km|people|patients|nurses|staff|posts|pages|words))"
    rf"|\ball\s+of\s+them\s+(?:but|bar|save|except)\s+(?:one|{SEVERAL})\b"
    rf"|\bthe\s+(?:remaining|other|last)\s+(?:pair|{SEVERAL}(?=\s+(?:{WHO}|teams)\b))"
    rf"|\bboth\s+(?:[a-z-]+\s+)?{WHO}\b(?!\s+and\b)",
    re.IGNORECASE,
)


AMOUNT = re.compile(
    r"£\s?\d[\d,.]*(?:\s?(?:k|m|bn|thousand|million|billion)\b)?"
    r"|(?<![\w.,])\d[\d,.]*\s?(?:(?:thousand|million|billion)\s)?(?:pounds|GBP)\b"
    r"|\b(?:hundred|thousand|million)s?\s(?:of\s)?pounds\b",
    re.IGNORECASE,
)


def typed_amounts(text: str) -> Iterator[tuple[int, int]]:
    """Amounts of money: in what the writers of a review say there are none, since one may be a single Pilot’s."""
    for match in AMOUNT.finditer(text):
        yield match.span()


def counts_of_what_was_sent(text: str) -> Iterator[tuple[int, int]]:
    """Numbers of Pilots, or of what they sent, however they are put: in what the writers of a review say, they are tokens."""
    for match in OF_SENT.finditer(text):
        yield match.span()


class TypedCounts:
    """With `any_count`, every typed number of sites is found: in a review they are tokens."""

    def __init__(self, *, sites: int, k: int, any_count: bool = False) -> None:
        self.sites, self.k, self.any_count = sites, k, any_count
        self.counted_with = COUNTED_WITH | {telling_stem(f"{in_words(sites)}th")}
        self.last = re.compile(rf"\bthe\s+{in_words(sites)}th{SAID}", re.IGNORECASE)
        nearly_all = "|".join(f"{in_words(sites - left)}|{sites - left}" for left in range(1, k) if sites > 2 * k)
        self.others = re.compile(rf"\bthe\s+other\s+(?:{nearly_all or '(?!)'})\b", re.IGNORECASE)
        all_of_them = rf"(?:{in_words(sites)}|{sites})"
        self.of_all = re.compile(
            rf"(?<![\w.,/£-])(?P<only>only\s+)?(?P<number>{NUMBER})\s+(?:(?:out\s+)?of|in)\s+(?:the\s+|all\s+|our\s+)?{all_of_them}\b{SAID}"
            rf"|(?<![\w/.])(?P<over>\d{{1,2}})/{sites}(?![\w/.]\w)",
            re.IGNORECASE,
        )

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        for start, sentence, stems in stems_by_sentence(text):
            if has_figures(stems) or not stems.isdisjoint(self.counted_with):
                for match in self.in_sentence(sentence):
                    yield start + match.start(), start + match.end()
        yield from self.in_tables(text)

    def in_sentence(self, sentence: str) -> Iterator[re.Match]:
        for match in TYPED_COUNT.finditer(sentence):
            if self.tells(match) and not is_of_others(match, sentence):
                yield match
        for pattern in (self.last, self.others, PAIR):
            yield from pattern.finditer(sentence)
        for match in self.of_all.finditer(sentence):
            number = match["number"] or match["over"]
            if self.is_told(value(number)) and (match["only"] or number.lower() != "one"):
                yield match
        for match in SHARE.finditer(sentence):
            if self.is_told(round(float(match["share"]) * self.sites / 100)):
                yield match
        yield from PATIENTS.finditer(sentence)

    def in_tables(self, text: str) -> Iterator[tuple[int, int]]:
        """Numbers under a head that says they are numbers of Pilots, in lines parted by tabs."""
        column, start = 0, 0
        for line in text.split("\n") if "\t" in text else ():
            cells = line.split("\t")
            if 0 < column < len(cells) and cells[column].isdigit() and self.is_told(int(cells[column])):
                begin = start + len("\t".join([*cells[:column], ""]))
                yield begin, begin + len(cells[column])
            column = next(
                (n for n, cell in enumerate(cells) if HEAD.fullmatch(cell.strip())), column * (len(cells) > 1)
            )
            start += len(line) + 1

    def is_told(self, number: int) -> bool:
        return self.any_count or not self.is_shown(number)

    def tells(self, match: re.Match) -> bool:
        if is_example(match) or (STATISTICS.search(match.string) and match["only"] == "a "):
            return False
        return self.any_count or not self.is_harmless(match)

    def is_harmless(self, match: re.Match) -> bool:
        """Between k and N - k; or all of them, which names none."""
        left = match["left"] or match["except"]
        number = value(left or match["number"])
        return self.is_shown(self.sites - number if left or match["but"] else number)

    def is_shown(self, number: int) -> bool:
        return number == self.sites or self.k <= number <= self.sites - self.k


def is_of_others(match: re.Match, sentence: str) -> bool:
    """All but two of them, where nothing in the sentence says that they are Pilots."""
    of_them = re.match(r"\s+of\s+them\b", sentence[match.end() :], re.IGNORECASE)
    return bool(match["left"] and of_them) and not SPOKEN_OF.search(sentence)


SPOKEN_OF = re.compile(rf"\b(?:{OWN}|{WHOLES}|teams|areas|projects|documents)\b", re.IGNORECASE)


def is_example(match: re.Match) -> bool:
    """One Pilot, one of the Pilots: any of them. Not "only one", not "a single", not the figure 1."""
    return (match["number"] or "").lower() == "one" and not (match["only"] or match["alone"] or match["but"])


def value(typed: str) -> int:
    typed = typed.lower()
    if typed == "single":
        return 1
    return NUMBERS.index(typed) if typed in NUMBERS else int(typed)
