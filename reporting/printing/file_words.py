"""Every word that the files of a review would hold, read from the files themselves: slide notes, labels of charts and
the workbooks inside them, alternative texts, metadata and file names."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape
from zipfile import ZipFile

from django.template.loader import render_to_string

from living_docs.canonical_json import canonical
from reporting.printing.slides import review_slides
from reporting.review.brief import brief_of
from reporting.review.word import review_word

# What parts one line from the next: in a page every tag but those within a line, in an Office part its paragraphs.
BRIEF = "brief"  # a PDF of its own beside the review
_IN_A_LINE = r"a|abbr|b|em|i|small|span|strong|sub|sup|time|tspan"
_PAGE_LINES = re.compile(rf"<(?!/?(?:{_IN_A_LINE})\b)[^<>]*>")
_OFFICE_LINES = re.compile(r"</(?:\w+:)?(?:p|v|f|si|title|language)>|<(?:\w+:)?(?:br|tab)\b[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")
_NO_WORDS = re.compile(r"<(style|script)\b.*?</\1>", re.DOTALL)
_SAID_IN_A_TAG = re.compile(r'\s(?:alt|aria-label|content|descr|name|title|xml:lang)="([^"]*)"')
_SPACES = re.compile(r"\s+")


def file_name(round: int, version: int, format: str) -> str:
    """What a file is called when it is downloaded."""
    if format == BRIEF:
        return f"brief-for-ministers-round-{round}-version-{version}.pdf"
    return f"thematic-review-round-{round}-version-{version}.{format}"


def figure_file_name(round: int, version: int, figure: int, format: str) -> str:
    """What a figure to take away is called."""
    return f"thematic-review-round-{round}-version-{version}-figure-{figure}.{format}"


def words_of_files(data: dict) -> tuple[tuple[str, str], ...]:
    """The kind of file and a line of it, each line once a file; kept, since a review is checked again at each step of
    its way out, mostly unchanged."""
    return words_of_the_files_of(canonical(data))


@lru_cache(maxsize=4)
def words_of_the_files_of(review: str) -> tuple[tuple[str, str], ...]:
    """Of a review's data as canonical JSON."""
    return tuple(read_from_files(json.loads(review)))


def read_from_files(data: dict) -> Iterator[tuple[str, str]]:
    """Word and slides are made for it; page and PDF, which are set from their HTML, are read as that."""
    page = render_to_string("reporting/review_file.html", {"review": data})
    paper = render_to_string("reports/review.html", {"review": data})
    brief = render_to_string("reports/brief.html", {"review": data, "brief": brief_of(data)})
    for place, lines in [
        ("The page", page_lines(page)),
        ("The PDF", page_lines(paper)),
        ("The brief", page_lines(brief)),
        ("The Word file", office_lines(review_word(data))),
        ("The slides", office_lines(review_slides(data))),
        ("Names of files", [file_name(data["round"], data["version"], "pdf")]),
    ]:
        for line in dict.fromkeys(flat(lines)):
            yield place, line


def flat(lines: Iterable[str]) -> Iterator[str]:
    """Lines without markup, with single spaces; empty ones left out."""
    for line in lines:
        if words := _SPACES.sub(" ", unescape(_TAG.sub("", line))).strip():
            yield words


def page_lines(html: str) -> Iterator[str]:
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
