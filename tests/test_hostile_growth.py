"""Hostile input costs nothing: for every reader and finder four times the input takes at most some four times as long.

A new reader of what others wrote belongs into one of the two tables here; the regular expressions that it uses are tried
by themselves in test_regular_expressions.py.
"""

import gc
import io
import time
import uuid
import zipfile
from contextlib import suppress

import pytest

from living_docs import acronyms, prose
from living_docs.changes.comparison import compare
from living_docs.changes.differences import differences
from living_docs.files.inspection import inspected
from living_docs.files.sheet_commands import holds_commands
from living_docs.instrument import given_instrument, questions
from living_docs.plain_notation import blocks
from living_docs.prose.characters import parted
from living_docs.tables.grids import read_grid
from living_docs.tables.spreadsheets import csv_lines, pasted_lines
from living_docs.tables.typed import printed, read_as
from living_docs.tables.workbooks import read_sheets
from living_docs.versions import Clash, merge_prose
from living_docs.word.package import refused_where_it_breaks
from living_docs.word.text import read_text
from reporting.claims.typed_comparisons import typed_comparisons
from tests.effort import SOAK
from tests.hostile_texts import PIECES, repeated
from tests.living_docs.uploads import picture_file
from tests.living_docs.word_files import cell, field, p, row, run, table, word_file
from themes.refi_qda import data as qda
from themes.refi_qda.reader import read as read_project
from themes.search.query import Query

pytestmark = [pytest.mark.one_engine, pytest.mark.soak] if SOAK else pytest.mark.one_engine
TIMES, ALLOWED = 4, 2.0  # the longer is so many times as long, and may take so much more than that
AT_LEAST = 0.02  # seconds: below them a clock says nothing
LONG_TEXT = 200_000 if SOAK else 12_000  # characters


def prompt(number: str):
    return next(p for q in questions(given_instrument()) for p in q.prompts if p.number == number)


COSTS = prompt("8.2")


def grid(text: str):
    return read_grid(COSTS, pasted_lines(text))


def changed(text: str):
    return differences([text, "a b c"], [text[1:] + "x", "a b d"])


def merged(text: str):
    return merge_prose(f"<p>{text}</p>", f"<p>{text}x</p>", f"<p>y{text}</p>")


def searched(text: str):
    return Query.of(text).spans(text)


def in_bytes(read):
    return lambda text: read(text.encode("utf-8", "surrogatepass"))


TEXT_READERS = {
    "HTML that is pasted": prose.clean,
    "the words of HTML": prose.text,
    "plain notation": blocks.from_plain,
    "HTML to plain notation": lambda text: blocks.to_plain(prose.clean(text)),
    "CSV": in_bytes(csv_lines),
    "commands in CSV": in_bytes(holds_commands),
    "rows that are pasted": grid,
    "figures and days in a cell": lambda text: [
        (read_as(k, text), printed(k, text)) for k in ("money", "date", "integer")
    ],
    "acronyms": acronyms.stands_explained,
    "raised figures": lambda text: parted(text, "sup"),
    "three texts merged": merged,
    "two texts compared": changed,
    "paragraphs compared": lambda text: list(compare(text.split("\n"), f"{text}x".split("\n")[::-1])),
    "comparisons in a review": lambda text: list(typed_comparisons(text, bound=[])),
    "a search": searched,
}


def seconds(read, given) -> float:
    """The time that a reader takes or refuses in."""
    start = time.process_time()
    with suppress(ValueError, Clash):
        read(given)
    return time.process_time() - start


@pytest.fixture(autouse=True)
def without_looking_for_garbage():
    """How often Python looks through all that lives is no property of a reader."""
    gc.disable()
    yield
    gc.enable()


