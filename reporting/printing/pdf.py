"""Printed reports: plain data in, the bytes of a tagged PDF (PDF/UA-1 declared) out. The only importer of WeasyPrint.

Equal data give equal bytes: there is no clock in here, and the file's identifier is the checksum of its page.
Nothing is fetched: the renderer knows our own type faces and the cover's picture by a private name, and nothing else.
"""

import io
import re
from functools import cache
from hashlib import sha256
from typing import Any

import pypdfium2
import weasyprint
from django.conf import settings
from django.template.loader import render_to_string
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from reporting.printing import charts
from reporting.printing.table_sizes import LONGEST_WHOLE, PIECE
from reporting.review.brief import brief_of

FACES = settings.BASE_DIR / "static" / "built" / "fonts"
STYLES = settings.BASE_DIR / "static" / "reports"
FACE_NAMES = frozenset(
    {
        "SourceSerif4-Regular.ttf",
        "SourceSerif4-It.ttf",
        "SourceSerif4-Semibold.ttf",
        "SourceSerif4-SemiboldIt.ttf",
        "SourceSerif4Subhead-Regular.ttf",
        "SourceSerif4Subhead-It.ttf",
        "SourceSerif4Display-Light.ttf",
        "SourceSans3-Regular.ttf",
        "SourceSans3-It.ttf",
        "SourceSans3-Semibold.ttf",
        "SourceSans3-SemiboldIt.ttf",
    }
)

SIZE = re.compile(r'width="([\d.]+)pt" height="([\d.]+)pt"')
VARIANT = {"pdf_variant": "pdf/ua-1"}
BRIEF_SIZES = 7  # of type, as static/reports/brief.css has them

TAGS = re.compile(r"(<[^<>]*>)")
LETTER = re.compile(r"&#?\w+;|[^\s&]|&")
ENDLESS = re.compile(rf"(?:&#?\w+;|[^\s&]|&){{{LONGEST_WHOLE + 1},}}")


def feedback_report(data: dict) -> bytes:
    """The confidential report to one site, from its frozen data."""
    return _printed("feedback", as_report(data))


def as_report(data: dict) -> dict[str, Any]:
    """What its template prints."""
    changes = data["changes"]
    since = f"What has changed since Round {data['round'] - 1}" if data["round"] > 1 else "What your document holds"
    return {
        "report": data,
        "changes_title": since,
        "changed": charts.what_changed(changes),
        "totals": charts.change_totals(changes),
    }


def thematic_review(data: dict) -> bytes:
    """The anonymous review across all sites, from its frozen data."""
    return _printed("review", {"review": data})


def brief(data: dict) -> bytes:
    """The brief for ministers, in the largest of its sizes in which it has one page."""
    for size in range(BRIEF_SIZES):
        page = breakable(
            render_to_string("reports/brief.html", {"review": data, "brief": brief_of(data), "size": size})
        )
        document = _set(page, "brief")
        if len(document.pages) == 1:
            break
    return _written(document, page)


def living_document(data: dict) -> bytes:
    """What a site sent, or its draft, as its own record."""
    return _printed("document", {"document": data})


def picture(svg: str, *, scale: float = 3) -> bytes:
    """A drawing as PNG, set in our own faces; `scale` 3 makes 216 points of it to an inch."""
    width, height = SIZE.search(svg).groups()
    drawing = svg.partition("?>")[2]
    size = f"<style>@page {{ size: {width}pt {height}pt; }}</style>"
    page = f'<!doctype html><html lang="en-GB"><head><title>Figure</title>{size}</head><body>{drawing}</body></html>'
    document = pypdfium2.PdfDocument(tagged(page, "figure"))
    held = io.BytesIO()
    document[0].render(scale=scale).to_pil().save(held, "PNG", optimize=True)
    return held.getvalue()


class NotOurs(ValueError):
    """Something other than our own parts was asked for."""


class FaceMissing(RuntimeError):
    """Without a type face the text would quietly be set in another, so its lack ends the rendering."""


class OwnParts(URLFetcher):
    """Hands out our own faces and pictures by name. Whatever else is asked for, from anywhere, is refused."""

    def fetch(self, url: str, headers=None) -> URLFetcherResponse:
        kind, _, name = url.partition(":")
        if kind == "own-face" and name in FACE_NAMES:
            return URLFetcherResponse(url, _face(name), {"Content-Type": "font/ttf"})
        if url == "own-picture:strands":
            return URLFetcherResponse(url, _strands(), {"Content-Type": "image/svg+xml"})
        raise NotOurs(url)


@cache
def _face(name: str) -> bytes:
    """A type face's bytes. WeasyPrint swallows every error but its own fatal one."""
    try:
        return (FACES / name).read_bytes()
    except OSError as error:
        raise FatalURLFetchingError(f"The type face {name} is missing: run `make setup`") from error


def _strands() -> bytes:
    return render_to_string("reports/figures/strands.svg", {"strands": charts.strands()}).encode()


def _printed(name: str, context: dict[str, Any]) -> bytes:
    """One report: its template and its style sheet."""
    return tagged(breakable(render_to_string(f"reports/{name}.html", context)), name)


def breakable(page: str) -> str:
    """Lets endless words break into pieces: setting one in a single piece takes time by its square."""
    return "".join(part if part.startswith("<") else ENDLESS.sub(_in_tens, part) for part in TAGS.split(page))


def _in_tens(word: re.Match) -> str:
    letters = LETTER.findall(word[0])
    return "\u200b".join("".join(letters[start : start + PIECE]) for start in range(0, len(letters), PIECE))


def tagged(page: str, style: str) -> bytes:
    """A page of HTML as a PDF, set by the shared style sheet and its own."""
    return _written(_set(page, style), page)


def _set(page: str, style: str) -> weasyprint.Document:
    """A page of HTML set in type, on as many pages as it needs."""
    try:
        return _rendered(page, style, OwnParts(), FontConfiguration())
    except FatalURLFetchingError as error:
        raise FaceMissing(str(error)) from error


def _rendered(page: str, style: str, own: OwnParts, faces: FontConfiguration) -> weasyprint.Document:
    sheets = [
        weasyprint.CSS(string=(STYLES / f"{sheet}.css").read_text(), url_fetcher=own, font_config=faces)
        for sheet in ("report", style)
    ]
    return weasyprint.HTML(string=page, base_url=None, url_fetcher=own).render(
        stylesheets=sheets,
        font_config=faces,
        presentational_hints=True,  # the numbers with which lists begin, and their letters
        **VARIANT,
    )


def _written(document: weasyprint.Document, page: str) -> bytes:
    identifier = sha256(page.encode()).hexdigest()[:32].encode()
    return document.write_pdf(pdf_identifier=identifier, finisher=_give_headers_their_scope, **VARIANT)


def _give_headers_their_scope(document, pdf) -> None:
    """WeasyPrint tags header cells and leaves out what they head: a column in a table's head, else a row."""

    def above(element):
        return pdf.objects[int(element["P"].split()[0])]

    for element in pdf.objects:
        if isinstance(element, dict) and element.get("S") == "/TH":
            in_head = above(above(element))["S"] == "/THead"
            element["A"]["Scope"] = "/Column" if in_head else "/Row"
