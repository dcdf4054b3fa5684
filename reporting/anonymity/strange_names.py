"""Names that no dictionary holds, where care is given: "beds at Brookfields", "the bus to Linton", "a bed from CPFT".

A word with a capital that is no English word and no name of national life is a finding only in a sentence about local
care, after a word that leads to a place; never in a reference, nor beside a place abroad.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reporting.anonymity.named_people import own
from reporting.anonymity.sentences import sentences_of
from sites.names.elsewhere import elsewhere, foreign_place
from sites.names.english import is_english
from sites.names.ordinary_words import common_abbreviations, far_places, given_names, national_words, public_names

_CAPITAL = r"[A-Z][a-z’'-]+(?:[A-Z][a-z]+)?"
WORD = re.compile(_CAPITAL)
_NAME = rf"(?P<name>(?:St\.?\s+)?{_CAPITAL}(?:\s+(?:and\s+|of\s+)?{_CAPITAL})*)(?![\w’'-])"
# An instrument or a law of nature called after somebody is no place.
_NO_PLACE = (
    r"(?!\s+(?:effect|score|scale|test|index|model|disease|syndrome|criteria|chart|matrix|equation|coefficient|method|"
    r"distribution|regression|questionnaire|inventory|reforms?|principle|plot|curves?|tube|sign|alpha|kappa|inquiry|law|"
    r"rule)s?\b)"
)
LED_TO = re.compile(
    r"(?:\b(?P<led>at|in|to|from|near|around|outside|via|through|between|and|or|by|of|for|on|with|serving|the|both|"
    rf"called)\s+(?:the\s+)?|,\s+){_NAME}{_NO_PLACE}"
)
AT_THE_START = re.compile(rf"(?:^|[.!?:]\s+|\n[^\S\n]*(?:[-•*][^\S\n]*)?|[“\"‘(]|–\s){_NAME}{_NO_PLACE}")
TO_A_PLACE = {"at", "to", "in", "on", "from", "the"}
LOCAL_CARE = re.compile(
    r"\b(?:beds?|wards?|surger(?:y|ies)|practices?|patients?|nurses?|clinics?|GPs?|residents|teams?|homes?|sessions?|"
    r"health\s+centre|hall|tenants|hospitals?|villages?|towns?|carers?|unit|hospice|co-?ordinators?|matrons?|pharmacy|"
    r"pharmacist|bus|drop-in|weekly|charity|referr\w+|discharg\w+|visit\w*|lunch\s+club|centre|service|volunteers?|based|"
    r"lived?|streets?|estate|library|groups?|newspaper|telephone|contact|staff|clinicians?|consultants?|assessments?)\b",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(
    r"\b(?:19|20)\d\d[;,]|\([^()]{0,200}\b(?:19|20)\d\d\b[^()]{0,200}\)|\bet\s+al\b|\bJournal\b|\bBMJ\b|\bLancet\b|\bPress\b|;\s?\d+|"
    r"\bpp?\.\s?\d|\bcolleagues\b|\bauthors?\b|\bnovels?\b|\bfilms?\b|\btrials?\b|\babroad\b"
)
TRUST = re.compile(r"\b[A-Z]{2,5}(?:FT|PCT|CCG|MBC)\b")  # CPFT: a foundation trust, a primary care trust, a group


def strange_names(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of each."""
    for start, sentence in sentences_of(text):
        if LOCAL_CARE.search(sentence) and not ELSEWHERE.search(sentence) and not foreign_place().search(sentence):
            aside = list(elsewhere(sentence))
            for first, last in (match.span("name") for match in in_sentence(sentence)):
                if not any(begin < last and end > first for begin, end in aside):
                    yield start + first, start + last, "place"
    for match in TRUST.finditer(text):
        if match[0].lower() not in common_abbreviations():
            yield match.start(), match.end(), "organisation"


def in_sentence(sentence: str) -> Iterator[re.Match]:
    for match in LED_TO.finditer(sentence):
        named = WORD.findall(match["name"])
        if any(map(is_strange, named)) or (match["led"] in TO_A_PLACE and is_title_of_its_own(named)):
            yield match
    for match in AT_THE_START.finditer(sentence):
        if any(map(is_strange, WORD.findall(match["name"]))):
            yield match


def is_strange(word: str) -> bool:
    known = (public_names(), given_names(), common_abbreviations(), national_words(), far_places())
    return not any(own(word) in names for names in known) and not is_english(word)


def is_title_of_its_own(named: list[str]) -> bool:
    """Two words or more with capitals, none of them of those that national bodies and offices are called by."""
    return len(named) > 1 and not any(
        form in national_words() for word in named for form in (own(word), own(word).removesuffix("s"))
    )
