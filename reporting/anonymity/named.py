"""People and bodies that no dictionary holds, by how they are named: Dr Somebody, the Somewhere Surgery."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from sites.naming.matching import CITED
from sites.naming.ordinary import given_names, ordinary_words, public_names

_NAME = r"[A-Z][a-z’'-]*(?:[A-Z][a-z’'-]+)*[a-z]"
TITLED = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Doctor|Professor|Prof|Sir|Dame|Cllr|Councillor|Rev)\.?\s+"
    rf"(?:(?:{_NAME}|[A-Z]\.?)\s+){{0,2}}(?P<surname>{_NAME})\b"
)
GIVEN = re.compile(rf"\b(?P<given>{_NAME})\s+(?:[A-Z]\.?\s+)?(?P<surname>{_NAME})\b(?!\s+[A-Z][a-z]+)")
BODY = re.compile(
    r"(?P<name>(?:[A-Z][\w’'-]+|St\.?)(?:\s+(?:(?:of|and|&|upon|the|in|on)\s+)?(?:[A-Z][\w’'-]+|St\.?)){0,4}?)\s+"
    r"(?P<body>(?:Community|General|District|Cottage|Memorial|Royal|University|Teaching|Day|County|City|Borough|"
    r"Metropolitan|Primary|NHS|Foundation|Health|Medical|Partnership|Care|Nursing|Group)?(?:\s+(?:General|Hospitals?|"
    r"Borough|Care|NHS|Foundation|Partnership))*\s*\b"
    r"(?:Hospitals?|Infirmary|Surgery|Health\s+Centre|Medical\s+(?:Centre|Practice|Group)|Hospice|PCT|Primary\s+Care\s+"
    r"Trust|Care\s+Trust|NHS\s+Trust|Foundation\s+Trust|Partnership\s+Trust|Council|Clinic|Nursing\s+Home|Care\s+Home|"
    r"Day\s+Centre|Group\s+Practice|Practice|Ward|Lodge))\b"
)
GENERAL = frozenset(
    "a all an another any both central clinical each english european every first for from his her how if in independent its joint lead "
    "local most national new no one only other our patient private public research scottish several shadow some specialist "
    "strategic such that the their then these this those three two under unlike virtual welsh what when where while with "
    "your british royal privy trade arts dental nurse nursing medicine veterans international united states trust audit "
    "foundation wales scotland england nhs gp gps pct pcts icp dh acute teaching university children childrens elderly rehabilitation "
    "intermediate step palliative hospice surgical stroke respiratory older peoples but as at although and or of to by on "
    "mayo ormond cleveland hopkins kaiser quality care integrated outpatient outpatients memory falls diabetes heart walk "
    "midwifery professions economic higher education funding youth executive parish good best current reflective standard common daily evidence based advanced group single stop one-stop leg ulcer walk-in smoking cessation warfarin orthopaedic cataract day outreach respiratory diabetic screening wound eye ear dermatology anticoagulation virtual acute mental medical general health hospital community practice state equality evercare pilot pilots department social not our".split()
)


class Named:
    """`surnames` are words that are names of places too: after a title they name nobody here."""

    def __init__(self, places: Container[str]) -> None:
        self.places = places

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        for match in TITLED.finditer(text):
            if self.is_person(match, text):
                yield match.start(), match.end(), "person"
        for match in GIVEN.finditer(text):
            if match["given"].lower() in given_names() and self.is_surname(match["surname"], text, match.end()):
                yield match.start(), match.end(), "person"
        for match in BODY.finditer(text):
            if any(is_own_name(word) for word in re.findall(r"[\w’'-]+", match["name"])):
                yield match.start(), match.end(), "organisation"

    def is_person(self, match: re.Match, text: str) -> bool:
        surname = own(match["surname"])
        return surname not in public_names() and surname not in self.places and not CITED.match(text, match.end())

    def is_surname(self, word: str, text: str, end: int) -> bool:
        plain = own(word)
        known = plain in public_names() or plain in self.places or plain in GENERAL or plain in ordinary_words()
        return len(plain) > 2 and not known and not CITED.match(text, end)


def own(surname: str) -> str:
    """A surname in small letters, without a possessive."""
    return surname.lower().removesuffix("’s").removesuffix("'s")


def is_own_name(word: str) -> bool:
    """A word of a name that belongs to one body alone."""
    plain = word.lower().replace("’", "").replace("'", "")
    if len(plain) < 3 or plain in GENERAL or plain.endswith(("ly", "ing", "ed")):
        return False
    return plain not in ordinary_words() and plain not in public_names()
