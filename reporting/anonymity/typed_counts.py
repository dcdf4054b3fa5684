"""Typed numbers of sites, and of patients, that only `published_count` may print (trust reference, decision c).

"One Pilot reports" introduces an example and counts nothing; "only one Pilot" does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reporting.anonymity.counts import NUMBERS

NUMBER = rf"(?:{'|'.join(NUMBERS[1:])}|\d{{1,2}})"
PILOTS = r"(?:Pilots?|pilots?|sites?)(?!\s+(?:visit|manager|map|office))\b"
_NO_LINK = r"(?!(?:of|in|for|from|per|at|by|with|across|and|or|the|each|to|a|on)\b)"
TYPED_COUNT = re.compile(
    rf"(?<![\w.,/£-])(?:(?P<but>all\s+but|all\s+except)\s+)?(?P<only>(?:only|just|exactly|merely|a|no\s+more\s+than)\s+)?"
    rf"(?P<number>single|{NUMBER})\b(?:(?:\s+out)?\s+of(?:\s+(?:the|our|these|those))?(?:\s+{NUMBER}\b)?)?"
    rf"(?:\s+{_NO_LINK}[a-z-]+){{0,2}}?\s+{PILOTS}(?P<alone>\s+(?:only|alone)\b)?"
    rf"|(?<!\w)(?:all\s+but|all\s+except)\s+(?P<left>{NUMBER})\b",
    re.IGNORECASE,
)
FEW = r"(?:[1-9]|two|three|four|five|six|seven|eight|nine)"
PATIENTS = re.compile(
    rf"(?<![\w.,/£–-])(?<!in )(?<!of )(?<!every )(?<!per )(?<!than )(?<!least )(?<!to )(?<!and ){FEW}\s+"
    r"(?:patients|service\s+users|deaths|carers|residents|respondents)\b",
    re.IGNORECASE,
)


class TypedCounts:
    """With `any_count`, every typed number of sites is found: in a review they are tokens."""

    def __init__(self, *, sites: int, k: int, any_count: bool = False) -> None:
        self.sites, self.k, self.any_count = sites, k, any_count

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        for match in TYPED_COUNT.finditer(text):
            if self.tells(match):
                yield match.start(), match.end()
        for match in PATIENTS.finditer(text):
            yield match.start(), match.end()

    def tells(self, match: re.Match) -> bool:
        if is_example(match):
            return False
        return self.any_count or not self.is_harmless(match)

    def is_harmless(self, match: re.Match) -> bool:
        """Between k and N - k; or all of them, which names none."""
        number = value(match["left"] or match["number"])
        if match["left"] or match["but"]:
            return self.k <= self.sites - number <= self.sites - self.k
        return number == self.sites or self.k <= number <= self.sites - self.k


def is_example(match: re.Match) -> bool:
    """One Pilot, one of the Pilots: any of them. Not "only one", not "a single", not the figure 1."""
    return (match["number"] or "").lower() == "one" and not (match["only"] or match["alone"] or match["but"])


def value(typed: str) -> int:
    typed = typed.lower()
    if typed == "single":
        return 1
    return NUMBERS.index(typed) if typed in NUMBERS else int(typed)
