"""One review as page, PDF, Word and slides: the same numbers in all four, and nothing that tells where they come from."""

import copy
import io
import re
from zipfile import ZipFile

import pypdfium2
import pytest
from django.template.loader import render_to_string
from docx import Document
from docx.oxml.ns import qn
from pptx import Presentation
from pypdf import PdfReader

from reporting.figures import in_sections
from reporting.printing import pdf
from reporting.printing.slides import review_slides
from reporting.printing.slides.charts import columns_of
from reporting.review.paragraphs import with_paragraphs
from reporting.review.word import review_word
from tests.office_parts import parts
from tests.reporting import printed_numbers, sample_reports
from tests.reporting.page_fill import half_empty

pytestmark = pytest.mark.one_engine

REVIEW = sample_reports.review()
SPACES = re.compile(r"\s+")


def flat(text: str) -> str:
    return SPACES.sub(" ", text)


def of_page() -> str:
    html = render_to_string("reporting/published/_as_file.html", {"review": REVIEW})
    return re.sub(r"<[^>]+>", " ", html)


@pytest.fixture(scope="session")
def paper() -> bytes:
    return pdf.thematic_review(REVIEW)


def of_pdf(paper: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages)


def of_word() -> str:
    word = Document(io.BytesIO(review_word(REVIEW)))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    return " ".join([*(paragraph.text for paragraph in word.paragraphs), *cells])


def of_slides() -> str:
    found = []
    for slide in Presentation(io.BytesIO(review_slides(REVIEW))).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                found.append(shape.text_frame.text)
            if shape.has_table:
                found += [cell.text for row in shape.table.rows for cell in row.cells]
        found.append(slide.notes_slide.notes_text_frame.text)
    return " ".join(found)


@pytest.fixture(scope="session")
def texts(paper) -> dict[str, str]:
    return {"page": flat(of_page()), "pdf": flat(of_pdf(paper)), "word": flat(of_word()), "slides": flat(of_slides())}


def counts(data: object) -> list[tuple[str, str]]:
    """Each published number with what it is a number of."""
    if isinstance(data, list):
        return [found for part in data for found in counts(part)]
    if isinstance(data, dict):
        mine = [(data["count"]["words"], data["statement"])] if "count" in data and "statement" in data else []
        return mine + [found for name, part in data.items() if name != "count" for found in counts(part)]
    return []


NUMBERS = [pair for section in REVIEW["sections"] for pair in counts(section["brief"])] + counts(REVIEW["glance"])


def test_there_are_numbers_to_compare():
    assert len(NUMBERS) >= 30


@pytest.mark.parametrize("product", ["page", "pdf", "word", "slides"])
def test_every_number_stands_in_every_product(texts, product):
    missing = [
        (number, said)
        for number, said in NUMBERS
        if re.search(rf"{number}.{{0,60}}?{re.escape(said)}|{re.escape(said)}.{{0,160}}?{number}", texts[product])
        is None
    ]
    assert missing == []


def figures() -> list[dict]:
    return [
        block["figure"] for section in REVIEW["sections"] for block in section["blocks"] if block["kind"] == "figure"
    ]


@pytest.mark.parametrize("product", ["page", "word", "slides"])
def test_every_figure_is_also_told_in_words(texts, product):
    from reporting.figures.tables import table_of

    missing = [
        row
        for figure in figures()
        for row in table_of(figure).rows
        if any(flat(cell) not in texts[product] for cell in row)
    ]
    assert missing == []


def charts(content: bytes) -> list:
    slides = Presentation(io.BytesIO(content)).slides
    return [shape for slide in slides for shape in slide.shapes if shape.has_chart]


def of_figure(figure: dict) -> list:
    """The charts of one figure of a review."""
    return charts(review_slides(REVIEW | {"sections": [section_of(figure)]}))


