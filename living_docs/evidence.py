"""What may be appended as evidence: judged by content, refused in words."""

from zipfile import BadZipFile, ZipFile

import puremagic
from django.conf import settings
from django.template.defaultfilters import filesizeformat

EVIDENCE_KINDS = ("pdf", "docx", "xlsx", "csv", "png", "jpg")
OFFICE = {"docx": "word/", "xlsx": "xl/"}
SAME = {"jpeg": "jpg", "jpe": "jpg", "jfif": "jpg"}
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "png": "image/png",
    "jpg": "image/jpeg",
    "txt": "text/plain; charset=utf-8",
}


def ending(name: str) -> str:
    found = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    return SAME.get(found, found)


def refusal(upload, accept: tuple[str, ...]) -> str:
    """Why a file is not taken, in words; empty when it is."""
    kinds = ", ".join(kind.upper() for kind in accept[:-1]) + f" or {accept[-1].upper()}"
    if upload.size == 0:
        return f"“{upload.name}” was not added. The file is empty."
    if upload.size > settings.EVIDENCE_FILE_LIMIT:
        limit = filesizeformat(settings.EVIDENCE_FILE_LIMIT)
        return f"“{upload.name}” was not added. It is larger than {limit}; send a smaller file or paste what matters."
    if ending(upload.name) not in accept:
        return f"“{upload.name}” was not added. Choose a {kinds} file."
    if not is_what_it_says(upload):
        return f"“{upload.name}” was not added. It is not a {ending(upload.name).upper()} file inside; choose a {kinds} file."
    return ""


def is_what_it_says(upload) -> bool:
    """Whether the content fits the name's ending."""
    said = ending(upload.name)
    upload.seek(0)
    head = upload.read(1024 * 1024)
    upload.seek(0)
    if said in {"csv", "txt"}:
        return is_text(head)
    if said in OFFICE:
        return head.startswith(b"PK") and is_office_file(upload, said)
    try:
        return SAME.get(found := puremagic.from_string(head).lstrip("."), found) == said
    except puremagic.PureError:
        return False


def is_text(head: bytes) -> bool:
    return b"\x00" not in head


def is_office_file(upload, said: str) -> bool:
    """A zip with the folder of its kind and no macros; only its list of names is read, nothing is unpacked."""
    try:
        with ZipFile(upload) as archive:
            names = archive.namelist()
    except BadZipFile:
        return False
    finally:
        upload.seek(0)
    return any(name.startswith(OFFICE[said]) for name in names) and not any(
        "vbaproject" in name.lower() for name in names
    )
