"""The printed reports: structure, text and metadata of the files, and what the renderer refuses to load."""

import io
import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path
from socketserver import BaseRequestHandler, TCPServer

import pikepdf
import pytest
from pdfua import validate
from pypdf import PdfReader

from reporting.printing import pdf
from tests.reporting import sample_reports as samples

A4 = (595, 842)  # pt
MAKERS = {
    "feedback": (pdf.feedback_report, samples.feedback),
    "review": (pdf.thematic_review, samples.review),
    "document": (pdf.living_document, samples.document),
}
every_report = pytest.mark.parametrize("name", MAKERS)


@pytest.fixture(scope="session")
def printed():
    """Each sample report, printed once."""
    return {name: make(sample()) for name, (make, sample) in MAKERS.items()}


def text_of(content: bytes) -> str:
    """All words of a PDF on one line, hyphenated words joined again."""
    pages = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return re.sub(r"\s+", " ", re.sub(r"[-‐]\s*\n", "", pages))


def page_count(content: bytes) -> int:
    return len(PdfReader(io.BytesIO(content)).pages)


def elements(content: bytes, tag: str) -> list:
    with pikepdf.open(io.BytesIO(content)) as file:
        return [
            {key: str(value) for key, value in found.items() if key in {"/Alt", "/A"}}
            | {"scope": str(found.get("/A", {}).get("/Scope", ""))}
            for found in file.objects
            if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/StructElem" and f"/{tag}" == found.S
        ]


def bookmarks(content: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(content)) as file, file.open_outline() as outline:
        return [str(item.title) for item in outline.root]


# Structure


@every_report
def test_reports_are_tagged_and_say_their_language_and_title(printed, name):
    with pikepdf.open(io.BytesIO(printed[name])) as file:
        assert (str(file.Root.Lang), bool(file.Root.MarkInfo.Marked)) == ("en-GB", True)
        assert bool(file.Root.ViewerPreferences.DisplayDocTitle)


@every_report
def test_metadata_hold_a_title_and_a_producer_only(printed, name):
    with pikepdf.open(io.BytesIO(printed[name])) as file:
        assert set(file.docinfo) == {"/Title", "/Producer"}
        assert str(file.docinfo["/Producer"]).startswith("WeasyPrint ")
        stated = set(
            re.findall(
                r"<(?:dc|xmp|pdf|xmpMM):(\w+)|(?:dc|xmp|pdf|xmpMM):(\w+)=", file.Root.Metadata.read_bytes().decode()
            )
        )
        assert {one or other for one, other in stated} == {"title", "Producer"}


