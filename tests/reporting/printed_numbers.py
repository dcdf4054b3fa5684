"""Every number of the figures and of the lists of numbers, read back from each form in which a review is printed."""

import csv
import io
from collections import Counter

import pikepdf
from django.template.loader import render_to_string
from docx import Document
from lxml import html
from pptx import Presentation

from reporting.figures import in_sections
from reporting.figures.tables import table_of
from reporting.printing.charts import count_in_words
from reporting.printing.slides import review_slides
from reporting.review import figure_files
from reporting.review.word import review_word
from reporting.templatetags.printed import DRAWN, in_words

Printed = set[tuple[int, str, str, str]]  # figure, row, column, what is printed


def published(review: dict) -> Printed:
    """What the published data hold: every other form is compared with this."""
    return {
        (figure["number"], row[0], column, cell)
        for figure in in_sections(review["sections"])
        for table in [joined(figure)]
        for row in table[1:]
        for column, cell in zip(table[0][1:], row[1:], strict=True)
        if cell
    }


def joined(figure: dict) -> list[list[str]]:
    """The table of a figure with one column that names its rows: of the chain, part and box together."""
    head, rows = table_of(figure)
    if figure["kind"] != "chain":
        return [head, *rows]
    return [[head[0], *head[2:]], *([f"{row[0]}: {row[1]}", *row[2:]] for row in rows)]


def on_page(review: dict) -> Printed:
    page = html.fromstring(render_to_string("reporting/published/_as_file.html", {"review": review}))
    found = set()
    for figure in page.iter("figure"):
        number = int(figure.get("id").removeprefix("figure-"))
        for row in figure.find(".//table").iterfind(".//tbody/tr"):
            label, *cells = [" ".join(" ".join(cell.xpath("text()|span/text()")).split()) for cell in row]
            columns = [cell.get("data-label") for cell in row[1:]]
            if columns[0] == "What is named":
                label, cells, columns = f"{label}: {cells[0]}", cells[1:], columns[1:]
            found |= {(number, label, column, cell) for column, cell in zip(columns, cells, strict=True) if cell}
    return found


def in_word(review: dict) -> Printed:
    word = Document(io.BytesIO(review_word(review)))
    found, number = set(), 0
    for block in word.iter_inner_content():
        if block.style is not None and block.style.name == "Caption":
            number = int(block.text.removeprefix("Figure ").partition(".")[0])
        elif number and hasattr(block, "rows"):
            head, *rows = [[cell.text for cell in row.cells] for row in block.rows]
            if head[1] == "What is named":
                head, rows = [head[0], *head[2:]], [[f"{row[0]}: {row[1]}", *row[2:]] for row in rows]
            found |= {
                (number, row[0], column, cell)
                for row in rows
                for column, cell in zip(head[1:], row[1:], strict=True)
                if cell
            }
            number = 0
    return found


def on_slides(review: dict) -> Printed:
    """From the charts: numbers from the sheet behind them, bands and amounts from the words beside the bars."""
    found = set()
    for slide in Presentation(io.BytesIO(review_slides(review))).slides:
        title = slide.shapes.title.text_frame.text
        for shape in (shape for shape in slide.shapes if shape.has_chart):
            number = int(title.removeprefix("Figure ").partition(".")[0])
            for label, words in shown_in(shape.chart.plots[0]).items():
                found.add((number, label, shape.name, words))
    return found


def shown_in(plot) -> dict[str, str]:
    labels = list(plot.categories)
    found = {}
    for series in plot.series:
        for place, value in enumerate(series.values):
            beside = written_beside(series, place)
            if beside or (
                value is not None and series.name not in ("To", "From", "At most", "At least", "Without a number")
            ):
                found[labels[place]] = beside or in_words(int(value)).capitalize()
    return found


def written_beside(series, place: int) -> str:
    labels = series._element.iterfind("{*}dLbls/{*}dLbl")
    mine = [label for label in labels if label.find("{*}idx").get("val") == str(place)]
    return "".join(text.text for label in mine for text in label.iter("{*}t"))


def in_csv(review: dict) -> Printed:
    found = set()
    for figure in in_sections(review["sections"]):
        lines = csv.DictReader(io.StringIO(figure_files.figure_csv(review, figure).decode("utf-8-sig")))
        found |= {(figure["number"], line["Row"], line["Column"], line["Published"]) for line in lines}
    return found


def missing_on_paper(review: dict, paper: bytes) -> Counter[str]:
    """What the alternative texts of the PDF should say, strip by strip and drawing by drawing, and do not."""
    with pikepdf.open(io.BytesIO(paper)) as file:
        said = Counter(
            str(found.Alt) for found in file.objects if isinstance(found, pikepdf.Dictionary) and "/Alt" in found
        )
    rows = [*review["glance"], *(row for section in review["sections"] for row in section["brief"])]
    expected = Counter(count_in_words(row["count"]) for row in rows)
    for figure in in_sections(review["sections"]):
        expected.update(on_paper(figure))
    return expected - said


def on_paper(figure: dict) -> list[str]:
    match figure["kind"]:
        case "coverage" | "costs":
            return [count_in_words(cell) for row in figure["rows"] for cell in row["cells"]]
        case "spread":
            return [" to ".join(f"£{end}" for end in row["spread"]) for row in figure["rows"] if row["spread"]]
        case kind:
            return [DRAWN[kind](figure)["alt"]]


def told_by_directions(printed: Printed) -> Printed:
    """Whether a share has grown: beside the numbers, and on slides in none of the charts."""
    return {one for one in printed if one[2] == "Since the last round"}


def differing(review: dict, paper: bytes) -> dict[str, object]:
    """Each form that prints another number than was published, with what differs; `paper` is its PDF."""
    numbers = published(review)
    forms = {
        "page": on_page(review) ^ numbers,
        "word": in_word(review) ^ numbers,
        "slides": on_slides(review) ^ (numbers - told_by_directions(numbers)),
        "csv": in_csv(review) ^ numbers,
        "pdf": missing_on_paper(review, paper),
    }
    return {form: differs for form, differs in forms.items() if differs}
