"""No file ends in an error page: whatever is done to a form, it is read or refused in a sentence, within bounds."""

import io
import time
import zipfile

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lxml import etree

from living_docs import prose
from living_docs.files.office_files import NotOpened, opened
from living_docs.word.document_walk import Walk, html_of
from living_docs.word.package import Package, refused_where_it_breaks
from living_docs.word.prose_writer import saved, write_prose
from living_docs.word.styles import new_document
from tests.living_docs.word_files import cell, p, row, run, table, word_file

pytestmark = pytest.mark.one_engine

TEXT = (
    "<h4>Aims</h4><p>We <strong>ring</strong> <a href='https://example.org/a'>them</a>.</p><ol start='3'><li>a<ul><li>b</li>"
    "</ul></li></ol><table><thead><tr><th colspan='2'>Head</th></tr></thead><tbody><tr><td rowspan='2'>1</td><td>2</td></tr>"
    "<tr><td>3</td></tr></tbody></table>"
)
PARTS = ["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/_rels/document.xml.rels", "_rels/.rels"]
ODD = ["", "0", "-1", "99999999999", "x", "é", "true", "rId1", "%1", "continue"]


def written() -> dict[str, bytes]:
    word = new_document("Damage")
    write_prose(word, TEXT)
    with zipfile.ZipFile(io.BytesIO(saved(word))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


WHOLE = written()


def packed(parts: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


@refused_where_it_breaks
def read_whole(content: bytes) -> str:
    walk = Walk(Package(opened(content, "docx")))
    return prose.clean(html_of(walk.pieces()))


def is_read_or_refused(content: bytes) -> None:
    try:
        assert isinstance(read_whole(content), str)
    except NotOpened as refusal:
        assert str(refusal).endswith(".")


@st.composite
def bytes_changed(draw) -> bytes:
    name = draw(st.sampled_from(PARTS))
    part = bytearray(WHOLE[name])
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(part) - 1))
        part[place : place + draw(st.integers(0, 30))] = draw(st.binary(max_size=6))
    return packed(WHOLE | {name: bytes(part)})


@st.composite
def elements_changed(draw) -> bytes:
    """An element is taken out, put elsewhere, or has odd values: well-formed, and as no program writes it."""
    name = draw(st.sampled_from(PARTS))
    root = etree.fromstring(WHOLE[name])
    for _ in range(draw(st.integers(1, 6))):
        elements = list(root.iter())
        one, other = draw(st.sampled_from(elements)), draw(st.sampled_from(elements))
        what = draw(st.sampled_from(["take out", "move", "value", "no values"]))
        if what == "take out" and one.getparent() is not None:
            one.getparent().remove(one)
        elif what == "move" and one.getparent() is not None and one not in other.iterancestors() and one is not other:
            other.append(one)
        elif what == "value" and one.attrib:
            one.set(draw(st.sampled_from(sorted(one.attrib))), draw(st.sampled_from(ODD)))
        elif what == "no values":
            one.attrib.clear()
    return packed(WHOLE | {name: etree.tostring(root)})


def tried(examples: int):
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(
        max_examples=examples, deadline=None, database=None, suppress_health_check=slow, phases=[Phase.generate]
    )


@tried(60)
@given(st.one_of(bytes_changed(), elements_changed()))
def test_a_damaged_file_is_read_or_refused(content):
    is_read_or_refused(content)


@pytest.mark.soak
@tried(5000)
@given(st.one_of(bytes_changed(), elements_changed()))
def test_five_thousand_damaged_files_are_read_or_refused(content):
    is_read_or_refused(content)


@pytest.mark.parametrize("name", PARTS[1:])
def test_a_missing_part_does_no_harm(name):
    is_read_or_refused(packed({one: part for one, part in WHOLE.items() if one != name}))


def deep(times: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * times + p("deep") + "</w:tc></w:tr></w:tbl>" * times


@pytest.mark.parametrize(
    ("body", "is_read"),
    [
        ("<w:p/>" * 300_000, True),
        ("<w:p/>" * 3_000_000, False),
        (p("<w:r/>") * 31_000, False),
        (p(*["<w:r/>"] * 2000) * 250, False),
        (deep(80), True),
        (deep(5000), False),
        (p("<w:ins>" * 5000 + run("x") + "</w:ins>" * 5000), False),
        (table(*[row(cell("x", properties='<w:gridSpan w:val="99999"/>'))] * 2000), True),
        (table(*[row(cell("x", properties="<w:vMerge/>"), "y")] * 3000), True),
    ],
    ids=[
        "many empty paragraphs",
        "20 MB of them",
        "many paragraphs",
        "many runs",
        "tables in tables",
        "far deeper",
        "deep in a line",
        "wide cells",
        "long merged cells",
    ],
)
def test_what_would_take_long_is_refused_or_read_in_that_time(body, is_read):
    content = word_file(body)
    begun = time.process_time()
    try:
        read_whole(content)
        was_read = True
    except NotOpened:
        was_read = False
    assert (was_read, time.process_time() - begun < 4) == (is_read, True)
