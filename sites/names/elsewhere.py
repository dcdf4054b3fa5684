"""Names of the dictionary that stand for something else where they are: a town abroad, an author, a food.

Every rule here takes a finding away, so each asks for the whole shape of what it knows: "Torbay PCT, in 2009" is no
author with initials, "Torbay and Newquay (2009)" are none either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sites.names.ordinary_words import foreign_places, place_surnames

_NAME = r"(?P<name>(?<![\w’'-])[A-Z][\w’'-]{1,40}(?:\s+[A-Z][a-z’'-]{1,40}){0,2}?)"
_BETWEEN = (
    r"(?:,?\s+(?:in|of|is|are|a|an|the|coast|suburb|town|city|village|state|province|county|region|capital|west|east|"
    r"north|south|central)(?=\s)){0,7}"
)
_OF_TWO_WORDS = (
    r"(?:New\s+(?:South\s+Wales|York|Jersey|Mexico|Hampshire|Zealand|Brunswick)|Nova\s+Scotia|British\s+Columbia|"
    r"(?:North|South)\s+(?:Carolina|Dakota)|West\s+Virginia|District\s+of\s+Columbia|Washington\s+(?:State|DC)|Rhode\s+Island|"
    r"South\s+Africa|Hong\s+Kong|San\s+Francisco|Los\s+Angeles|United\s+States)"
)
_STATE = r"(?:MA|NC|NY|CA|PA|TX|WA|IL|OH|NJ|VA|MD|MN|WI)\b(?=\s+\d{5}|[,.)])"
_YEAR = r"(?:19|20)\d\d[a-z]?"
_INITIALS = r"(?!(?:PCT|NHS|FT|CT|ICP|ICO|SHA|GPs?|CC|BC|MBC|DC|CCG|PBC|LA|UK|MP)\b)(?:[A-Z]{1,3}|(?:[A-Z]\.\s?){1,3})"
_PUBLISHER = r"(?:Press|Publish\w+|Books|Wiley|Blackwell|Sage|Elsevier|HMSO|Research\s+Unit|Institute)"
SOURCES = [
    re.compile(said, re.MULTILINE)
    for said in (
        # Poole C. Low P-values … 2001;12(3) – Cornwall J, Elliott JM, … 2019
        rf"(?:^|(?<=[.;,(]\s)){_NAME}\s+{_INITIALS}(?=[,.]\s(?:[^\n]{{0,400}}?\b{_YEAR}[;:.)]|[^\n]{{0,60}}\bet\s+al))",
        # Sunderland T, Hill JL, Mellow AM
        rf"{_NAME}\s+{_INITIALS}(?=,\s+[A-Z][a-z’'-]+\s+[A-Z]{{1,3}}[,.;\s])",
        # Sunderland R and Poole J (2006)
        rf"{_NAME}\s+{_INITIALS}(?=(?:\s+(?:and|&)\s+[A-Z][\w’'-]+\s+[A-Z]{{1,2}})?,?\s+\({_YEAR}\))",
        # Copeland JRM and colleagues
        rf"{_NAME}\s+{_INITIALS}(?=\s+and\s+colleagues\b)",
        # Cambridge: Somebody’s Press, 1990
        rf"(?<=[.;)]\s){_NAME}(?=:\s+[A-Z][^.\n]{{0,60}}?\b{_PUBLISHER}\b[^.\n]{{0,20}}\b{_YEAR}\b)",
        # Kaplan-Meier curves
        rf"{_NAME}(?=[-–][A-Z][a-z]+\s+(?:curve|estimat|plot|test|scale|method|model|index|score|procedure))",
        # Wakefield’s paper of 1998
        rf"{_NAME}(?<=[’']s)(?=\s+(?:paper|article|editorial|essay)\s+(?:of|in)\s+{_YEAR})",
    )
]
# Of a place that is a surname too: Berwick, Nolan and Whittington (2008); Darlington and colleagues used a method
SURNAMES = [
    re.compile(said)
    for said in (
        rf"{_NAME}(?=(?:,\s+[A-Z][\w’'-]+){{0,8}},?\s+(?:and|&)\s+[A-Z][\w’'-]+,?\s+\({_YEAR}\))",
        rf"{_NAME}(?=\s+and\s+colleagues\s+(?:\(|(?:have\s+)?(?:used|found|report|show|argue|propos|describ|conclu|examin|"
        r"review|suggest)))",
    )
]
THINGS = re.compile(
    rf"{_NAME}(?=\s+(?:tube|limestone|terriers?|palm|lens|cakes?|sausages?|pudding|smallpipes|pine|jacket|mint\s+cake|wheat|"
    r"cream\s+tea|trouser\s+press|Rex|University\s+Press|Beth\s+Israel|Mathematica)\b)"
)


@cache
def abroad() -> re.Pattern:
    """A name with a place abroad just after it, not beside others in a list: "Cornwall, Ontario, has"."""
    place = rf"(?:[A-Z][a-z]+,\s+)?(?:{_OF_TWO_WORDS}|{of_one_word()})\b(?!\s+and\b)"
    return re.compile(rf"{_NAME}(?:{_BETWEEN},?\s+{place}|,\s+{_STATE})")


@cache
def foreign_place() -> re.Pattern:
    return re.compile(rf"\b(?:{_OF_TWO_WORDS}|{of_one_word()})\b")


def of_one_word() -> str:
    return "|".join(sorted(word.capitalize() for word in foreign_places()))


def elsewhere(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each such name."""
    for pattern in (abroad(), *SOURCES, THINGS):
        for match in pattern.finditer(text):
            yield match.span("name")
    for pattern in SURNAMES:
        for match in pattern.finditer(text):
            if match["name"].lower() in place_surnames():
                yield match.span("name")
