"""Every line of words that a page or an Office file holds: text, alternative texts, metadata, names of its parts."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from html import unescape
from zipfile import ZipFile

# What parts one line from the next: in a page every tag but those within a line, in an Office part its paragraphs.
_IN_A_LINE = r"a|abbr|b|em|i|small|span|strong|sub|sup|time|tspan"
_PAGE_LINES = re.compile(rf"<(?!/?(?:{_IN_A_LINE})\b)[^<>]*>")
_OFFICE_LINES = re.compile(r"</(?:\w+:)?(?:p|v|f|si|title|language)>|<(?:\w+:)?(?:br|tab)\b[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")
_NO_WORDS = re.compile(r"<(style|script)\b.*?</\1>", re.DOTALL)
_SAID_IN_A_TAG = re.compile(r'\s(?:alt|aria-label|content|descr|name|title|xml:lang)="([^"]*)"')
_SPACES = re.compile(r"\s+")


def flat(lines: Iterable[str]) -> Iterator[str]:
    """Lines without markup, with single spaces; empty ones left out."""
    for line in lines:
        if words := _SPACES.sub(" ", unescape(_TAG.sub("", line))).strip():
            yield words


def page_lines(html: str) -> Iterator[str]:
    """Of a page, or of a drawing in SVG."""
    html = _NO_WORDS.sub("", html)
    yield from _PAGE_LINES.split(html)
    yield from _SAID_IN_A_TAG.findall(html)


def office_lines(content: bytes) -> Iterator[str]:
    """Paragraphs and values of every part, what its tags say, the names of the parts; of the files inside it too."""
    with ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            yield name
            part = archive.read(name)
            if name.endswith(".xlsx"):
                yield from office_lines(part)
            elif name.endswith(".xml"):
                xml = part.decode()
                yield from _OFFICE_LINES.split(xml)
                yield from _SAID_IN_A_TAG.findall(xml)
