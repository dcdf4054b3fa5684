"""Quotations of one site that could be tied together: by a name that stands for the site, by a lasting order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

PSEUDONYM = re.compile(r"\b(?:Pilot|Site|Case)\s+(?:No\.?\s?\d{1,2}|\d{1,2}|[A-HJ-Z])\b(?!&)")
LEAST = 3  # quotations in a section before their order can say anything


def pseudonyms(text: str) -> Iterator[tuple[int, int]]:
    """Pilot B, Site 4: whoever is told one passage of it is told all."""
    for match in PSEUDONYM.finditer(text):
        yield match.start(), match.end()


def follow_one_order(sections: list[list[str]]) -> bool:
    """Whether two sections or more quote their sites, given in the order of quoting, always in the same order."""
    telling = [sites for sites in map(distinct, sections) if len(sites) >= LEAST]
    return (
        len(telling) > 1
        and any(len(set(a) & set(b)) >= LEAST for a, b in pairwise(telling))
        and all(
            [site for site in a if site in b] == [site for site in b if site in a] for a in telling for b in telling
        )
    )


def distinct(sites: list[str]) -> list[str]:
    return list(dict.fromkeys(sites))
