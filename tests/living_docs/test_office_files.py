"""Office files from outside: each that is a trap or something else is refused in a sentence of its own."""

import io
import zipfile

import pytest

from living_docs.files.office_files import MOST_BYTES, NotOpened, opened

TYPES = "[Content_Types].xml"
XXE = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'


def archive(*, compression=zipfile.ZIP_DEFLATED, **parts: str | bytes) -> bytes:
    held = io.BytesIO()
    names = {"types": TYPES, "document": "word/document.xml", "macros": "word/vbaProject.bin"}
    with zipfile.ZipFile(held, "w", compression) as file:
        for name, text in parts.items():
            file.writestr(names.get(name, name), text)
    return held.getvalue()


def damaged() -> bytes:
    whole = archive(types="<t/>", document="<w>words of some length</w>", compression=zipfile.ZIP_STORED)
    return whole.replace(b"words of some", b"words of none")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (bytes(MOST_BYTES + 1), "The file is larger than 20 MB. Take out the pictures and try again."),
        (
            bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
            "The file has a password or an old format. Save it without a password as a Word document (DOCX).",
        ),
        (b"%PDF-1.7 words", "The file is damaged, or is not a Word document (DOCX)."),
        (b"PK\x03\x04 half", "The file is damaged, or is not a Word document (DOCX)."),
        (damaged(), "The file is damaged, or is not a Word document (DOCX)."),
        (archive(holiday="photographs"), "The file is an archive of other things, not a Word document (DOCX)."),
        (
            archive(types="<t/>", document="<w/>", macros=b"x"),
            "The file holds macros. Save it without macros as a Word document (DOCX).",
        ),
        (
            archive(types="application/vnd.ms-word.document.macroEnabled.main+xml", document="<w/>"),
            "The file holds macros. Save it without macros as a Word document (DOCX).",
        ),
        (
            archive(types="<t/>", document=bytes(60 * 1024 * 1024)),
            "Unpacked, the file would be far larger than any document. It was not opened.",
        ),
        (
            archive(types="<t/>", document=XXE),
            "The file declares parts of its own that no word processor writes. It was not opened.",
        ),
        (
            archive(types="<t/>", document=XXE.encode("utf-16")),
            "The file declares parts of its own that no word processor writes. It was not opened.",
        ),
    ],
    ids=[
        "empty",
        "large",
        "password",
        "pdf",
        "half a zip",
        "damaged",
        "zip",
        "macros",
        "macro type",
        "bomb",
        "xxe",
        "utf-16",
    ],
)
def test_what_is_no_plain_document_is_refused(content, sentence):
    with pytest.raises(NotOpened) as refusal:
        opened(content, "docx")
    assert str(refusal.value) == sentence


def test_a_plain_document_is_opened():
    names = opened(archive(types="<t/>", document="<w/>"), "docx").namelist()
    assert names == [TYPES, "word/document.xml"]