@every_report
def test_the_checks_that_pdfua_knows_pass(printed, name, tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(printed[name])
    assert [finding.message for finding in validate(str(file)).findings] == []


@pytest.mark.parametrize(("name", "least"), [("feedback", 33), ("review", 57)])
def test_every_figure_has_its_numbers_in_words(printed, name, least):
    figures = elements(printed[name], "Figure")
    assert len(figures) >= least
    assert [figure for figure in figures if not figure.get("/Alt")] == []


@every_report
def test_every_header_cell_says_what_it_heads(printed, name):
    assert {header["scope"] for header in elements(printed[name], "TH")} <= {"/Column", "/Row"}
    assert "/Column" in {header["scope"] for header in elements(printed[name], "TH")}


def test_bookmarks_of_the_review_are_its_chapters(printed):
    assert bookmarks(printed["review"]) == [
        "Thematic Review",
        "Contents",
        "At a glance",
        "Purpose and coverage",
        "How it was done",
        "Themes across the questions",
        *samples.TITLES,
        "For the next round",
        "How anonymity is kept",
        "About this document",
    ]


def test_bookmarks_of_a_living_document_are_its_questions(printed):
    assert bookmarks(printed["document"]) == ["Living Document", "Cover", *samples.TITLES]


def test_only_our_own_type_faces_are_used(printed):
    with pikepdf.open(io.BytesIO(printed["review"])) as file:
        faces = {
            str(found.BaseFont).split("+")[1]
            for found in file.objects
            if isinstance(found, pikepdf.Dictionary) and "/BaseFont" in found
        }
    assert {face for face in faces if not face.startswith(("Source-Serif-4", "Source-Sans-3"))} == set()


# Text


def test_a_feedback_report_says_what_it_was_given(printed):
    text = text_of(printed["feedback"])
    for sentence in (
        "Confidential: for Marlbridge only",
        "Marlbridge: Living Document, Round 3",
        "Read by two researchers, each alone, and by the task leader",
        "we can now follow one person from the first call",
        "Five points for the next round",
        "Prompts 3.2, 3.6",
        "Would you rather talk?",
        "Of 15,045 words in your document 4,605 are new and 2,470 were edited.",
        "Five of 53 prompts are open",
        "Comprehensible: Unclear in places",
        "Complete: Too early, accepted",
        "3a What happens between a ward’s letter",
        "3d The agreed letter",
        "Known so far, four items and three not yet known 31,965.00",
        "In Round 2, three items and three not yet known 51,117.00",
        "no reply yet",
        "reference R3-7K2P",
        "3 of 8",
        "fictional",
    ):
        assert sentence in text, sentence


def test_an_unknown_cost_is_never_a_nought(printed):
    text = text_of(printed["feedback"])
    assert "Room for the clinic Borough council Used not yet known" in text
    assert "Publicity Community trust None nil" in text


def test_the_parts_of_a_feedback_report_are_listed_with_their_pages(printed):
    pages = PdfReader(io.BytesIO(printed["feedback"])).pages
    listed = re.findall(
        r"(Five points|What has changed|Question by question|Your costs|Earlier points|About this)[\D]*?(?:Round 2)?(\d)\n",
        pages[0].extract_text(),
    )
    assert [part for part, _ in listed] == [
        "Five points",
        "What has changed",
        "Question by question",
        "Your costs",
        "Earlier points",
        "About this",
    ]
    assert all(part in pages[int(page) - 1].extract_text() for part, page in listed)


def test_a_first_report_has_no_costs_and_nothing_earlier():
    text = text_of(pdf.feedback_report(samples.first_feedback()))
    assert "What your document holds" in text
    assert "Read by one researcher, and by the task leader" in text
    assert [part for part in ("Your costs", "Earlier points", "fictional", "since Round") if part in text] == []


def test_a_corrected_report_gives_its_reason():
    text = text_of(pdf.feedback_report(samples.corrected_feedback()))
    assert "Version 2 corrects this report Ask 4b named the wrong table." in text


def test_a_report_with_next_to_nothing_in_it_is_still_a_report():
    bare = samples.first_feedback() | {
        "next_points": [],
        "changes": [],
        "questions": [],
        "call_offer": "",
        "summary": "",
    }
    assert "About this report" in text_of(pdf.feedback_report(bare))


def test_the_review_says_what_it_was_given(printed):
    text = text_of(printed["review"])
    for sentence in (
        "What the Pilots told us in the spring of 2010",
        "Round 3, submitted April 2010",
        "28 May 2010, version 1",
        "At a glance",
        "Nearly all or all",
        "People come before systems",
        "Figure 1",
        "How fully each question was answered",
        "few or none",
        "Question 8",
        "What we asked. What management and activities have cost to date",
        "We asked for a date and were given a reason.",
        "How anonymity is kept",
        "Two statements on a single group of patients",
        "Sixteen Living Documents of Round 3",
        "fictional",
    ):
        assert sentence in text, sentence
    assert samples.review()["content_sha256"][:8] + " " + samples.review()["content_sha256"][8:16] in text


def test_page_numbers_in_the_review_stand_before_the_titles(printed):
    pages = PdfReader(io.BytesIO(printed["review"])).pages
    listed = re.findall(r"Question (\d)\s+(\d+)\s", pages[1].extract_text())
    assert [number for number, _ in listed] == list("12345678")
    assert all(f"Question {number}" in pages[int(page) - 1].extract_text() for number, page in listed)


def test_a_review_of_few_documents_draws_as_many_squares():
    content = pdf.thematic_review(samples.small_review())
    assert {figure["/Alt"] for figure in elements(content, "Figure")} == {"Some, of 5"}
    assert [part for part in ("fictional", "How anonymity is kept", "How fully each") if part in text_of(content)] == []


def test_a_living_document_says_what_was_sent(printed):
    text = text_of(printed["document"])
    for sentence in (
        "Marlbridge, Round 3",
        "4:12pm on Thursday 29 April 2010 (UK time)",
        "R3-7K2P",
        "From round 2, no change confirmed",
        "Too early to say",
        "Not known until 1 May 2010",
        "Not answered this round: the evening is in June",
        "Left open",
        "The Tuesday meeting",
        "The licence took longer than promised",
        "audit-march.pdf",
        "Rate per unit (GBP) 3,571.67",
        "£42,860.04, and two rows not yet known",
        "Yes, please ring us",
        "A. Penhallow, 28 April 2010",
    ):
        assert sentence in text, sentence


def test_a_draft_says_so_on_every_page():
    content = pdf.living_document(samples.draft_document())
    assert all("Draft, not submitted" in page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


@every_report
def test_a_demonstration_says_so_on_every_page(printed, name):
    pages = PdfReader(io.BytesIO(printed[name])).pages
    assert [number for number, page in enumerate(pages, 1) if "fictional" not in page.extract_text()] == []


def test_lengths_are_those_of_real_reports(printed):
    assert [6 <= page_count(printed["feedback"]) <= 10, page_count(printed["review"]) >= 20] == [True, True]


# The same again


@every_report
def test_equal_data_give_equal_bytes(printed, name):
    make, sample = MAKERS[name]
    assert make(sample()) == printed[name]


def test_another_process_gives_the_same_bytes(printed):
    code = (
        "import sys, django; django.setup(); from reporting.printing import pdf; from tests.reporting import sample_reports;"
        "sys.stdout.buffer.write(pdf.feedback_report(sample_reports.feedback()))"
    )
    env = os.environ | {"PYTHONHASHSEED": "7", "DJANGO_SETTINGS_MODULE": "tests.settings", "TZ": "Asia/Tokyo"}
    other = subprocess.run(
        [sys.executable, "-c", code], cwd=pdf.settings.BASE_DIR, env=env, capture_output=True, check=True
    )
    assert other.stdout == printed["feedback"]


def test_other_data_have_another_identifier(printed):
    other = pdf.feedback_report(samples.corrected_feedback())
    identifiers = [PdfReader(io.BytesIO(content)).trailer["/ID"][0] for content in (other, printed["feedback"])]
    assert identifiers[0] != identifiers[1]


# Nothing is fetched

CHANNELS = [
    '<img src="{}">',
    '<img srcset="{} 2x" src="x">',
    '<link rel="stylesheet" href="{}">',
    '<link rel="attachment" href="{}">',
    '<style>@import url("{}");</style>',
    '<style>body {{ background: url("{}") }}</style>',
    '<style>@font-face {{ font-family: X; src: url("{}") }} p {{ font-family: X }}</style>',
    '<p style="list-style-image: url({})">x</p>',
    '<p style="display: list-item; list-style: url({})">x</p>',
    '<p style="border-image: url({}) 1">x</p>',
    '<style>p::before {{ content: url("{}") }}</style>',
    '<object data="{}"></object>',
    '<embed src="{}">',
    '<iframe src="{}"></iframe>',
    '<input type="image" src="{}">',
    '<video poster="{}"></video>',
    '<a rel="attachment" href="{}">x</a>',
    '<base href="{}"><img src="x.png">',
    '<body background="{}">',
    '<meta http-equiv="refresh" content="0; url={}">',
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>x</title><image href="{}" width="9" height="9"/></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>x</title><use href="{}#x"/></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>x</title><style>@import url("{}");</style></svg>',
]
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="


class Listener(TCPServer):
    """Counts whoever calls."""

    allow_reuse_address = True

    def __init__(self):
        self.calls = 0
        super().__init__(("127.0.0.1", 0), BaseRequestHandler)

    def verify_request(self, request, client_address):
        self.calls += 1
        return False


@pytest.fixture
def listener():
    with Listener() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def addresses(listener, tmp_path):
    """Where a text might want to lead the renderer."""
    (tmp_path / "own.png").write_bytes(__import__("base64").b64decode(PIXEL))
    host = f"127.0.0.1:{listener.server_address[1]}/own.png"
    return [
        f"http://{host}",
        f"https://{host}",
        f"ftp://{host}",
        f"gopher://{host}",
        (tmp_path / "own.png").as_uri(),
        f"data:image/png;base64,{PIXEL}",
        "//" + host,
        "own-face:../../../etc/passwd",
        "own-picture:other",
    ]


def held(content: bytes) -> list[str]:
    """Pictures and files inside a PDF."""
    with pikepdf.open(io.BytesIO(content)) as file:
        pictures = [
            "picture"
            for found in file.objects
            if isinstance(found, pikepdf.Stream) and found.get("/Subtype") == "/Image"
        ]
        return pictures + list(file.attachments)


def test_markup_that_got_through_loads_nothing(listener, addresses):
    smuggled = "".join(channel.format(address) for channel in CHANNELS for address in addresses)
    content = pdf.tagged(f"<html lang=en><title>x</title><body>{smuggled}<p>The end", "feedback")
    assert (listener.calls, held(content)) == (0, [])


def test_markup_in_any_text_of_a_report_stays_text(listener, addresses):
    def spoiled(value):
        """The same data with markup in front of every text."""
        if isinstance(value, dict):
            return {
                key: inner if key in {"state", "band", "kind", "id", "question"} else spoiled(inner)
                for key, inner in value.items()
            }
        if isinstance(value, list):
            return [spoiled(inner) for inner in value]
        return smuggled + value if isinstance(value, str) else value

    smuggled = "".join(channel.format(addresses[0]) for channel in CHANNELS[:4])
    contents = [
        pdf.feedback_report(spoiled(samples.first_feedback())),
        pdf.thematic_review(spoiled(samples.small_review())),
        pdf.living_document(spoiled(samples.document() | {"sections": samples.document()["sections"][:1]})),
    ]
    assert (listener.calls, [held(content) for content in contents]) == (0, [[], [], []])
    assert ["<img src=" in text_of(content) for content in contents] == [True, True, True]


def test_prose_is_cleaned_once_more():
    data = samples.first_feedback() | {
        "summary": '<p onclick="x">Kept <b>words</b></p><script>alert(1)</script><h1>Heading</h1>'
    }
    text = text_of(pdf.feedback_report(data))
    assert ("Kept words" in text, "alert" in text) == (True, False)


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/",
        "file:///etc/passwd",
        "ftp://localhost/x",
        "data:,x",
        "own-face:x.ttf",
        "own-face:../x",
        "",
        "x",
    ],
)
def test_whatever_is_not_ours_is_refused(url):
    with pytest.raises(pdf.NotOurs):
        pdf.OwnParts().fetch(url)


