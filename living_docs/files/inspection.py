"""A file from outside looked into, in the process that reads files: refused in a sentence, or given back harmless."""

from __future__ import annotations

import codecs
import io
from zipfile import ZipFile

import puremagic

from living_docs.files.hidden_parts import refuse_hidden_parts
from living_docs.files.office_files import DAMAGED, MAIN_PART, NotOpened, look_inside
from living_docs.files.pdf_files import look_into_pdf
from living_docs.files.pictures import FORMATS, drawn_anew
from living_docs.files.sheet_commands import holds_commands

NAMES = {
    "pdf": "a PDF",
    "docx": "a Word document",
    "xlsx": "an Excel workbook",
    "pptx": "a PowerPoint presentation",
    "csv": "a CSV file",
    "txt": "a text file",
    "png": "a PNG picture",
    "jpg": "a JPG picture",
    "gif": "a GIF picture",
    "webp": "a WebP picture",
}
HEAD = 1024 * 1024  # bytes from the beginning of a file by which its kind is told
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # what Notepad calls Unicode begins so
SAME = {"jpeg": "jpg", "jpe": "jpg", "jfif": "jpg"}
CELL = "One of its cells is a command to another program (DDE). Take that out and save it again."


def inspected(content: bytes, kind: str, accepted: str) -> bytes | None:
    """What to keep in place of the file, where that is something else; NotOpened for what is not kept."""
    if not is_what_it_says(content[:HEAD], kind):
        raise NotOpened(f"The file is damaged or is not {a_file_of(kind)}. Choose a {accepted} file.")
    if kind in FORMATS:
        return drawn_anew(content, kind)
    if kind in MAIN_PART:
        look_into_office_file(content, kind)
    elif kind == "pdf":
        look_into_pdf(content)
    elif kind == "csv" and holds_commands(content):
        raise NotOpened(CELL)
    return None


def a_file_of(kind: str) -> str:
    return NAMES.get(kind, f"a {kind.upper()} file")


def is_what_it_says(head: bytes, said: str) -> bool:
    """Whether the content begins as the name's ending says."""
    if said == "txt" and head.startswith(UTF_16):
        return True
    if said in {"csv", "txt"}:
        return b"\x00" not in head
    if said in MAIN_PART:
        return head.startswith(b"PK")
    try:
        return SAME.get(found := puremagic.from_string(head).lstrip("."), found) == said
    except puremagic.PureError:
        return False


def look_into_office_file(content: bytes, kind: str) -> None:
    """Unpacked part by part in memory, and never on disk."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            look_inside(archive, kind, content)
            refuse_hidden_parts(archive, kind)
    except DAMAGED:
        raise NotOpened(f"The file is damaged or is not {a_file_of(kind)}.") from None
