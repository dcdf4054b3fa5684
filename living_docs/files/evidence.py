"""What may be appended as evidence: judged by content, refused in words."""

import math
import struct
import zlib
from zipfile import BadZipFile, ZipFile

import puremagic
from django.conf import settings
from django.template.defaultfilters import filesizeformat

from living_docs import prose
from living_docs.files.hidden_parts import refuse_commands, refuse_hidden_parts, refuse_test_virus
from living_docs.files.office_files import OLE_HEAD, NotOpened, look_inside

EVIDENCE_KINDS = ("pdf", "docx", "xlsx", "csv", "png", "jpg", "pptx", "gif", "webp")
OFFICE_KINDS = {"docx", "xlsx", "pptx"}
HEAD = 1024 * 1024  # bytes from the beginning of a file by which its kind is told
MOST_PIXELS = 100_000_000
DAMAGED = (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError)
SIDES = {"png": (">II", 16, 24), "gif": ("<HH", 6, 10)}
SAME = {"jpeg": "jpg", "jpe": "jpg", "jfif": "jpg"}
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "png": "image/png",
    "jpg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "txt": "text/plain; charset=utf-8",
    "qdpx": "application/zip",
    "qdc": "application/xml",
}


def ending(name: str) -> str:
    found = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    return SAME.get(found, found)


def accepted(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds that an instrument names, and those that every place for files has taken since."""
    return tuple(dict.fromkeys((*kinds, *EVIDENCE_KINDS)))


def in_words(kinds: tuple[str, ...]) -> str:
    return ", ".join(kind.upper() for kind in kinds[:-1]) + f" or {kinds[-1].upper()}"


def told_before(kinds: tuple[str, ...]) -> str:
    """What can be chosen, for whoever is about to choose."""
    limit = filesizeformat(settings.EVIDENCE_FILE_LIMIT)
    return f"{in_words(kinds)}, up to {limit} each. You can choose or drop several files at once."


def refusal(upload, accept: tuple[str, ...]) -> str:
    """Why a file is not taken, in words; empty when it is."""
    try:
        check(upload, accept)
    except NotOpened as why:
        return f"“{shown_name(upload.name)}” was not added. {why}"
    finally:
        upload.seek(0)
    return ""


def shown_name(name: str) -> str:
    """A file's name as people see it, without what turns its reading direction or breaks the line."""
    return " ".join(prose.tidy(name).split())


def check(upload, accept: tuple[str, ...]) -> None:
    """NotOpened unless the file is one of the kinds that are accepted, and holds nothing else."""
    kinds = in_words(accept)
    said = ending(upload.name)
    if upload.size == 0:
        raise NotOpened("The file is empty.")
    if upload.size > settings.EVIDENCE_FILE_LIMIT:
        limit = filesizeformat(settings.EVIDENCE_FILE_LIMIT)
        raise NotOpened(f"It is larger than {limit}; send a smaller file or paste what matters.")
    if said not in accept:
        raise NotOpened(f"Choose a {kinds} file.")
    head = upload.read(HEAD)
    refuse_test_virus(head)
    if said in OFFICE_KINDS and head.startswith(OLE_HEAD):
        raise NotOpened(f"It has a password or an old format. Save it without a password as a {said.upper()} file.")
    if not is_what_it_says(head, said):
        raise NotOpened(f"It is not a {said.upper()} file inside; choose a {kinds} file.")
    look_into(upload, head, said)


def is_what_it_says(head: bytes, said: str) -> bool:
    """Whether the content begins as the name's ending says."""
    if said in {"csv", "txt"}:
        return b"\x00" not in head
    if said in OFFICE_KINDS:
        return head.startswith(b"PK")
    try:
        return SAME.get(found := puremagic.from_string(head).lstrip("."), found) == said
    except puremagic.PureError:
        return False


def look_into(upload, head: bytes, said: str) -> None:
    if said in OFFICE_KINDS:
        look_into_archive(upload, said)
    elif said == "csv":
        refuse_commands(head)
    elif (pixels := math.prod(sides_of(head, said))) > MOST_PIXELS:
        raise NotOpened(f"The picture has {pixels:,} points, more than a screen can show. Make it smaller.")


def sides_of(head: bytes, said: str) -> tuple[int, ...]:
    """How wide and high a picture says it is; nothing where it does not say so at its beginning."""
    if said == "webp":
        return sides_of_webp(head[12:30].ljust(18, b"\0"))
    if said not in SIDES:
        return (0,)
    form, begins, ends = SIDES[said]
    return struct.unpack(form, head[begins:ends].ljust(ends - begins, b"\0"))


def sides_of_webp(chunk: bytes) -> tuple[int, int]:
    """Each of the format's three ways to begin says it in bits of its own."""
    if chunk.startswith(b"VP8X"):
        return int.from_bytes(chunk[12:15], "little") + 1, int.from_bytes(chunk[15:18], "little") + 1
    if chunk.startswith(b"VP8L"):
        bits = int.from_bytes(chunk[9:13], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return int.from_bytes(chunk[14:16], "little") & 0x3FFF, int.from_bytes(chunk[16:18], "little") & 0x3FFF


def look_into_archive(upload, said: str) -> None:
    """Unpacked part by part in memory, and never on disk."""
    try:
        with ZipFile(upload) as archive:
            look_inside(archive, said, upload.size)
            refuse_hidden_parts(archive)
    except DAMAGED:
        raise NotOpened(f"It is damaged, or is not a {said.upper()} file inside.") from None
