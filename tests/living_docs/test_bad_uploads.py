"""Files that mean harm or make no sense: each is refused in a clear sentence, or served so that it can do nothing."""

import io
import struct
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http.multipartparser import MultiPartParser
from django.urls import reverse

from living_docs.files.evidence import EVIDENCE_KINDS, shown_name
from living_docs.models import EvidenceFile
from tests.living_docs.test_evidence import EXE, KINDS, PNG, post
from tests.living_docs.uploads import picture_file, refusal

MEGABYTE = 1024 * 1024
DOCX, XLSX = "a Word document (DOCX)", "an Excel workbook (XLSX)"
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
RELATION = '<Relationships><Relationship Id="r1" Type="http://x/relationships/{}" Target="{}" TargetMode="{}"/></Relationships>'
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
FIELD = "<w:document xmlns:w='w'><w:instrText>{} DDEAUTO c:\\windows\\system32\\cmd.exe </w:instrText></w:document>"


def office(main: str = "word/document.xml", /, types: str = "<Types/>", **parts: str | bytes) -> bytes:
    """A DOCX (or XLSX) of little content; further parts are named with _ for /, e.g. word_x_xml."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in {"[Content_Types].xml": types, main: "<w/>"}.items():
            file.writestr(name, parts.pop("main", content) if name == main else content)
        for name, content in parts.items():
            file.writestr(name.replace("__", ".").replace("_", "/"), content)
    return held.getvalue()


def sheet(**parts: str | bytes) -> bytes:
    return office("xl/workbook.xml", **parts)


def picture(width: int, height: int) -> bytes:
    head = b"IHDR" + struct.pack(">II", width, height) + PNG[24:29]
    return PNG[:12] + head + struct.pack(">I", zlib.crc32(head)) + PNG[33:]


def with_symlink() -> bytes:
    held = io.BytesIO(office())
    with zipfile.ZipFile(held, "a") as file:
        link = zipfile.ZipInfo("word/media/link")
        link.external_attr = 0o120777 << 16
        file.writestr(link, "/etc/passwd")
    return held.getvalue()


def lying(content: bytes) -> bytes:
    """A part that says it is smaller than it is."""
    at = content.rindex(b"PK\x01\x02") + 24
    return content[:at] + struct.pack("<I", 3) + content[at + 4 :]


NOT_INSIDE = "The file is damaged or is not {}. Choose a " + KINDS + " file."
MACROS = "The file holds macros. Save it without macros as {}."
EMBEDDED = "It has another program or object embedded. Take that out and save it again."
FETCHES = "It fetches a template or object from elsewhere. Copy its text into a new file."
COMMAND = "It holds a command to another program (DDE). Take that out and save it again."
CELL = "One of its cells is a command to another program (DDE). Take that out and save it again."
DECLARES = "The file declares parts of its own that no word processor writes. It was not opened."
SWELLS = "Unpacked, the file would be far larger than any document. It was not opened."
ENDING = f"Choose a {KINDS} file."

REFUSED = [
    ("empty.pdf", b"", "The file is empty."),
    ("bomb.docx", office(main=bytes(50 * MEGABYTE)), SWELLS),
    ("many.xlsx", sheet(**{f"xl_part{n}__bin": bytes(3 * MEGABYTE) for n in range(20)}), SWELLS),
    ("liar.docx", lying(office(main=b"<w>" + bytes(9000) + b"</w>")), "The file is damaged or is not a Word document."),
    ("entity.docx", office(main='<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w>&e;</w>'), DECLARES),
    ("entity.xlsx", sheet(xl_styles__xml='<!ENTITY a "aaaaaaaa">'), DECLARES),
    (
        "template.docx",
        office(word_x_settings__xml__rels=RELATION.format("attachedTemplate", "http://x/t.dotm", "External")),
        FETCHES,
    ),
    *[
        (
            f"template{n}.docx",
            office(word_x_settings__xml__rels=RELATION.format("attachedTemplate", target, "External")),
            sentence,
        )
        for n, (target, sentence) in enumerate(
            [
                ("Normal.dotm", ""),
                ("C:\\Users\\pat\\Templates\\Report.dotx", ""),
                ("file:///D:\\Report%20form.dot", ""),
                ("Templates/Report.dotx", ""),
                ("https://example.org/t.dotm", FETCHES),
                ("\\\\server\\share\\t.dotm", FETCHES),
                ("file://server/share/t.dotm", FETCHES),
                ("file:///\\\\server\\t.dotm", FETCHES),
                ("//server/t.dotm", FETCHES),
            ]
        )
    ],
    ("object.docx", office(word_x_document__xml__rels=RELATION.format("oleObject", "http://x/o", "External")), FETCHES),
    (
        "link.docx",
        office(word_x_document__xml__rels=RELATION.format("hyperlink", "https://www.nhs.uk/", "External")),
        "",
    ),
    ("macros.docx", office(word_vbaProject__bin=b"x"), MACROS.format(DOCX)),
    ("macros.xlsx", sheet(xl_VBAPROJECT__BIN=b"x"), MACROS.format(XLSX)),
    (
        "macros.docx",
        office(types='<Types ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'),
        MACROS.format(DOCX),
    ),
    ("old-macros.xlsx", sheet(xl_macrosheets_sheet1__xml="<x/>"), "It holds macros. Save it without macros."),
    ("macros.docm", office(), ENDING),
    ("ole.docx", office(word_embeddings_oleObject1__bin=OLE), EMBEDDED),
    ("active.docx", office(word_activeX_activeX1__xml="<x/>"), EMBEDDED),
    ("chart.docx", office(word_embeddings_Sheet1__xlsx=b"PK"), ""),
    ("password.docx", OLE, "It has a password or an old format. Save it without a password as a DOCX file."),
    ("field.docx", office(main=FIELD.format("")), COMMAND),
    ("acronym.docx", office(main="<w:t>The DDE of the trust met.</w:t>"), ""),
    (
        "command.xlsx",
        sheet(xl_externalLinks_externalLink1__xml='<ddeLink ddeService="cmd" ddeTopic="/c calc"/>'),
        COMMAND,
    ),
    ("command.csv", b"name,hours\n\"=cmd|'/C calc'!A0\",3\n", CELL),
    ("command.csv", b"name,hours\n@SUM(1+1)*cmd|'/C calc'!A0,3\n", CELL),
    ("sums.csv", b"name,hours\n=SUM(A1:A3),-3\nA|B!,+44 20\n", ""),
    ("page.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", ENDING),
    ("page.html", b"<html><script>alert(1)</script></html>", ENDING),
    ("page.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", NOT_INSIDE.format("a PNG picture")),
    ("page.pdf", b"<html><script>alert(1)</script>%PDF-1.4</html>", NOT_INSIDE.format("a PDF")),
    ("setup.docx", EXE + office(), NOT_INSIDE.format("a Word document")),
    ("setup.pdf", EXE + b"%PDF-1.4", NOT_INSIDE.format("a PDF")),
    ("archive.docx", office("xl/workbook.xml"), f"The file is an archive of other things, not {DOCX}."),
    ("half.docx", office()[:60], "The file is damaged or is not a Word document."),
    (
        "huge.png",
        picture(30_000, 30_000),
        "The picture has 900,000,000 points, more than a screen can show. Make it smaller.",
    ),
    (
        "wide.png",
        picture(10_000, 10_000),
        "The picture is damaged. Open it in a picture program, save it again and send that.",
    ),
    ("many-points.png", picture_file("PNG", (9_000, 3_000), mode="1"), ""),
    ("eicar.csv", EICAR, "It is the file that virus scanners are tried with."),
    ("eicar.pdf", b"%PDF-1.4 " + EICAR, "It is the file that virus scanners are tried with."),
    ("links.docx", with_symlink(), ""),
]


@pytest.mark.parametrize(
    ("name", "content", "sentence"), REFUSED, ids=[f"{n}-{name}" for n, (name, _, _) in enumerate(REFUSED)]
)
def test_each_is_taken_or_refused_in_a_clear_sentence(name, content, sentence):
    upload = SimpleUploadedFile(name, content)
    assert refusal(upload, EVIDENCE_KINDS) == (f"“{name}” was not added. {sentence}" if sentence else "")
    assert upload.read() == content  # and stands at its beginning again


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("..\\..\\windows\\win.pdf", "win.pdf"),
        ("invoice\u202efdp.pdf", "invoicefdp.pdf"),
        ("<script>alert(1)</script>.pdf", "script>.pdf"),
        ('a" onmouseover="x.pdf', 'a" onmouseover="x.pdf'),
        ("CON.pdf", "CON.pdf"),
        ("été 日本.pdf", "été 日本.pdf"),
        ("= 1+1.pdf", "= 1+1.pdf"),
    ],
)
def test_a_hostile_name_is_kept_harmless_and_leads_nowhere(world, sign_in, settings, sent, kept):
    world.document()
    client = sign_in(world.ann)
    upload = SimpleUploadedFile("x.pdf", b"%PDF-1.4 words")
    upload._name = sent  # a browser can be made to send any; Django takes the last part of a path
    assert post(client, upload).status_code == 302
    file = EvidenceFile.objects.get()
    assert file.name == kept
    assert settings.MEDIA_ROOT in Path(file.file.path).resolve().parents
    page = client.get(reverse("question", args=[1, "a", 4])).content.decode()
    assert "<script>alert" not in page
    served = client.get(reverse("evidence", args=[1, "a", file.pk]))
    served.close()
    assert ("Set-Cookie" in served.headers, served["Content-Disposition"].startswith("attachment; filename")) == (
        False,
        True,
    )


def test_a_name_of_two_lines_becomes_one():
    assert shown_name("a\r\nSet-Cookie: x=y.pdf") == "a Set-Cookie: x=y.pdf"


def test_a_file_that_is_two_kinds_at_once_is_served_as_neither_page_nor_program(world, sign_in):
    """A PDF that is a page too is a PDF to us, and to every browser a download."""
    world.document()
    client = sign_in(world.ann)
    both = b"%PDF-1.4\n<html><script>alert(1)</script></html>\n"
    assert post(client, SimpleUploadedFile("both.pdf", both)).status_code == 302
    served = client.get(reverse("evidence", args=[1, "a", EvidenceFile.objects.get().pk]))
    assert b"".join(served.streaming_content) == both
    told = [
        served[name] for name in ("Content-Type", "X-Content-Type-Options", "Content-Security-Policy", "Cache-Control")
    ]
    assert told == ["application/pdf", "nosniff", "sandbox; default-src 'none'", "no-store, private"]
    assert served["Content-Disposition"] == 'attachment; filename="both.pdf"'


class Sending:
    """A browser that sends a form with one file of so many bytes, of which nobody holds the whole."""

    def __init__(self, size: int) -> None:
        head = b'--x\r\nContent-Disposition: form-data; name="upload"; filename="big.pdf"\r\n\r\n%PDF-1.4'
        self.parts = iter([head, *[bytes(MEGABYTE)] * (size // MEGABYTE), b"\r\n--x--\r\n"])
        self.left, self.length = b"", len(head) + size + 9

    def read(self, most: int = -1) -> bytes:
        while len(self.left) < most and (part := next(self.parts, b"")):
            self.left += part
        given, self.left = self.left[:most], self.left[most:]
        return given


def test_two_hundred_megabytes_are_refused_without_being_held(settings):
    sending = Sending(200 * MEGABYTE)
    meta = {"CONTENT_TYPE": "multipart/form-data; boundary=x", "CONTENT_LENGTH": sending.length}
    tracemalloc.start()
    _, files = MultiPartParser(meta, sending, [TemporaryFileUploadHandler()]).parse()
    with files["upload"] as upload:
        sentence = refusal(upload, EVIDENCE_KINDS)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (
        sentence == "“big.pdf” was not added. It is larger than 50.0\xa0MB; send a smaller file or paste what matters."
    )
    assert peak < 50 * MEGABYTE