def section_of(figure: dict) -> dict:
    return {
        "id": "s",
        "title": "S",
        "question": None,
        "asked": "",
        "standfirst": "",
        "brief": [],
        "blocks": [{"kind": "figure", "figure": figure}],
    }


def drawn(shape) -> dict[str, tuple]:
    """The series of a chart by their names, each with the values that its sheet holds."""
    return {series.name: series.values for series in shape.chart.plots[0].series}


def test_a_chart_is_native_and_its_sheet_holds_the_ends_of_a_band_and_no_number_within_it():
    themes, *_ = sample_reports.DRAWN
    rounds = [drawn(shape) for shape in of_figure(themes)]
    none = (None, None, None)
    assert rounds == [
        {"At most": none, "At least": none, "Without a number": (None, 0, None), "Round 1": (11, None, 3)},
        {"At most": (None, 2, None), "At least": (None, 0, None), "Without a number": none, "Round 2": (12, None, 8)},
        {"At most": none, "At least": none, "Without a number": none, "Round 3": (12, 12, 5)},
    ]


def test_nearly_all_is_drawn_hatched_with_its_words_beside():
    _, pyramid, *_ = sample_reports.DRAWN
    describe, _ = of_figure(pyramid)
    assert (drawn(describe)["At least"], drawn(describe)["At most"]) == ((None, None, 14), (None, None, 16))
    point = describe.chart.plots[0].series[0].points[2]
    assert point.data_label.text_frame.text == "Nearly all or all"
    assert point.format.fill.pattern is not None


def test_amounts_that_may_be_shown_are_drawn_from_end_to_end():
    *_, spread = sample_reports.DRAWN
    gave, amounts, do_not_know = map(drawn, of_figure(spread))
    none = (None, None)
    assert gave == {"At most": none, "At least": none, "Without a number": none, "Gave an amount": (6, 4)}
    assert amounts == {"To": (15_000, None), "From": (7_100, None), "Without a number": (None, 0)}
    assert (do_not_know["At most"], do_not_know["At least"], do_not_know["Do not know it yet"]) == (
        (2, None),
        (0, None),
        (None, 3),
    )


LONG = "What the Pilots told us of the work between hospitals, surgeries and town halls in a long winter " * 3


def test_forty_rows_go_on_over_slides_and_a_long_title_is_set_smaller():
    themes, *_ = sample_reports.DRAWN
    rows = [row | {"label": f"{number}. {LONG}"[:90]} for number in range(40) for row in themes["rows"][:1]]
    figure = themes | {"rows": rows, "title": LONG[:200]}
    found = of_figure(figure)
    labels = [label for shape in found[::3] for label in shape.chart.plots[0].categories]
    assert labels == [row["label"] for row in rows]
    assert len(found) == 5 * 3


def boxes(slides) -> list[tuple[str, float, float]]:
    """What stands on each slide: its name, where its words begin, and where they end, by the size of their letters."""
    return [
        (f"{slide.shapes.title.text_frame.text}: {shape.name}", shape.top.cm, shape.top.cm + words_of(shape))
        for slide in slides
        for shape in slide.shapes
    ]


def words_of(shape) -> float:
    if shape.has_table:
        rows = shape.table.rows
        return sum(
            max(
                height(cell.text_frame, column.width.cm)
                for cell, column in zip(row.cells, shape.table.columns, strict=True)
            )
            for row in rows
        )
    return height(shape.text_frame, shape.width.cm) if shape.has_text_frame else shape.height.cm


