"""Names of the dictionary that stand for something else where they are: a town abroad, an author, an instrument."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sites.naming.ordinary import foreign_places

_NAME = r"(?P<name>[A-Z][\w’'-]+(?:\s+[A-Z][a-z’'-]+){0,2}?)"
_BETWEEN = (
    r"(?:,?\s+(?:in|of|is|are|a|an|the|on|at|coast|suburb|town|city|village|state|province|county|region|capital|west|east|"
    r"north|south|central|near|close|to)(?=\s)){0,7}"
)
_OF_TWO_WORDS = (
    r"(?:New\s+(?:South\s+Wales|York|Jersey|Mexico|Hampshire|Zealand|Brunswick)|Nova\s+Scotia|British\s+Columbia|"
    r"(?:North|South)\s+(?:Carolina|Dakota)|West\s+Virginia|District\s+of\s+Columbia|Washington\s+(?:State|DC)|Rhode\s+Island|"
    r"South\s+Africa|Hong\s+Kong|San\s+Francisco|Los\s+Angeles|United\s+States)"
)
_STATE = r"(?:MA|NC|NY|CA|PA|TX|WA|IL|OH|CT|NJ|VA|MD|MN|WI)\b(?=\s+\d{5}|[,.)])"
_YEAR = r"(?:19|20)\d\d[a-z]?"
SOURCES = [
    re.compile(said)
    for said in (
        # Poole C. Low P-values … 2001;12(3) – Cornwall J, Elliott JM, … 2019
        rf"{_NAME}\s+(?:[A-Z]{{1,3}}|(?:[A-Z]\.\s?){{1,3}})(?=[,.]\s(?:[^\n]{{0,400}}?\b{_YEAR}\b|[^\n]{{0,60}}\bet\s+al))",
        # Berwick, Nolan and Whittington (2008)
        rf"{_NAME}(?=(?:,\s+[A-Z][\w’'-]+)*,?\s+(?:and|&)\s+[A-Z][\w’'-]+,?\s+\(?{_YEAR}\b)",
        # Cambridge: Somebody’s Press, 1990
        rf"(?<=[.;)]\s){_NAME}(?=:\s+[A-Z][^.\n]{{0,80}}?\b{_YEAR}\b)",
        # Sunderland R and Poole J (2006)
        rf"{_NAME}\s+[A-Z]{{1,2}}(?=(?:\s+(?:and|&)\s+[A-Z][\w’'-]+\s+[A-Z]{{1,2}})?,?\s+\(?{_YEAR}\b)",
        # Darlington and colleagues used a method
        rf"{_NAME}(?=\s+and\s+colleagues\s+(?:\(|(?:have\s+)?(?:used|found|report|show|argue|propos|describ|conclu|examin|review|suggest)))",
        # Copeland JRM and colleagues; the Blyth and Marchant study
        rf"{_NAME}\s+[A-Z]{{1,3}}(?=\s+and\s+(?:colleagues|others)\b)",
        rf"{_NAME}(?=\s+and\s+[A-Z][\w’'-]+\s+(?:study|model|method|framework|trial|paper|review|scale|criteria)\b)",
        # Kaplan-Meier curves
        rf"{_NAME}(?=[-–][A-Z][a-z]+\s+(?:curve|estimat|plot|test|scale|method|model|index|score|procedure))",
        # Wakefield’s paper of 1998
        rf"{_NAME}(?<=[’']s)(?=\s+(?:paper|study|article|editorial|review|book|theory|essay)\s+(?:of|in)\s+{_YEAR})",
    )
]
INSTRUMENT = re.compile(
    rf"{_NAME}(?=\s+(?:tube|classification|limestone|terriers?|palm|lens|cakes?|sausages?|pudding|smallpipes|pine|jacket|"
    r"mint\s+cake|wheat|rocks?|blue|rule\s+on|stool\s+chart|cream\s+tea|trouser\s+press|index|Quarterly|"
    r"Diet|Rex|University\s+Press|Beth\s+Israel|Mathematica|(?:(?:[A-Z][\w-]+|with|of|the|in)\s+){0,4}?"
    r"(?:Scales?|Score|Index|Questionnaire|Inventory|Examination|Profile))\b)"
)


@cache
def abroad() -> re.Pattern:
    """A name with a place abroad just after it."""
    home = "Wales|Scotland|Ireland"  # the programme ran in England
    return re.compile(
        rf"{_NAME}(?:{_BETWEEN},?\s+(?:[A-Z][a-z]+,\s+)?(?:{_OF_TWO_WORDS}|{of_one_word()}|{home})\b|,?\s+{_STATE})"
    )


@cache
def foreign_place() -> re.Pattern:
    return re.compile(rf"\b(?:{_OF_TWO_WORDS}|{of_one_word()})\b")


def of_one_word() -> str:
    return "|".join(sorted(word.capitalize() for word in foreign_places()))


def elsewhere(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each such name."""
    for pattern in (abroad(), *SOURCES, INSTRUMENT):
        for match in pattern.finditer(text):
            yield match.span("name")
