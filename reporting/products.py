"""Every product that people take away as a file: in which formats, who makes each, what it is called, which exit it takes.

Worker, gate, pages and commands ask here and nowhere else. A format of what leaves the team cannot be declared without
`words`, by which the check of its exit reads what the file would say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from django.core.exceptions import ImproperlyConfigured
from django.template.loader import render_to_string

from living_docs.canonical_json import canonical
from living_docs.files.media_types import MEDIA_TYPES
from living_docs.word.copy import word_copy
from reporting.feedback_reports.word import feedback_word
from reporting.figures import in_sections
from reporting.printing import pdf
from reporting.printing.markup_lines import office_lines, page_lines
from reporting.printing.slides import review_slides
from reporting.review import figure_files
from reporting.review.brief import brief_of
from reporting.review.word import review_word
from sites.exits import FIGURE_FILE, REPORT_FILE, REVIEW_FILE, Exit

PDF, DOCX, PPTX, BRIEF, HTML, JSON = "pdf", "docx", "pptx", "brief", "html", "json"
CSV, SVG, PNG, ZIP = "csv", "svg", "png", "zip"
Words = Callable[..., Iterable[str]]


class NoSuchFormat(LookupError):
    """A format that a product does not have."""


@dataclass(frozen=True)
class Format:
    """One kind of file of a product. `name` is what people call it, `noun` the same after "the"."""

    key: str
    suffix: str
    name: str
    noun: str
    make: Callable[..., bytes]
    words: Words | None = None  # every line of words that the file would hold
    part: str = ""  # in the address, where it is not the product's
    stem: str = ""  # of the file's name, where it is not the product's
    stored: bool = True  # whether the worker makes it once and keeps the bytes


@dataclass(frozen=True)
class Product:
    """What is made of one kind of frozen data. Without an exit it goes to nobody but those whose text it is."""

    part: str  # the last part of its address
    stem: str  # of the file's name
    formats: tuple[Format, ...]
    exit: Exit | None = None

    def __post_init__(self) -> None:
        for format in self.formats:
            if self.exit and format.words is None:
                raise ImproperlyConfigured(
                    f"{self.stem}, {format.key}: say in `words` how the check of “{self.exit.name}” reads this format."
                )
            if format.stored and format.suffix not in MEDIA_TYPES:
                raise ImproperlyConfigured(f"{self.stem}, {format.key}: no media type is declared for {format.suffix}.")

    @property
    def stored(self) -> list[Format]:
        """Those that the worker makes, in the order in which pages offer them."""
        return [format for format in self.formats if format.stored]

    @property
    def keys(self) -> list[str]:
        return [format.key for format in self.formats]

    def __getitem__(self, key: str) -> Format:
        for format in self.formats:
            if format.key == key:
                return format
        raise NoSuchFormat(f"{self.stem} has no format {key}.")

    def file_name(self, key: str, **at: object) -> str:
        """What the file is called when it is downloaded."""
        format = self[key]
        return f"{(format.stem or self.stem).format(**at)}.{format.suffix}"

    def address(self, key: str) -> str:
        """The last part of its address: review.docx, brief.pdf."""
        format = self[key]
        return f"{format.part or self.part}.{format.suffix}"


def page_words(template: str, context: Callable[[dict], dict], data: dict) -> Iterable[str]:
    """A page, or a PDF that is set from one."""
    return page_lines(render_to_string(template, context(data)))


def office_words(make: Callable[[dict], bytes], data: dict) -> Iterable[str]:
    return office_lines(make(data))


def as_review(data: dict) -> dict:
    return {"review": data}


def as_brief(data: dict) -> dict:
    return {"review": data, "brief": brief_of(data)}


def review_page(data: dict) -> bytes:
    return render_to_string("reporting/published/_as_file.html", as_review(data)).encode()


def figure_words(data: dict, figure: dict) -> Iterable[str]:
    """Of the drawing, as SVG or as a picture."""
    return page_lines(figure_files.figure_svg(data, figure).decode())


def figure_cells(data: dict, figure: dict) -> Iterable[str]:
    return [*figure_files.HEAD, *(cell for line in figure_files.lines_of(data, figure) for cell in line)]


def cells_of_figures(data: dict) -> Iterable[str]:
    return [cell for figure in in_sections(data["sections"]) for cell in figure_cells(data, figure)]


FEEDBACK_REPORT = Product(
    "report",
    "feedback-{site}-round-{round}-version-{version}",
    (
        Format(
            PDF, "pdf", "PDF", "PDF", pdf.feedback_report, partial(page_words, "reports/feedback.html", pdf.as_report)
        ),
        Format(DOCX, "docx", "Word document", "Word document", feedback_word, partial(office_words, feedback_word)),
    ),
    REPORT_FILE,
)
THEMATIC_REVIEW = Product(
    "review",
    "thematic-review-round-{round}-version-{version}",
    (
        Format(
            HTML,
            "html",
            "page",
            "page",
            review_page,
            partial(page_words, "reporting/published/_as_file.html", as_review),
            stored=False,
        ),
        Format(PDF, "pdf", "PDF", "PDF", pdf.thematic_review, partial(page_words, "reports/review.html", as_review)),
        Format(DOCX, "docx", "Word", "Word file", review_word, partial(office_words, review_word)),
        Format(PPTX, "pptx", "slides", "slide file", review_slides, partial(office_words, review_slides)),
        Format(
            BRIEF,
            "pdf",
            "brief",
            "brief",
            pdf.brief,
            partial(page_words, "reports/brief.html", as_brief),
            part="brief",
            stem="brief-for-ministers-round-{round}-version-{version}",
        ),
        Format(ZIP, "zip", "ZIP", "ZIP file of figures", figure_files.figures_zip, cells_of_figures, stored=False),
    ),
    REVIEW_FILE,
)
FIGURE = Product(
    "figure",
    "thematic-review-round-{round}-version-{version}-figure-{figure}",
    (
        Format(CSV, "csv", "CSV", "CSV file", figure_files.figure_csv, figure_cells, stored=False),
        Format(SVG, "svg", "SVG", "SVG drawing", figure_files.figure_svg, figure_words, stored=False),
        Format(PNG, "png", "PNG", "PNG picture", figure_files.figure_png, figure_words, stored=False),
    ),
    FIGURE_FILE,
)
LIVING_DOCUMENT = Product(
    "document",
    "living-document-{site}-round-{round}-{which}",
    (
        Format(PDF, "pdf", "PDF", "PDF", pdf.living_document),
        Format(DOCX, "docx", "Word", "Word document", word_copy, stored=False),
        Format(JSON, "json", "data", "data file", lambda data: canonical(data).encode(), stored=False),
    ),
)
PROOF = Product(
    "proof", "thematic-review-round-{round}-proof", (Format(PDF, "pdf", "PDF", "PDF", pdf.thematic_review),)
)
PRODUCTS = (FEEDBACK_REPORT, THEMATIC_REVIEW, FIGURE, LIVING_DOCUMENT, PROOF)
