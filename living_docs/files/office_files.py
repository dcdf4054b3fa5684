"""Word and Excel files from outside: opened only when they are what they say, hold no macros and do not swell."""

import io
import posixpath
import zlib
from zipfile import BadZipFile, ZipFile

OLE_HEAD = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP_HEAD = b"PK\x03\x04"
PDF_HEAD, WHERE_PDF_BEGINS = b"%PDF-", 1024
MEGABYTE = 1024 * 1024
MOST_BYTES = 20 * MEGABYTE
MOST_UNPACKED = 200 * MEGABYTE
MOST_SWELLING = 200  # times its size; a real document swells ten- to fiftyfold
MOST_PARTS = 5_000
MAIN_PART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
NAMES = {"docx": "a Word document (DOCX)", "xlsx": "an Excel workbook (XLSX)", "pptx": "a PowerPoint file (PPTX)"}
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
DAMAGED = (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError)
DECLARES = "The file declares parts of its own that no word processor writes. It was not opened."
TWO_IN_ONE = "The file is two files in one. Save it again with the program that made it, and send that."


class NotOpened(ValueError):
    """Why a file is not read, in a sentence for the person who sent it."""


def opened(content: bytes, kind: str) -> ZipFile:
    """The archive of a DOCX or XLSX file that is safe to read, or NotOpened."""
    name = NAMES[kind]
    if not content:
        raise NotOpened("The file is empty.")
    if len(content) > MOST_BYTES:
        raise NotOpened(f"The file is larger than {MOST_BYTES // MEGABYTE} MB. Take out the pictures and try again.")
    if content.startswith(OLE_HEAD):
        raise NotOpened(f"The file has a password or an old format. Save it without a password as {name}.")
    try:
        archive = ZipFile(io.BytesIO(content))
        look_inside(archive, kind, content)
    except DAMAGED:
        raise NotOpened(f"The file is damaged, or is not {name}.") from None
    return archive


def look_inside(archive: ZipFile, kind: str, content: bytes) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    unpacked = sum(part.file_size for part in parts)
    if (
        unpacked > MOST_UNPACKED
        or unpacked > max(len(content), MEGABYTE // 10) * MOST_SWELLING
        or len(parts) > MOST_PARTS
    ):
        raise NotOpened("Unpacked, the file would be far larger than any document. It was not opened.")
    refuse_two_in_one(archive, content)
    if MAIN_PART[kind] not in names or "[Content_Types].xml" not in names:
        raise NotOpened(f"The file is an archive of other things, not {NAMES[kind]}.")
    if any("vbaproject" in name.lower() for name in names) or b"macroEnabled" in archive.read("[Content_Types].xml"):
        raise NotOpened(f"The file holds macros. Save it without macros as {NAMES[kind]}.")
    for name in names:
        if name.endswith((".xml", ".rels")) and declares_something(archive.read(name)):
            raise NotOpened(DECLARES)


def refuse_two_in_one(archive: ZipFile, content: bytes) -> None:
    """NotOpened for what one program reads as one thing and another as another."""
    names = [part.filename for part in archive.infolist()]
    if len({name.lower() for name in names}) < len(names) or any(leads_out(name) for name in names):
        raise NotOpened(TWO_IN_ONE)
    if not content.startswith(ZIP_HEAD) or PDF_HEAD in content[:WHERE_PDF_BEGINS]:
        raise NotOpened(TWO_IN_ONE)


def leads_out(name: str) -> bool:
    """Whether a part's name points out of the archive."""
    return "\\" in name or ":" in name or posixpath.normpath(f"/{name}").lstrip("/") != name.rstrip("/")


def declares_something(part: bytes) -> bool:
    """Whether an XML part holds a document type or entity, by which other files are fetched or texts multiplied."""
    return any(word in part or word.decode().encode("utf-16-le") in part for word in DECLARATIONS) or any(
        word.decode().encode("utf-16-be") in part for word in DECLARATIONS
    )
