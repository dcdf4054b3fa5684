"""Evidence: a file is judged by its content, refused in words, and always served as an attachment."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from living_docs.models import EvidenceFile
from tests.living_docs.uploads import picture_file, refusal

pytestmark = pytest.mark.one_engine

ACCEPT = ("pdf", "docx", "xlsx", "csv", "png", "jpg", "pptx", "gif", "webp")
KINDS = "PDF, DOCX, XLSX, CSV, PNG, JPG, PPTX, GIF or WEBP"
PNG, JPG, GIF, WEBP = (picture_file(form) for form in ("PNG", "JPEG", "GIF", "WEBP"))
NAMES = {"pdf": "a PDF", "png": "a PNG picture", "csv": "a CSV file", "docx": "a Word document", "jpg": "a JPG picture"}
EXE = b"MZ\x90\x00" + bytes(60) + b"This program cannot be run in DOS mode." + bytes(200)


def archive(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for name in ("[Content_Types].xml", *names):
            file.writestr(name, "<x/>")
    return held.getvalue()


def refused(name: str, content: bytes) -> str:
    return refusal(SimpleUploadedFile(name, content), ACCEPT)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("minutes.pdf", b"%PDF-1.4 minutes"),
        ("MINUTES.PDF", b"%PDF-1.7 minutes"),
        ("notes.docx", archive("word/document.xml")),
        ("costs.xlsx", archive("xl/workbook.xml")),
        ("numbers.csv", "a,b\n1,£2\n".encode()),
        ("numbers.csv", "a,b\n1,£2\n".encode("latin-1")),
        ("slides.pptx", archive("ppt/presentation.xml")),
        ("picture.png", PNG),
        ("picture.gif", GIF),
        ("picture.webp", WEBP),
        ("picture.jpeg", JPG),
        ("picture.jpg", JPG),
        ("two.dots.in.name.pdf", b"%PDF-1.4"),
    ],
)
def test_what_is_what_it_says_is_taken(name, content):
    assert refused(name, content) == ""


def test_an_empty_file_is_refused():
    assert refused("minutes.pdf", b"") == "“minutes.pdf” was not added. The file is empty."


def test_a_file_over_the_limit_is_refused(settings):
    settings.EVIDENCE_FILE_LIMIT = 1024
    assert refused("minutes.pdf", b"%PDF-1.4" + bytes(1016)) == ""
    sentence = "“minutes.pdf” was not added. It is larger than 1.0\xa0KB; send a smaller file or paste what matters."
    assert refused("minutes.pdf", b"%PDF-1.4" + bytes(1017)) == sentence


@pytest.mark.parametrize(
    "name", ["setup.exe", "page.html", "picture.svg", "noending", "macro.docm", "archive.zip", ".pdf.js"]
)
def test_another_ending_is_refused(name):
    assert refused(name, b"%PDF-1.4") == f"“{name}” was not added. Choose a {KINDS} file."


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("setup.pdf", EXE),
        ("setup.png", EXE),
        ("setup.csv", EXE),
        ("page.pdf", b"<html><script>alert(1)</script></html>"),
        ("renamed.pdf", archive("word/document.xml")),
        ("polyglot.docx", b"MZ" + archive("word/document.xml")),
        ("picture.jpg", PNG),
    ],
)
def test_what_is_not_what_it_says_is_refused(name, content):
    what = NAMES[name.rsplit(".", 1)[1]]
    assert refused(name, content) == (
        f"“{name}” was not added. The file is damaged or is not {what}. Choose a {KINDS} file."
    )


def post(client, upload, title="Minutes"):
    data = {"4-5-base_version": "1", "4-5-title": title, "4-5-supports": "1.1", "4-5-upload": upload, "do": ""}
    return client.post(reverse("question", args=[1, "a", 4]), data)


def test_a_file_is_added_on_its_page_and_comes_back_as_it_was(world, sign_in):
    world.document()
    client = sign_in(world.ann)
    assert post(client, SimpleUploadedFile('été "q".pdf', b"%PDF-1.4 words")).status_code == 302
    file = EvidenceFile.objects.get()
    served = client.get(reverse("evidence", args=[1, "a", file.pk]))
    assert b"".join(served.streaming_content) == b"%PDF-1.4 words"
    assert (served["Content-Type"], served["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert served["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert served["Content-Disposition"].startswith("attachment; ")
    assert served["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize(
    ("upload", "title", "sentence"),
    [
        (("a.pdf", EXE), "Minutes", "The file is damaged or is not a PDF."),
        (("a.pdf", b""), "Minutes", "The file is empty."),
    ],
)
def test_a_refusal_is_said_on_the_page(world, sign_in, upload, title, sentence):
    world.document()
    response = post(sign_in(world.ann), SimpleUploadedFile(*upload), title)
    assert (response.status_code, EvidenceFile.objects.count()) == (422, 0)
    assert sentence in response.content.decode()


def test_several_files_are_added_at_once_and_one_that_is_refused_holds_none_back(world, sign_in):
    world.document()
    files = [
        SimpleUploadedFile("Minutes of May.pdf", b"%PDF-1.4"),
        SimpleUploadedFile("setup.pdf", EXE),
        SimpleUploadedFile("ward.png", PNG),
    ]
    response = post(sign_in(world.ann), files, title="")
    assert [(file.title, file.name, file.supports) for file in EvidenceFile.objects.order_by("pk")] == [
        ("Minutes of May", "Minutes of May.pdf", "1.1"),
        ("ward", "ward.png", "1.1"),
    ]
    assert (response.status_code, "“setup.pdf” was not added." in response.content.decode()) == (422, True)


def test_the_page_says_before_what_can_be_added(world, sign_in):
    world.document()
    page = sign_in(world.ann).get(reverse("question", args=[1, "a", 4])).content.decode()
    assert f"{KINDS}, up to 50.0\xa0MB each. You can choose or drop several files at once." in page
    assert 'accept=".pdf,.docx,.xlsx,.csv,.png,.jpg,.pptx,.gif,.webp" multiple' in page


@pytest.mark.parametrize("person", ["bea", "rae", "lee", "pat", "exa", "quinn"])
def test_a_file_that_was_not_sent_is_the_sites_alone(world, sign_in, person):
    world.document()
    post(sign_in(world.ann), SimpleUploadedFile("a.pdf", b"%PDF-1.4"))
    file = EvidenceFile.objects.get()
    assert sign_in(getattr(world, person)).get(reverse("evidence", args=[1, "a", file.pk])).status_code == 404


def test_a_file_stands_beside_the_prompt_it_supports_for_authors_and_readers(world, sign_in):
    document = world.document()
    ann = sign_in(world.ann)
    post(ann, SimpleUploadedFile("a.pdf", b"%PDF-1.4"), title="Minutes of May")
    file = EvidenceFile.objects.get()
    link = f'<a class="govuk-link" href="{reverse("evidence", args=[1, "a", file.pk])}" download>Minutes of May</a>'
    page = ann.get(reverse("question", args=[1, "a", 1])).content.decode()
    assert f"<h3>Evidence for it</h3> <ul> <li> {link}" in " ".join(page.split())
    world.to_submitted(document)
    world.allot(world.document())
    sent = sign_in(world.rae).get(reverse("submission", args=[1, "a", 1])).content.decode()
    assert f"Evidence for it: {link}" in sent


def test_a_file_that_was_taken_out_supports_nothing_that_is_sent(world, sign_in):
    document, ann = world.document(), sign_in(world.ann)
    for name in ("a.pdf", "b.pdf"):
        post(ann, SimpleUploadedFile(name, b"%PDF-1.4"), title=name)
    first, second = EvidenceFile.objects.order_by("pk")
    ann.post(reverse("question", args=[1, "a", 4]), {"4-5-base_version": "3", "do": f"remove:4.5:{first.pk}"})
    world.to_submitted(document)
    entry = world.document().current_submission.entries()["1.1"]
    assert [file["id"] for file in entry["evidence"]] == [second.pk]


def test_only_an_answer_of_the_round_can_be_supported(world, sign_in):
    world.document()
    data = {
        "4-5-base_version": "1",
        "4-5-title": "x",
        "4-5-supports": "9.9",
        "4-5-upload": SimpleUploadedFile("a.pdf", b"%PDF-1.4"),
    }
    assert sign_in(world.ann).post(reverse("question", args=[1, "a", 4]), data).status_code == 422
    assert EvidenceFile.objects.count() == 0
