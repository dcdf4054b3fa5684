"""Addresses, telephone numbers, postcodes, names of pages and accounts, by their form.

Every repetition has an end, so that no text takes longer than its length allows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from reporting.anonymity.personal_numbers import codes, numbers
from sites.names.folded_words import UNSEEN
from sites.names.ordinary_words import postcode_areas

PUBLIC_HOSTS = re.compile(
    r"(?:https?://)?(?:www\.)?(?:[\w-]{1,63}\.){0,6}(?:dh|doh|rand|nuffieldtrust|kingsfund|nice|bmj|ijic|ic|hesonline|"
    r"statistics|cabinetoffice|audit-commission|cqc|monitor-nhsft|opsi|legislation|ey|kpmg|doi|who|hm-treasury|parliament|"
    r"ons|networks|improvement|institute|connectingforhealth|scie|jrf|health|hsj|nao|dwp|communities)"
    r"\.(?:nhs\.uk|gov\.uk|org\.uk|co\.uk|ac\.uk|org|com|int|uk)(?![\w-])",
    re.IGNORECASE,
)
_DOT = r"(?:\s{0,3}(?:\.|\(dot\)|\[dot\]|\{dot\})\s{0,3}|\s{1,3}dot\s{1,3})"
_SPOKEN_DOT = r"(?:\s{1,3}dot\s{1,3}|\s{0,3}[\[({]dot[\])}]\s{0,3})"
_AT = r"\s{0,3}(?:@|[\[({]\s?(?:at|@)\s?[\])}]|\s{1,3}at\s{1,3})\s{0,3}"
_DOMAIN = r"(?:nhs\.uk|nhs\.net|gov\.uk|org\.uk|co\.uk|ac\.uk|org|com|net|info|example|uk)"
_PART = r"[\w+-]{1,64}"
_ROADS = (
    r"(?:Road|Street|Avenue|Lane|Close|Drive|Crescent|Terrace|Place|Square|Gardens|Grove|Way|Hill|Row|Walk|Mews|Rise|Parade|"
    r"Park|Court|Quay|Wharf|Yard|Villas|Cottages|Rd|Ave|Cres)"
)
_CAPITAL = r"[A-Z][\w’'-]{0,30}"
_DIGIT_WORD = r"(?:oh|zero|nought|one|two|three|four|five|six|seven|eight|nine)"
_MEDIA = r"(?:Facebook|Twitter|YouTube|Instagram|LinkedIn|MySpace|Bebo|Flickr|TikTok|WhatsApp)"
_PAGE = rf"(?:[“\"‘][^”\"’\n]{{2,60}}[”\"’]|@?{_CAPITAL}(?:\s{_CAPITAL}){{0,4}})"
# Each with what must be found in a text for it to be worth looking: a pattern that begins with any word is slow
DIGIT = r"\d"  # the sign of what is looked for around figures only
CONTACTS = [
    (sign if sign == DIGIT else re.compile(sign), re.compile(said))
    for sign, said in (
        ("@", r"(?<![\w.+'-])[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}"),
        (
            r"[\s(\[{][Dd][Oo][Tt][\s)\]}]",
            rf"(?i)(?<![\w+-]){_PART}(?:{_DOT}{_PART}){{0,3}}{_AT}{_PART}(?:{_SPOKEN_DOT}{_PART}){{1,5}}",
        ),
        (
            r"(?i)\sat\s\w[\w-]{0,62}\.\w|[\[({]\s?(?:at|@)",
            rf"(?i)(?<![\w.+-]){_PART}(?:\.{_PART}){{0,3}}(?:\s{{0,3}}[\[({{]\s?(?:at|@)\s?[\])}}]\s{{0,3}}|\sat\s(?!www\.))(?:[\w-]{{1,63}}\.){{1,5}}{_DOMAIN}\b",
        ),
        (DIGIT, r"(?<![\d,.])(?:(?:\+|\b00)\s?44[\s.-]?(?:\(0\)[\s.-]?)?|\(?0)(?:\d[\s()-]{0,2}){8,9}\d(?!\d)"),
        (DIGIT, r"(?<![\d,./-])0\d{2,4}(?:/\d{6,8}|\.\d{3}\.\d{3,4})(?![\d/])"),
        (r"[oO]\d|\d[oO]", r"\b(?=[\doO \t-]{0,8}[oO])[0oO][\doO]{3,4}[ \t-][\doO]{3}[ \t-]?[\doO]{3,4}\b"),
        (
            r"(?i)\b(?:oh|zero|nought)\b",
            rf"(?i)\b(?:oh|zero|nought)(?:[\s,-]{{1,3}}(?:double\s)?{_DIGIT_WORD}){{8,10}}\b",
        ),
        (DIGIT, r"\b(?i:extension|ext\.?|bleep|pager)\s\d{3,6}\b"),
        (DIGIT, r"(?i:\b(?:ring|call|phone|telephone|tel\.?)\s(?:(?:us|me|her|him)\s)?(?:on\s)?)\d{5,7}\b"),
        (
            r"(?i)skype",
            r"(?i)\bskype\s(?:name|id)[\s:]{1,2}(?:is\s)?[\w.-]{4,40}\b|\bskype[\s:]{1,2}[a-z]{2,30}[.\d][\w.-]{1,40}\b",
        ),
        (r"#[A-Za-z]", r"(?<![\w&/])#[A-Za-z]\w{5,40}\b"),
        (r"///|what3words", r"(?:///|\bwhat3words\s)[a-z]{3,20}\.[a-z]{3,20}\.[a-z]{3,20}\b"),
        (DIGIT, r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-BD-HJLNP-UW-Z]{2}\b"),
        (r"://|www\.", r"\b(?:https?://|www\.)[^\s<>\"”]{1,300}[^\s<>\"”.,;:)]"),
        (r"\.", rf"(?<![@\w.-])(?:[\w-]{{1,63}}\.){{1,6}}{_DOMAIN}\b(?:/[^\s<>\"”]{{0,300}}[^\s<>\"”.,;:)])?"),
        (
            DIGIT,
            rf"\b(?:(?:Flat|Unit|Suite|Block)\s\d{{1,4}}[a-zA-Z]?,\s)?\d{{1,4}}[a-z]?,?\s{{1,3}}(?:{_CAPITAL}\s{{1,3}}){{1,3}}{_ROADS}\b",
        ),
        (DIGIT, r"\b(?:Flat|Unit|Suite|Block)\s\d{1,4}[a-zA-Z]?,\s(?:[A-Z][a-z’'-]{1,30}\s?){2,5}\b"),
        (
            _ROADS,
            rf"\b(?:{_CAPITAL}\s){{1,4}}?,?(?:House|Cottage|Rectory|Vicarage|Farm|Lodge|Mill|Barn|Hall|Court),\s(?:\d{{1,4}}\s)?(?:{_CAPITAL}\s){{1,2}}{_ROADS}\b",
        ),
        (DIGIT, rf"\b\d{{1,4}}[a-z]?,?\s{{1,3}}{_CAPITAL}\s(?:St|Ln|Dr|Sq|Gdns|Cl|Tce)\b(?!\.?\s[A-Z][a-z]+’s)"),
        (
            r"House|Bakery|Forge|Chapel",
            rf"\b(?:(?i:level|floor)\s\w{{1,3}},\s{_CAPITAL}\sHouse|The\sOld\s{_CAPITAL},\s(?:{_CAPITAL}\s){{1,2}}{_ROADS})\b",
        ),
        (DIGIT, r"\bPO\sBox\s\d{1,6}\b"),
        ("@", r"(?<![\w@.])@[A-Za-z_]\w{2,30}\b"),
        (_MEDIA, rf"(?<=\b[Pp]age\s){_PAGE}(?=\son\s{_MEDIA})|(?<=\b[Gg]roup\s){_PAGE}(?=\son\s{_MEDIA})"),
    )
]
NAMED_PAGE = re.compile(
    rf"\b{_MEDIA}(?:\s(?:page|group|account|channel))?,?\s(?:as|called|named|under|at)\s(?P<name>{_PAGE})"
)
_LABEL = re.compile(
    r"(?i)\b(?:appendix|sheet|table|figure|room|form|annex|code|item|version|grade|band|section|question|module|vitamins?|"
    r"type|model|bay|part|cell|column|row|box|paper|group|route|bus|junction|ward|level|phase|step|road|motorway|paragraph|"
    r"schedule|build|release|indicator|domain|policy|line|platform|size|gate|zone|class|unit|clause|chapter|objective|standard|criterion)s?\s*$"
)
_LED_TO = re.compile(
    r"(?i)(?:\b(?:in|from|of|around|near|to|between|across|covers?|covering|outside|within|serves?|served|serving|"
    r"postcodes?|district|areas?|the|through|beyond)|[(:])\s*$"
)
_LIVED_IN = re.compile(
    r"(?i)\b(?:live[sd]?|living|homes?|houses?|people|patients?|residents?|serv\w{1,4}|postcodes?|areas?|districts?|addresses|"
    r"surger(?:y|ies)|practices?|families|clinics?|tenants|invited|moved|streets?|older|carers?|bus)\b"
)
_LISTED = re.compile(r"\s{0,2}(?:,|,?\s?\band\b|,?\s?\bor\b|,?\s?\bto\b|/|&|[-–])\s{0,2}$")
_NO_DISTRICT = frozenset({"CO2", "B6", "B12", "ME2", "SO2", "NO2", "ST1", "TS1", "PH7"})  # a gas, a vitamin
AROUND = 80  # characters in which the words that belong to a district or a number may stand
_HIDDEN = re.compile(rf"[{UNSEEN}]")


@cache
def loose_postcode() -> re.Pattern:
    """A postcode in small letters or without its space, of an area that there is."""
    areas = "|".join(area.lower() for area in postcode_areas())
    return re.compile(
        rf"(?i)\b(?:{areas})\d[\da-z]?\s?\d[abd-hjlnp-uw-z]{{2}}\b(?<!\dst)(?<!\dnd)(?<!\drd)(?<!\dth)(?<!\dam)(?<!\dpm)"
    )


@cache
def district() -> re.Pattern:
    areas = "|".join(sorted(postcode_areas(), key=len, reverse=True))
    return re.compile(rf"(?<![\w.])(?P<area>{areas})\d{{1,2}}[A-Z]?(?![\w.]\w|\w|/\d)")


def contacts(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of each; unseen characters inside hide none."""
    if not _HIDDEN.search(text):
        yield from in_plain(text)
        return
    origin = [place for place, character in enumerate(text) if not _HIDDEN.match(character)]
    for start, end, kind in in_plain("".join(text[place] for place in origin)):
        yield origin[start], origin[end - 1] + 1, kind