def grows_in_step(read, make, length: int) -> bool:
    """Whether four times the input takes at most some four times the time; tried again before it is said to be slower."""
    for _ in range(3):
        short, long = seconds(read, make(length // TIMES)), seconds(read, make(length))
        if long <= max(short, AT_LEAST) * TIMES * ALLOWED:
            return True
    return False


@pytest.mark.parametrize("name", TEXT_READERS)
def test_a_text_is_read_in_the_time_that_its_length_allows(name):
    slow = [
        shape
        for shape, piece in PIECES.items()
        if not grows_in_step(TEXT_READERS[name], lambda length, piece=piece: repeated(piece, length), LONG_TEXT)
    ]
    assert slow == []


@pytest.mark.django_db
@pytest.mark.parametrize("shape", ["alternating capitals", "line ends", "listed capitals", "spaces", "commas"])
def test_the_gate_looks_through_twenty_kilobytes_in_two_seconds(shape, pilots_checker):
    assert seconds(pilots_checker.check, repeated(PIECES[shape], 20_000)) < 2


# The findings by which this began


def test_twenty_thousand_items_in_one_another_are_read_at_once():
    assert seconds(prose.clean, "<ul><li>a" * 20_000) < 2


def test_a_small_file_of_cells_that_look_alike_is_read_at_once():
    lines = "\n".join(["=1+1,=1+1|"] * 2_000).encode()
    assert seconds(holds_commands, lines) < 1
    assert seconds(csv_lines, lines) < 1


@pytest.mark.parametrize("piece", ["<w:p/>", "<w:p></w:p>", "<w:p><w:r/></w:p>", "<w:p><w:pPr/></w:p>"])
def test_a_form_that_unpacks_to_twenty_megabytes_is_refused_at_once(piece):
    content = word_file(piece * (20_000_000 // len(piece)))
    assert (len(content) < 130_000, seconds(read_text, content) < 1.5) == (True, True)


# Files


def workbook(cells: str, **parts: str) -> bytes:
    held = io.BytesIO()
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="{main}"/></Types>',
        )
        file.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="r" Type="{relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        file.writestr(
            "xl/workbook.xml",
            f'<workbook {space} xmlns:r="{relation}"><sheets><sheet name="a" sheetId="1" r:id="s"/></sheets></workbook>',
        )
        file.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="s" Type="{relation}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        file.writestr("xl/worksheets/sheet1.xml", f"<worksheet {space}><sheetData>{cells}</sheetData></worksheet>")
        for name, content in parts.items():
            file.writestr(f"xl/{name}.xml", content)
    return held.getvalue()


def codebook(codes: str) -> bytes:
    return f'<CodeBook xmlns="{qda.CODEBOOK_NAMESPACE}"><Codes>{codes}</Codes></CodeBook>'.encode()


def code(inside: str = "") -> str:
    return f'<Code guid="{uuid.uuid4()}" name="a" isCodable="true">{inside}</Code>'


def project(number: int, words: str) -> bytes:
    passages = "".join(
        f'<PlainTextSelection guid="{uuid.uuid4()}" name="a" startPosition="0" endPosition="{n % 50}"/>'
        for n in range(number)
    )
    source = f'<TextSource guid="{uuid.uuid4()}" name="a"><PlainTextContent>{words * number}</PlainTextContent>{passages}</TextSource>'
    xml = f'<Project xmlns="{qda.PROJECT_NAMESPACE}" name="a"><Sources>{source}</Sources></Project>'
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("project.qde", xml)
    return held.getvalue()


def nested(opening: str, inside: str, closing: str, number: int) -> str:
    return opening * number + inside + closing * number


WORD_SHAPES = {
    "empty paragraphs": lambda n: "<w:p/>" * n,
    "paragraphs": lambda n: p("a") * n,
    "runs": lambda n: p(*["a"] * n),
    "spaces": lambda n: p(" a " * n),
    "marked runs": lambda n: p(*[run("a", "<w:b/>"), run("b", "<w:i/>")] * (n // 2)),
    "insertions in one another": lambda n: p(nested("<w:ins>", run("a"), "</w:ins>", n)),
    "tables in one another": lambda n: nested("<w:tbl><w:tr><w:tc>", p("a"), "</w:tc></w:tr></w:tbl>", n // 20),
    "rows": lambda n: table(*[row("a", "b")] * (n // 4)),
    "a wide row": lambda n: table(row(*["a"] * (n // 2))),
    "cells merged downwards": lambda n: table(*[row(cell("a", properties="<w:vMerge/>"), "b")] * (n // 4)),
    "cells merged sideways": lambda n: table(*[row(cell("a", properties='<w:gridSpan w:val="99"/>'))] * (n // 4)),
    "fields": lambda n: p(*[field("PAGE", run("1"))] * (n // 4)),
    "fields that never end": lambda n: p(*['<w:r><w:fldChar w:fldCharType="begin"/></w:r>'] * n),
    "bookmarks": lambda n: '<w:bookmarkStart w:id="1" w:name="a"/>' * n + p("a"),
    "paragraphs that lost their ends": lambda n: p("a", properties="<w:rPr><w:del/></w:rPr>") * n,
    "notes": lambda n: p(*['<w:r><w:footnoteReference w:id="1"/></w:r>'] * n),
    "equations": lambda n: p("<m:oMath>" + "<m:r><m:t>x</m:t></m:r>" * n + "</m:oMath>"),
    "equations in one another": lambda n: p(f"<m:oMath>{nested('<m:f><m:num>', '', '</m:num></m:f>', n)}</m:oMath>"),
    "drawings": lambda n: p(*['<w:r><w:drawing><wp:docPr name="a"/></w:drawing></w:r>'] * (n // 4)),
    "numbered items": lambda n: (
        p("a", properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>') * (n // 4)
    ),
}
SHEET_SHAPES = {
    "rows": lambda n: "".join(f'<row r="{r}"><c r="A{r}"><v>1</v></c></row>' for r in range(1, n)),
    "a wide row": lambda n: '<row r="1">' + "<c><v>1</v></c>" * n + "</row>",
    "empty rows": lambda n: "<row/>" * n,
    "far rows": lambda n: "".join(f'<row r="{r * 1000}"><c><v>1</v></c></row>' for r in range(1, n)),
    "far columns": lambda n: "".join(f'<row r="{r}"><c r="XFD{r}"><v>1</v></c></row>' for r in range(1, n // 4)),
    "words in a cell": lambda n: f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"a " * n * 10}</t></is></c></row>',
    "formulas": lambda n: "".join(f'<row r="{r}"><c r="A{r}"><f>SUM(A1:A9)</f></c></row>' for r in range(1, n // 2)),
    "percent signs": lambda n: f'<row r="1"><c r="A1" t="str"><v>{"%" * n * 10}</v></c></row>',
}
PROJECT_SHAPES = {
    "codes": lambda n: codebook(code() * 1 + "".join(code() for _ in range(n))),
    "codes in one another": lambda n: codebook(nested('<Code guid="x" name="a">', "", "</Code>", n)),
    "passages": lambda n: project(n, "word "),
    "passages of many lines": lambda n: project(n, "a\r\n"),
    "passages of large signs": lambda n: project(n, "\U0001f600"),
}
PICTURE_SHAPES = {
    form: lambda n, form=form: picture_file(form, (n // 4, 500)) for form in ("PNG", "JPEG", "GIF", "WEBP")
}
FILE_READERS = {
    "Word forms": (refused_where_it_breaks(read_text), WORD_SHAPES, lambda make: lambda n: word_file(make(n)), 4_000),
    "Word files that are kept": (
        lambda content: inspected(content, "docx", ""),
        WORD_SHAPES,
        lambda make: lambda n: word_file(make(n)),
        4_000,
    ),
    "workbooks": (read_sheets, SHEET_SHAPES, lambda make: lambda n: workbook(make(n)), 4_000),
    "REFI-QDA": (read_project, PROJECT_SHAPES, lambda make: make, 4_000),
    "pictures": (
        lambda content: inspected(
            content, {"\x89": "png", "\xff": "jpg", "G": "gif", "R": "webp"}[chr(content[0])], ""
        ),
        PICTURE_SHAPES,
        lambda make: make,
        2_000,
    ),
}


@pytest.mark.parametrize("name", FILE_READERS)
def test_a_file_is_read_or_refused_in_the_time_that_its_size_allows(name):
    read, shapes, file_of, size = FILE_READERS[name]
    size = size * 5 if SOAK else size
    assert [shape for shape, make in shapes.items() if not grows_in_step(read, file_of(make), size)] == []
