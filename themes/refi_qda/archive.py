"""A file from outside, opened with distrust: a zip that does not swell, XML that declares nothing, the right root."""

from __future__ import annotations

import io
import zlib
from xml.etree.ElementTree import Element, ParseError  # noqa: S405  (types; defusedxml reads)
from zipfile import BadZipFile, ZipFile

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from themes.refi_qda.data import CODEBOOK_NAMESPACE, PROJECT_NAMESPACE

MEGABYTE = 1024 * 1024
MOST_BYTES, MOST_UNPACKED, MOST_SWELLING = 50 * MEGABYTE, 300 * MEGABYTE, 200
MOST_PARTS = 20_000
DAMAGED = (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError)


class NotRead(ValueError):
    """Why nothing of a file was taken, in a sentence."""


def opened(content: bytes) -> tuple[Element, dict[str, bytes]]:
    """The root of a .qdpx or .qdc, and the sources of the first by their names in lower case."""
    if len(content) > MOST_BYTES:
        raise NotRead(f"The file is larger than {MOST_BYTES // MEGABYTE} MB.")
    if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return root(content, "CodeBook", CODEBOOK_NAMESPACE), {}
    try:
        parts = unpacked(content)
    except DAMAGED:
        raise NotRead("The file is damaged, or is neither a REFI-QDA project (.qdpx) nor a codebook (.qdc).") from None
    projects = [name for name in parts if name.rpartition("/")[2] == "project.qde"]
    if len(projects) != 1:
        raise NotRead("The archive does not hold exactly one project.qde.")
    return root(parts.pop(projects[0]), "Project", PROJECT_NAMESPACE), parts


def unpacked(content: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(content)) as archive:
        infos = archive.infolist()
        size = sum(info.file_size for info in infos)
        if size > MOST_UNPACKED or size > max(len(content), MEGABYTE // 10) * MOST_SWELLING or len(infos) > MOST_PARTS:
            raise NotRead("Unpacked, the archive would be far larger than any project. It was not opened.")
        return {info.filename.lower(): archive.read(info) for info in infos if not info.is_dir()}


def root(content: bytes, name: str, namespace: str) -> Element:
    try:
        found = fromstring(content, forbid_dtd=True)
    except DefusedXmlException:
        raise NotRead("The XML declares a document type or entities of its own, which no project needs.") from None
    except (ParseError, ValueError, LookupError):
        raise NotRead("The XML is not well formed.") from None
    if found.tag != f"{{{namespace}}}{name}":
        raise NotRead(f"The XML does not begin with {name} in the namespace {namespace}.")
    return found