def in_plain(text: str) -> Iterator[tuple[int, int, str]]:
    stretches = list(around_figures(text))
    for sign, pattern in CONTACTS:
        for match in matches(pattern, sign, text, stretches):
            if "@" in match[0] or not PUBLIC_HOSTS.match(match[0].rsplit(" at ")[-1]):
                yield match.start(), match.end(), "contact"
    for match in NAMED_PAGE.finditer(text):
        yield *match.span("name"), "contact"
    for first, last in stretches:
        for find in (postcodes, numbers, codes):
            for start, end, kind in find(text[first:last]):
                yield first + start, first + end, kind


def matches(
    pattern: re.Pattern, sign: re.Pattern | str, text: str, stretches: list[tuple[int, int]]
) -> Iterator[re.Match]:
    if sign == DIGIT:
        for first, last in stretches:
            yield from pattern.finditer(text, first, last)
    elif re.search(sign, text):
        yield from pattern.finditer(text)


def around_figures(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of a text with figures in them, and enough around: nothing else is looked through for numbers."""
    first = last = -1
    for match in re.finditer(r"\d", text):
        if first >= 0 and match.start() > last:
            yield first, last
            first = -1
        if first < 0:
            first = start_of_word(text, max(0, match.start() - AROUND))
        last = match.end() + AROUND
    if first >= 0:
        yield first, last


def start_of_word(text: str, place: int) -> int:
    """The first place from here on that stands in no word."""
    begin = re.compile(r"\W|$").search(text, place)
    return place if place == 0 or begin is None else begin.start()


def postcodes(text: str) -> Iterator[tuple[int, int, str]]:
    """Whole ones in any spelling; a district alone where it is said of a place: "homes in E1, E2 and E14"."""
    for match in loose_postcode().finditer(text):
        yield match.start(), match.end(), "contact"
    last = -1  # where the district before ended, which one in a list with it goes on from
    for match in district().finditer(text):
        if is_district(text, match, last):
            last = match.end()
            yield match.start(), match.end(), "contact"


def is_district(text: str, match: re.Match, last: int) -> bool:
    before = text[max(0, match.start() - AROUND) : match.start()]
    if match[0] in _NO_DISTRICT or _LABEL.search(before):
        return False
    if last >= 0 and match.start() - last < len(", and  ") and _LISTED.fullmatch(text[last : match.start()]):
        return True
    around = before + text[match.end() : match.end() + AROUND]
    if len(match["area"]) == 1:
        return bool(_LED_TO.search(before) and not before.rstrip().endswith("the") and _LIVED_IN.search(around))
    return bool(_LED_TO.search(before) or _LIVED_IN.search(around))
