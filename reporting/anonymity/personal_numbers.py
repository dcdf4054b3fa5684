"""Numbers of persons, practices and places: of the NHS, of hospitals, of cars, dates of birth, grid references."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)"
)
_ORDINAL = (
    r"(?:(?:twenty|thirty)[\s-])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)"
)
_YEAR = r"(?:18[89]\d|19\d\d|20[0-3]\d)"
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|{_ORDINAL})"
_DATE = (
    rf"(?:\d{{1,2}}\s?[/.\-–]\s?\d{{1,2}}\s?[/.\-–]\s?(?:\d{{4}}|’?\d{{2}})\b|{_YEAR}-\d\d-\d\d\b|\d\d\s\d\d\s(?:{_YEAR}|\d\d)\b"
    rf"|{_DAY}[\s.-]{{1,2}}(?:of\s)?(?:{_MONTH}|\d\d?)\.?,?[\s-](?:{_YEAR}|’?\d\d)\b|{_MONTH}\s{_DAY},?\s{_YEAR}\b|(?:{_MONTH},?\s){_YEAR}\b)"
)
BORN = re.compile(
    rf"(?i)\b(?:date[\s-]{{1,2}}of[\s-]{{1,2}}birth|birth\s?date|birthday|d[./]?\s?o[./]?\s?b\b\.?|born|b\.)"
    rf"[\s:;=,–(\[-]{{0,4}}(?:(?:is|was|of|on|in|the|given\sas)[\s:]{{1,2}}){{0,3}}(?:{_DATE})"
)
BORN_IN = re.compile(
    rf"(?i)(?<=[\s(])(?:born|b\.)\s(?:(?:in\s|on\s)?(?:[a-z’']{{1,12}}\s){{0,4}}1[89]\d\d\b|on\s(?:the\s)?{_DAY}\s(?:of\s)?{_MONTH}\b)"
)
BIRTH = re.compile(
    r"(?i)\b(?:year\sof\sbirth|née\s\w{2,20},\sborn)[\s:]{1,2}(?:in\s|was\s)?(?:1[89]|20)\d\d\b|\bd\.?o\.?b\.?[\s:]{1,2}\d{6}(?:\d\d)?\b"
    r"|\baged?\s\d{1,3},?\s\(\s?\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)\b"
)
SOMEBODY = re.compile(
    r"(?i)\b(?:he|she|who|man|woman|patient|mrs?|ms|miss|client|resident|widow(?:er)?|husband|wife|lady|gentleman|aged|mother|"
    r"father|daughter|son|carer|service\suser)\b|\(b\."
)
IN_THE_NHS = re.compile(
    r"(?i)\bNHS(?:\s?(?:no|num|number|id|identifier)\b\.?)?[\s:#=–-]{0,3}(?:(?:is|was|of)\s)?(?P<number>\d(?:[\s.\-–]?\d){9})(?!\d)"
)
GROUPED = re.compile(r"(?<!\d)\d{3}[\s-]\d{3}[\s-]\d{4}(?!\d)|(?<![\d.,/-])[1-9]\d{9}(?!\d)")
CHECKED = re.compile(
    r"(?<![\d.,/-])(?:\d{3}[\s.–-]{1,3}\d{3}[\s.–-]{1,3}\d{4}|\d{3}[\s.-]\d{7}|\d{6}[\s.-]\d{4}|\d(?:[\s.-]\d){9})(?![\d.,]\d|\d)"
)
INSURANCE = re.compile(
    r"\b[A-CEGHJ-PR-TW-Z]{2}[\s-]?\d{2}[\s-]?\d{2}[\s-]?\d{2}[\s-]?[A-D]\b"
    r"|(?i:\b(?:NI|national\sinsurance)(?:\s(?:no\.?|number))?[\s:]{1,2}(?:is\s|was\s)?)[A-Z]{2}[\s-]?\d{2}[\s-]?\d{2}[\s-]?\d{2}[\s-]?[A-D]\b"
)
OF_A_RECORD = re.compile(
    r"(?i:\b(?:(?:hospital|hosp\b\.?|local|system\sone|[KX](?=[\s-]number)|unit|patient|case\s?note|case|clinic|record|chart|client|social\s(?:services|care)|payroll|staff|"
    r"employee|district|pathway|referral|system|emis|systmone|rio|passport|driving\slicen[cs]e)[\s-]?(?:no\b\.?|numbers?\b|num\b|id\b|"
    r"identifier\b|ref\b\.?|reference\b)|MRN|PAS(?:\s(?:no\.?|number))?|CHI(?:\s(?:no\.?|number))?|SSID)"
    r"[\s:#=–-]{0,3}(?:(?:is|was|of)\s)?)(?:(?:[A-Z]{1,5}[\s/-]?)?\d{4,12}[A-Z]?|\d{2,4}/\d{3,7})\b"
)
_PLATE = r"(?:[A-Z]{2}\s?\d{2}[\s-]?[A-Z]{3}|[A-HJ-NPR-TV-Y]\s?\d{1,3}\s?[A-Z]{3}|[A-Z]{3}\s?\d{1,3}\s?[A-HJ-NPR-TV-Y])"
CAR = re.compile(
    r"(?i:\b(?:cars?|vans?|vehicle|minibus|reg\b\.?|registration|(?:number|licence)\splate|plates?|parked|drives?|drove|driving|Fiesta|Golf|Corsa|Astra|Micra|taxi|scooter|motor(?:bike|cycle)|ambulance)\b)"
    rf"[^!?\n\d]{{0,40}}?(?P<plate>\b{_PLATE})\b"
)
PRACTICE = re.compile(r"\b[A-HJ-NPY]\d{5}\b")
OF_PRACTICES = re.compile(r"(?i)\b(?:practices?|surger(?:y|ies)|GPs?|ODS|codes?|lists?|clinic|centre)\b")
CODED = re.compile(
    r"\b(?:ODS|NACS|PCT|[Oo]rganisation|[Pp]ractice)\s[Cc]ode[\s:]{1,2}(?:is\s|was\s)?(?P<code>(?=\w{0,5}\d)[A-Z\d]{3,6})\b"
)
_SQUARE = r"(?:H[PTUW-Z]|N[A-DF-HJ-OR-UW-Z]|OV|S[C-EH-KM-PR-Z]|T[AFGLMQRV])"
GRID = re.compile(
    rf"\b{_SQUARE}\s(?:\d{{3}}\s\d{{3}}|\d{{4}}\s\d{{4}}|\d{{5}}\s\d{{5}})\b"
    rf"|\b{_SQUARE}(?:\d{{6}}|\d{{8}}|\d{{10}})\b|\b{_SQUARE}\s(?:\d{{6}}|\d{{8}})\b|\bE\s?\d{{6}},?\sN\s?\d{{6}}\b"
    r"|\b\d{1,2}\.\d{1,6}\s?°?\s?N,?\s\d{1,2}\.\d{1,6}\s?°?\s?[EW]\b|\b[Ll]at(?:itude)?\.?[\s:]{1,2}-?\d{1,2}\.\d{2,8}(?:,?\slong(?:itude)?\.?[\s:]{1,2}-?\d{1,3}\.\d{1,8})?"
    rf"|(?i:\b(?:grid|OS|OSGR|map)\s?(?:ref\b\.?|reference)?[\s:]{{1,2}}(?:is\s|was\s|of\s)?)(?P<bare>{_SQUARE}\s?(?:\d{{2}}\s\d{{2}}|\d{{4}}|\d{{6}}|\d{{8}}|\d{{10}}))\b"
)
AROUND = 80


def numbers(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of what belongs to one person."""
    for pattern in (GROUPED, INSURANCE):
        for match in pattern.finditer(text):
            yield match.start(), match.end(), "personal_id"
    for pattern in (BORN, BIRTH, OF_A_RECORD):
        for match in pattern.finditer(text):
            yield match.start(), match.end(), "personal_id"
    for pattern, part in ((IN_THE_NHS, "number"), (CAR, "plate")):
        for match in pattern.finditer(text):
            yield *match.span(part), "personal_id"
    for match in CHECKED.finditer(text):
        if is_of_the_nhs(re.sub(r"\D", "", match[0])):
            yield match.start(), match.end(), "personal_id"
    for match in BORN_IN.finditer(text):
        if SOMEBODY.search(around(text, match)):
            yield match.start(), match.end(), "personal_id"


def codes(text: str) -> Iterator[tuple[int, int, str]]:
    """Codes of practices and other bodies; grid references."""
    for match in PRACTICE.finditer(text):
        if OF_PRACTICES.search(around(text, match)):
            yield match.start(), match.end(), "organisation"
    for match in CODED.finditer(text):
        yield *match.span("code"), "organisation"
    for match in GRID.finditer(text):
        yield *(match.span("bare") if match["bare"] else match.span()), "place"


def around(text: str, match: re.Match) -> str:
    return text[max(0, match.start() - AROUND) : match.end() + AROUND]


def is_of_the_nhs(digits: str) -> bool:
    """Whether ten digits have the check digit of an NHS number (modulus 11)."""
    left = 11 - sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return left % 11 == int(digits[9]) and left != 10 and digits[0] in "4679"
