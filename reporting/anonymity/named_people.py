"""People, bodies and places that no dictionary holds, by how they are named: Dr Somebody, the Somewhere Surgery."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sites.names.matcher import CITED
from sites.names.ordinary_words import given_names, ordinary_words, place_surnames, public_names, surnames

_NAME = r"[A-Z][a-z’'-]{0,20}(?:[A-Z][a-z’'-]{1,20}){0,2}[a-z]"  # of a length that ends, or a long word takes for ever
TITLED = re.compile(
    rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Doctor|Professor|Prof|Sir|Dame|Cllr|Councillor|Rev)\.?\s+"
    rf"(?:(?:{_NAME}|[A-Z]\.?)\s+){{0,2}}(?P<surname>{_NAME})\b"
)
GIVEN = re.compile(rf"\b(?P<given>{_NAME})\s+(?:[A-Z]\.?\s+)?(?P<surname>{_NAME})\b(?!\s+[A-Z][a-z]+)")
BODY = re.compile(
    r"(?P<name>(?:[A-Z][\w’'-]{1,40}|St\.?)(?:\s++(?:(?:of|and|&|upon|the|in|on)\s++)?(?:[A-Z][\w’'-]{1,40}|St\.?)){0,4}?)\s++"
    r"(?P<body>(?:Community|General|District|Cottage|Memorial|Royal|University|Teaching|Day|County|City|Borough|"
    r"Metropolitan|Primary|NHS|Foundation|Health|Medical|Partnership|Care|Nursing|Group)?(?:\s+(?:General|Hospitals?|"
    r"Borough|Care|NHS|Foundation|Partnership)){0,4}\s{0,3}\b"
    r"(?:Hospitals?|Infirmary|Surgery|Health\s+Centre|Medical\s+(?:Centre|Practice|Group)|Hospice|PCT|Primary\s+Care\s+"
    r"Trust|Care\s+Trust|NHS\s+Trust|Foundation\s+Trust|Partnership\s+Trust|Council|Clinic|Nursing\s+Home|Care\s+Home|"
    r"Day\s+Centre|Group\s+Practice|Practice|Ward|Lodge))\b"
)
_ROLE = (
    r"(?:manager|director|lead|leader|nurse|matron|GP|chair|chairman|chairwoman|officer|co-?ordinator|consultant|physician|"
    r"practitioner|secretary|clerk|head|partner|adviser|advisor|therapist|pharmacist|champion|executive|commissioner|editor|"
    r"spokesman|spokeswoman|Manager|Director|Lead|Nurse|Matron|Chair|Officer|Consultant|Head|Executive|Chief)"
)
_WHO = rf"(?P<given>{_NAME}|(?:[A-Z]\.\s?){{1,2}}|[A-Z])\s?(?P<surname>{_NAME})\b"
IN_OFFICE = [
    re.compile(said)
    for said in (
        rf"\b(?<![.!?]\s){_WHO}(?=,\s+(?:the\s+|our\s+|its\s+|their\s+|a\s+)?(?:[\w-]+\s+){{0,4}}{_ROLE}\b)",
        rf"\b{_ROLE},?\s+\(?{_WHO}",
        rf"(?:\b[Rr]egards|\b[Ss]incerely|\b[Ff]aithfully|\b[Ww]ishes|\b[Tt]hanks|\b[Ss]igned),?:?\s{{0,4}}\n?\s{{0,4}}{_WHO}",
        rf"(?m:^)[^\S\n]*(?:From|To|Cc|Contact|Chair|Apologies|Signed|Attendees|Present|Minutes|Author|Written by):?\s+{_WHO}",
    )
]
MORE_BEFORE = re.compile(r"[A-Z][\w’'-]*\s+(?:and\s+|of\s+)?\Z")  # the end of a longer title is nobody's name
PLACED = re.compile(
    r"\b(?:River\s+[A-Z][a-z]{2,}|HMP\s+[A-Z][a-z]+(?:\s+[A-Z][a-z]+)?|(?:St\.?\s+)?[A-Z][a-z’']+(?:\s+[A-Z][a-z’']+)?\s+"
    r"(?:Church\s+Hall|Village\s+Hall|Parish\s+Hall|Community\s+Centre|Leisure\s+Centre|Resource\s+Centre))\b"
)
GENERAL = frozenset(
    "bmc bmj whitley cochrane effective caldicott guardian framework a all an another any both central clinical each english european every first for from his her how if in independent its joint lead "
    "local most national new no one only other our patient private public research scottish several shadow some specialist "
    "strategic such that the their then these this those three two under unlike virtual welsh what when where while with "
    "your british royal privy trade arts dental nurse nursing medicine veterans international united states trust audit "
    "foundation wales scotland england nhs gp gps pct pcts icp dh acute teaching university children childrens elderly rehabilitation "
    "intermediate step palliative hospice surgical stroke respiratory older peoples but as at although and or of to by on "
    "mayo ormond cleveland hopkins kaiser quality care integrated outpatient outpatients memory falls diabetes heart walk "
    "midwifery professions economic higher education funding youth executive parish good best current reflective standard common daily evidence based advanced group single stop one-stop leg ulcer walk-in smoking cessation warfarin orthopaedic cataract day outreach respiratory diabetic screening wound eye ear dermatology anticoagulation virtual acute mental medical general health hospital community practice state equality evercare pilot pilots department social not our".split()
)


def named(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of each."""
    yield from people(text)
    for match in BODY.finditer(text):
        if any(is_own_name(word) for word in re.findall(r"[\w’'-]+", match["name"])):
            yield match.start(), match.end(), "organisation"
    for match in PLACED.finditer(text):
        if any(is_own_name(word) for word in match[0].split()):
            yield match.start(), match.end(), "place"


def people(text: str) -> Iterator[tuple[int, int, str]]:
    """By a title, by a given name, or by what they do."""
    for match in TITLED.finditer(text):
        known = public_names() | place_surnames() | {"who", "no"}
        if not any(own(word) in known for word in match[0].split()[1:]) and not CITED.match(text, match.end()):
            yield match.start(), match.end(), "person"
    for match in GIVEN.finditer(text):
        if match["given"].lower() in given_names() and is_surname(match["surname"], text, match.end()):
            yield match.start(), match.end(), "person"
    for pattern in IN_OFFICE:
        for match in pattern.finditer(text):
            if match.start() == match.start("given") and MORE_BEFORE.search(
                text, max(0, match.start() - 30), match.start()
            ):
                continue
            if is_name_of_somebody(match["given"]) and is_surname(match["surname"], text, match.end()):
                yield match.start("given"), match.end("surname"), "person"


def is_name_of_somebody(given: str) -> bool:
    """Initials, a given name, or a word that is nothing else."""
    return len(given) == 1 or "." in given or given.lower() in given_names() or is_own_name(given)


def is_surname(word: str, text: str, end: int) -> bool:
    plain = own(word)
    if (
        len(plain) < 3
        or CITED.match(text, end)
        or any(plain in words for words in (public_names(), place_surnames(), GENERAL))
    ):
        return False
    return plain in surnames() or plain not in ordinary_words()


def own(surname: str) -> str:
    """A surname in small letters, without a possessive."""
    return surname.lower().removesuffix("’s").removesuffix("'s")


def is_own_name(word: str) -> bool:
    """A word of a name that belongs to one body alone."""
    plain = word.lower().replace("’", "").replace("'", "")
    if len(plain) < 3 or plain in GENERAL or plain.endswith(("ly", "ing", "ed")):
        return False
    return plain not in ordinary_words() and plain not in public_names()