@pytest.mark.parametrize("name", sorted(pdf.FACE_NAMES))
def test_our_own_faces_are_known_by_name(name):
    assert pdf.OwnParts().fetch(f"own-face:{name}").read() == (pdf.FACES / name).read_bytes()


def test_a_missing_face_ends_the_rendering(monkeypatch, tmp_path):
    monkeypatch.setattr(pdf, "FACES", tmp_path)
    pdf._face.cache_clear()
    with pytest.raises(pdf.FaceMissing, match="run `make setup`"):
        pdf.feedback_report(samples.first_feedback())


def test_nobody_else_imports_the_renderer():
    root = Path(pdf.settings.BASE_DIR)
    files = [
        file
        for folder in ("accounts", "sites", "living_docs", "feedback", "themes", "reporting", "icp_eval")
        for file in (root / folder).rglob("*.py")
    ]
    assert [file.name for file in files if re.search(r"^\s*(import|from) weasyprint", file.read_text(), re.M)] == [
        "pdf.py"
    ]


# Stress


def outside(content: bytes) -> list[tuple[float, float]]:
    """Where text starts off the sheet."""
    found = []

    def note(text, page, line, *_):
        x = line[4] * page[0] + line[5] * page[2] + page[4]
        y = line[4] * page[1] + line[5] * page[3] + page[5]
        if text.strip() and not (0 <= x <= A4[0] and 0 <= y <= A4[1]):
            found.append((x, y))

    for page in PdfReader(io.BytesIO(content)).pages:
        page.extract_text(visitor_text=note)
    return found


def test_words_without_end_stay_on_the_sheet():
    word = "Unentbehrlichkeitsbescheinigung" * 40
    data = samples.feedback()
    data["site"] = {"name": word[:200], "slug": "x"}
    data["questions"][1] |= {"title": word, "noted": [word], "more": [word] * 10, "practical": [word]}
    data["costs"][0]["rows"][0] |= {"item": word, "bearer": word, "category": word}
    data["earlier_points"][0] |= {"point": word, "reply": word, "text": word}
    content = pdf.feedback_report(data)
    assert outside(content) == []
    assert word in re.sub(r"[\s‐-]+", "", text_of(content))


def pages_and_seconds(document: dict) -> tuple[int, float]:
    start = time.process_time()
    pages = page_count(pdf.living_document(document))
    return pages, time.process_time() - start


def test_a_page_of_a_long_document_takes_no_longer_than_one_of_a_short():
    few, short = pages_and_seconds(samples.document(repeats=2))
    many, long = pages_and_seconds(samples.document(repeats=7))
    assert many > 2 * few
    assert long / many < 2 * short / few
