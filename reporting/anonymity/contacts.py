"""Addresses, telephone numbers, postcodes and personal numbers, by their form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sites.naming.folding import UNSEEN

PUBLIC_HOSTS = re.compile(
    r"(?:https?://)?(?:www\.)?(?:[\w-]+\.)*(?:dh|doh|rand|nuffieldtrust|kingsfund|nice|bmj|ijic|ic|hesonline|statistics|"
    r"cabinetoffice|audit-commission|cqc|monitor-nhsft|opsi|legislation|ey|kpmg|doi|who|hm-treasury|parliament|ons|"
    r"networks|improvement|institute|connectingforhealth|scie|jrf|health|hsj|nao|dwp|communities)"
    r"\.(?:nhs\.uk|gov\.uk|org\.uk|co\.uk|ac\.uk|org|com|int|uk)(?![\w-])",
    re.IGNORECASE,
)
_DOT = r"(?:\s*(?:\.|\(dot\)|\[dot\])\s*|\s+dot\s+)"
_DOMAIN = r"(?:nhs\.uk|nhs\.net|gov\.uk|org\.uk|co\.uk|ac\.uk|org|com|net|info|example|uk)"
_NO_LABEL = "".join(
    rf"(?<!{label} )"
    for label in (
        "[Aa]ppendix",
        "[Ss]heet",
        "[Tt]able",
        "[Ff]igure",
        "[Rr]oom",
        "[Ff]orm",
        "[Aa]nnex",
        "[Cc]ode",
        "[Ii]tem",
    )
)
# Each pattern with what must be found in a text for it to be worth looking: a pattern that begins with any word is slow
PATTERNS = {
    "contact": [
        ("@", r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+"),
        (r"[\s(\[]dot[\s)\]]", rf"[\w+-]+(?:{_DOT}[\w+-]+)*\s*(?:@|\(at\)|\[at\]|\s+at\s+)\s*[\w-]+(?:(?:\s+dot\s+|\[dot\]|\(dot\))[\w-]+)+"),
        ("", r"(?<![\d,.])(?:\+44\s?(?:\(0\)\s?)?|0)(?:\d[\s()-]{0,2}){8,9}\d(?!\d)"),
        ("", r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-BD-HJLNP-UW-Z]{2}\b"),
        ("", r"\b[a-z]{1,2}\d{1,2}\s\d[abd-hjlnp-uw-z]{2}\b(?<!st)(?<!nd)(?<!rd)(?<!th)"),
        ("", rf"\b(?=[A-Z]{{2}}\d){_NO_LABEL}(?:BH|CB|SR|DL|DH|TR|PL|NN|NR|NE|NG|TQ|WF)\d{{1,2}}\b"),
        ("", r"\b(?:https?://|www\.)[^\s<>\"”]+[^\s<>\"”.,;:)]"),
        (r"\.", rf"(?<![@\w.-])(?=\S*\.\w)(?:[\w-]+\.)+{_DOMAIN}\b(?:/[^\s<>\"”]*[^\s<>\"”.,;:)])?"),
        ("", r"\b\d{1,4}[a-z]?,?\s+(?:[A-Z][\w’'-]+\s+){1,3}"
             r"(?:Road|Street|Avenue|Lane|Close|Drive|Crescent|Terrace|Place|Square|Gardens|Grove|Way)\b"),
    ],
    "personal_id": [
        ("", r"(?<!\d)\d{3}[\s-]\d{3}[\s-]\d{4}(?!\d)"),
        ("", r"(?<!\d)[1-9]\d{9}(?!\d)"),
        ("", r"\b[A-CEGHJ-PR-TW-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b"),
        ("", r"\b(?:born\s+on|date\s+of\s+birth:?|DOB:?)\s+\d{1,2}(?:st|nd|rd|th)?[\s/.-]\w+[\s/.-]\d{2,4}\b"),
    ],
}  # fmt: skip
COMPILED = [
    (kind, re.compile(sign), re.compile(said)) for kind, patterns in PATTERNS.items() for sign, said in patterns
]
_HIDDEN = re.compile(rf"[{UNSEEN}]")


def contacts(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of each; unseen characters inside hide none."""
    if not _HIDDEN.search(text):
        yield from in_plain(text)
        return
    origin = [place for place, character in enumerate(text) if not _HIDDEN.match(character)]
    for start, end, kind in in_plain("".join(text[place] for place in origin)):
        yield origin[start], origin[end - 1] + 1, kind


def in_plain(text: str) -> Iterator[tuple[int, int, str]]:
    for kind, sign, pattern in COMPILED:
        for match in pattern.finditer(text) if sign.search(text) else ():
            if "@" in match[0] or not PUBLIC_HOSTS.match(match[0]):
                yield match.start(), match.end(), kind
