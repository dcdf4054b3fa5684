"""Word and Excel files from outside: opened only when they are what they say, hold no macros and do not swell."""

import io
import zlib
from zipfile import BadZipFile, ZipFile

OLE_HEAD = bytes.fromhex("d0cf11e0a1b11ae1")
MEGABYTE = 1024 * 1024
MOST_BYTES = 20 * MEGABYTE
MOST_UNPACKED = 200 * MEGABYTE
MOST_SWELLING = 200  # times its size; a real document swells ten- to fiftyfold
MAIN_PART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
NAMES = {"docx": "a Word document (DOCX)", "xlsx": "an Excel workbook (XLSX)", "pptx": "a PowerPoint file (PPTX)"}
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


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
        look_inside(archive, kind, len(content))
    except (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError):
        raise NotOpened(f"The file is damaged, or is not {name}.") from None
    return archive


def look_inside(archive: ZipFile, kind: str, size: int) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MOST_UNPACKED or unpacked > max(size, MEGABYTE // 10) * MOST_SWELLING:
        raise NotOpened("Unpacked, the file would be far larger than any document. It was not opened.")
    if MAIN_PART[kind] not in names or "[Content_Types].xml" not in names:
        raise NotOpened(f"The file is an archive of other things, not {NAMES[kind]}.")
    if any("vbaproject" in name.lower() for name in names) or b"macroEnabled" in archive.read("[Content_Types].xml"):
        raise NotOpened(f"The file holds macros. Save it without macros as {NAMES[kind]}.")
    for name in names:
        if name.endswith((".xml", ".rels")) and declares_something(archive.read(name)):
            raise NotOpened("The file declares parts of its own that no word processor writes. It was not opened.")


def declares_something(part: bytes) -> bool:
    """Whether an XML part holds a document type or entity, by which other files are fetched or texts multiplied."""
    return part.startswith((b"\xff\xfe", b"\xfe\xff")) or any(word in part for word in DECLARATIONS)
