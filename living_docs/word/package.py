"""The parts of a DOCX file as XML trees, within bounds, whichever word processor wrote them."""

from __future__ import annotations

import logging
import posixpath
from collections.abc import Callable
from functools import cached_property, wraps
from zipfile import ZipFile

from django.db import DatabaseError
from lxml import etree

from living_docs.files.office_files import NotOpened

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MOST_PARAGRAPHS = 30_000
MOST_TAGS = 350_000  # three times a report of 60,000 words; about a second
STRICT = {  # the same names under the addresses of ISO 29500 Strict
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W,
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": R,
    b"http://purl.oclc.org/ooxml/officeDocument/math": M,
    b"http://purl.oclc.org/ooxml/drawingml/main": "{http://schemas.openxmlformats.org/drawingml/2006/main}",
}
DAMAGED = "The file is damaged, or is not a Word document (DOCX)."
UNREADABLE = (
    "It could not be read: it is damaged or set up in an unusual way. Copy your words into a newly downloaded form and "
    "send that."
)
TOO_LARGE = (
    "The file holds far more parts than a report has. Copy your words into a newly downloaded form and send that."
)

log = logging.getLogger(__name__)


def refused_where_it_breaks(read: Callable) -> Callable:
    """The last net: whatever breaks while a file is read refuses the file in a sentence, and is logged."""

    @wraps(read)
    def reading(*args, **options):
        try:
            return read(*args, **options)
        except (NotOpened, DatabaseError):
            raise
        except Exception:
            log.exception("a Word file could not be read")
            raise NotOpened(UNREADABLE) from None

    return reading


class Package:
    """An opened DOCX file. A part that is missing or cannot be read is None; only the main part has to be there."""

    def __init__(self, archive: ZipFile) -> None:
        self.archive = archive
        self.names = set(archive.namelist())
        self.read: dict[str, etree._Element | None] = {}
        self.tags = 0

    @cached_property
    def main(self) -> str:
        """The name of the part with the words."""
        found = self.relations("").of_kind("officeDocument")
        return next((name for name in found if name in self.names), "word/document.xml")

    @cached_property
    def body(self) -> etree._Element:
        root = self.tree(self.main)
        body = root.find(f"{W}body") if root is not None else None
        if body is None:
            raise NotOpened(DAMAGED)
        if sum(len(one) > 0 for one in body.iter(f"{W}p")) > MOST_PARAGRAPHS:
            raise NotOpened(TOO_LARGE)
        return body

    def tree(self, name: str) -> etree._Element | None:
        if name not in self.read:
            self.read[name] = self.parsed(self.archive.read(name)) if name in self.names else None
        return self.read[name]

    def parsed(self, content: bytes) -> etree._Element | None:
        self.tags += content.count(b"<")
        if self.tags > MOST_TAGS:
            raise NotOpened(TOO_LARGE)
        return parsed(content)

    def relations(self, part: str) -> Relations:
        folder, name = posixpath.split(part)
        return Relations(folder, self.tree(posixpath.join(folder, "_rels", f"{name}.rels")))

    @cached_property
    def of_main(self) -> Relations:
        return self.relations(self.main)

    def beside(self, kind: str) -> list[str]:
        """The parts of a kind (styles, numbering, header…) of the main part: as its relations say, or of the usual name."""
        usual = posixpath.join(posixpath.dirname(self.main), f"{kind}.xml")
        return [name for name in dict.fromkeys([*self.of_main.of_kind(kind), usual]) if name in self.names]

    def tree_beside(self, kind: str) -> etree._Element | None:
        """The first of them that can be read."""
        return next((tree for name in self.beside(kind) if (tree := self.tree(name)) is not None), None)


class Relations:
    """Where the relations of one part lead: targets by id."""

    def __init__(self, folder: str, tree: etree._Element | None) -> None:
        self.folder = folder
        self.all = [dict(relation.attrib) for relation in tree] if tree is not None else []
        self.by_id = {relation.get("Id", ""): relation for relation in self.all}

    def part(self, relation: dict[str, str]) -> str:
        target = relation.get("Target", "")
        return posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(self.folder, target))

    def of_kind(self, kind: str) -> list[str]:
        return [self.part(one) for one in self.all if one.get("Type", "").endswith(f"/{kind}")]

    def part_of(self, id: str) -> str:
        return self.part(self.by_id[id]) if id in self.by_id else ""

    def address_of(self, id: str) -> str:
        relation = self.by_id.get(id, {})
        return relation.get("Target", "") if relation.get("TargetMode") == "External" else ""


def parsed(content: bytes) -> etree._Element | None:
    for strict, usual in STRICT.items():
        content = content.replace(strict, usual[1:-1].encode())
    try:
        return etree.fromstring(content, etree.XMLParser(resolve_entities=False, remove_comments=True, remove_pis=True))
    except etree.XMLSyntaxError:
        return None


def value(element: etree._Element | None, name: str = "val") -> str:
    """The value of a property; empty where the property or its value is not there."""
    return "" if element is None else element.get(f"{W}{name}", "")


def whole_number(text: str, otherwise: int = 0) -> int:
    try:
        return max(min(int(text), 99_999), -1)
    except ValueError:
        return otherwise


def is_on(element: etree._Element) -> bool:
    """Whether an on-off property is on."""
    return value(element).lower() not in {"0", "false", "off", "none"}