def height(frame, width: float) -> float:
    sized = [(paragraph.text, paragraph.runs[0].font.size.pt) for paragraph in frame.paragraphs if paragraph.runs]
    return sum(-(-len(text) * size * 0.0185 // width) * size * 0.0425 for text, size in sized)


def test_nothing_runs_over_the_foot_of_a_slide():
    chapter = REVIEW["sections"][4]
    full = chapter | {"title": LONG[:200], "standfirst": LONG * 2, "brief": chapter["brief"] * 4}
    glance = REVIEW["glance"] * 3
    slides = Presentation(io.BytesIO(review_slides(REVIEW | {"sections": [full], "glance": glance}))).slides
    assert [box for box in boxes(slides) if not box[0].endswith("Foot") and box[2] > 17.9] == []


def test_a_chart_says_its_numbers_to_those_who_do_not_see_it():
    said = [shape._element.nvGraphicFramePr.cNvPr.get("descr") for shape in charts(review_slides(REVIEW))]
    assert [text.rpartition("; ")[2] for text in said if text.startswith("Round")] == [
        "Records that do not meet: Three",
        "Records that do not meet: Eight",
        "Records that do not meet: Five",
    ]
    assert all(said)


@pytest.mark.parametrize("make", [review_word, review_slides])
def test_equal_data_give_equal_bytes(make):
    assert make(REVIEW) == make(REVIEW)


@pytest.mark.parametrize("make", [review_word, review_slides])
def test_the_file_says_nothing_of_who_made_it_and_when(make):
    wrong = [
        (name, word)
        for name, part in parts(make(REVIEW)).items()
        for word in (
            b"<dc:creator>",
            b"lastModifiedBy>",
            b"<dcterms:created",
            b"<dcterms:modified",
            b"Steve Canny",
            b"python-docx",
        )
        if word in part
    ]
    assert wrong == []


@pytest.mark.parametrize("make", [review_word, review_slides])
def test_every_part_has_one_and_the_same_time(make):
    with ZipFile(io.BytesIO(make(REVIEW))) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def of_docx(part: str) -> str:
    return parts(review_word(REVIEW))[part].decode()


def test_charts_in_word_are_native_with_the_sheet_of_their_numbers_inside():
    made = parts(review_word(REVIEW))
    charts = sorted(name for name in made if name.startswith("word/charts/chart"))
    sheets = [name for name in made if name.startswith("word/embeddings/") and name.endswith(".xlsx")]
    assert len(charts) == len(sheets) == sum(len(columns_of(figure)) for figure in figures())
    assert made["word/document.xml"].count(b"<c:chart ") == len(charts)
    described = re.findall(r'<wp:docPr id="\d+" name="[^"]+" descr="([^"]+)"', made["word/document.xml"].decode())
    assert len(described) == len(charts)


def test_word_has_a_list_of_contents_with_every_heading_that_leads_to_it():
    word = Document(io.BytesIO(review_word(REVIEW)))
    entries = [paragraph for paragraph in word.paragraphs if paragraph.style.name == "TOC 1"]
    headings = [paragraph.text for paragraph in word.paragraphs if paragraph.style.name == "Heading 1"]
    assert ["".join(text.text for text in entry._p.iter("{*}t")) for entry in entries] == headings
    marks = set(re.findall(r'w:bookmarkStart w:id="\d+" w:name="([^"]+)"', of_docx("word/document.xml")))
    assert {entry._p.find("{*}hyperlink").get(qn("w:anchor")) for entry in entries} <= marks
    kinds = re.findall(r'<w:fldChar w:fldCharType="(\w+)"', of_docx("word/document.xml"))
    assert [kinds.count(kind) for kind in ("begin", "separate", "end")] == [kinds.count("begin")] * 3


def test_word_has_page_numbers_styles_and_numbered_paragraphs():
    word = Document(io.BytesIO(review_word(REVIEW)))
    codes = [code.text.strip() for code in word.sections[0].footer._element.iter("{*}instrText")]
    assert codes == ["PAGE", "NUMPAGES"]
    used = {paragraph.style.name for paragraph in word.paragraphs}
    assert used >= {
        "Title",
        "Subtitle",
        "Heading 1",
        "Heading 2",
        "Caption",
        "Quote",
        "Numbered paragraph",
        "Standfirst",
    }
    numbers = [p.text.split("\t")[0] for p in word.paragraphs if p.style.name == "Numbered paragraph"]
    expected = [
        number
        for section in with_paragraphs(REVIEW["sections"])
        for block in section["blocks"]
        for number in block.get("numbers", [])
    ]
    assert numbers == expected


def test_a_section_without_numbers_shows_how_its_paragraphs_begin():
    slides = Presentation(io.BytesIO(review_slides(REVIEW))).slides
    how = next(slide for slide in slides if slide.shapes.title.text_frame.text == "How it was done")
    assert [shape.name for shape in how.shapes].count("Text") == 1


def test_what_is_raised_for_the_next_round_is_discussed():
    issues = {
        "id": "issues-for-the-next-round",
        "title": "Issues",
        "question": None,
        "asked": "",
        "standfirst": "",
        "brief": [],
        "blocks": [{"kind": "html", "html": "<ul>\n<li>How long a letter takes</li>\n</ul>"}],
    }
    slides = Presentation(io.BytesIO(review_slides(REVIEW | {"sections": [issues]}))).slides
    assert "– How long a letter takes" in [
        shape.text_frame.text for shape in list(slides)[-1].shapes if shape.has_text_frame
    ]


def test_every_number_is_the_same_in_every_form(paper):
    assert len(printed_numbers.published(REVIEW)) > 50
    assert printed_numbers.differing(REVIEW, paper) == {}


@pytest.mark.parametrize(
    "read", [printed_numbers.on_page, printed_numbers.in_word, printed_numbers.on_slides, printed_numbers.in_csv]
)
def test_another_number_is_read_as_another_number(read):
    changed = copy.deepcopy(REVIEW)
    figure = next(iter(in_sections(changed["sections"])))
    figure["rows"][0]["cells"][0] = sample_reports.count(3)
    assert read(changed) ^ read(REVIEW) == {
        (1, figure["rows"][0]["label"], figure["columns"][0], words) for words in ("Thirteen", "Three")
    }


def test_no_page_but_the_last_is_less_than_half_full(paper):
    assert half_empty(paper) == []


MILLIMETRE = 72 / 25.4
HEAD = 29 * MILLIMETRE  # of a page, above its text


def heads(paper: bytes) -> list[str]:
    """What stands at the right above the text of each page."""
    document = pypdfium2.PdfDocument(paper)
    found = [
        page.get_textpage().get_text_bounded(left=page.get_width() / 2, bottom=page.get_height() - HEAD)
        for page in document
    ]
    return [" ".join(text.split()) for text in found]


def places(paper: bytes) -> list[tuple[int, bool, str]]:
    """The page on which each chapter begins, whether at its top, and its title."""
    reader = PdfReader(io.BytesIO(paper))
    outline = [one for one in reader.outline if not isinstance(one, list)]
    tall = float(reader.pages[0].mediabox.height)
    return [(reader.get_destination_page_number(one), one.top > tall - HEAD - 20, one.title) for one in outline]


def test_the_head_of_a_page_names_the_section_in_which_it_begins(paper):
    begun, expected = places(paper), {}
    titles = [section["title"] for section in REVIEW["sections"]]
    for page, _ in enumerate(heads(paper)):
        before = [title for place, at_top, title in begun if place < page or (place == page and at_top)]
        if before and before[-1] in titles:
            expected[page] = before[-1]
    assert {page: heads(paper)[page] for page in expected} == expected
    assert len({place for place, at_top, _ in begun if not at_top and place in expected}) >= 3


def test_forty_rows_and_a_long_title_stay_on_the_paper():
    themes, *_ = sample_reports.DRAWN
    rows = [row | {"label": f"{number} {LONG}"[:180]} for number in range(40) for row in themes["rows"][:1]]
    figure = themes | {"rows": rows, "title": LONG[:200]}
    content = pdf.thematic_review(REVIEW | {"title": LONG[:200], "sections": [section_of(figure)]})
    text = " ".join(flat(page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages)
    assert [number for number in range(40) if f"{number} What the Pilots told us" not in text] == []
