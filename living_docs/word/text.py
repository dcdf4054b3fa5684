"""All that a DOCX file says, as plain values: read apart from the service, which then looks for its prompts in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from zipfile import ZipFile

from lxml import etree

from living_docs.file_reader import apart
from living_docs.files.office_files import NotOpened, opened
from living_docs.word.document_walk import Piece, Walk
from living_docs.word.package import TOO_LARGE, UNREADABLE, Package, W

REVISIONS = [f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange")]
IDENTIFIER = "{http://purl.org/dc/elements/1.1/}identifier"
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp")
LAST_LINES = 20
MOST_LETTERS = 3_000_000  # eight times a report of 60,000 words
MOST_PICTURES = 20 * 1024 * 1024  # bytes of all pictures


@dataclass(frozen=True)
class WordText:
    """`signs`: where the form may say which one it is. `notes`: by their kind (footnotes, comments…) and id."""

    signs: list[str]
    pieces: list[Piece] = field(default_factory=list)
    notes: dict[str, dict[str, list[Piece]]] = field(default_factory=dict)
    outside: list[tuple[str, str]] = field(default_factory=list)
    is_tracked: bool = False
    pictures: dict[str, bytes] = field(default_factory=dict)  # by the name of their part


def text_of(content: bytes) -> WordText:
    """What a file says, read in a process of its own, or NotOpened."""
    return apart(read_text, content, refused=NotOpened, unreadable=UNREADABLE)


def signs_of(content: bytes) -> list[str]:
    """Only where it may say which form it is."""
    return apart(read_signs, content, refused=NotOpened, unreadable=UNREADABLE)


def read_signs(content: bytes) -> list[str]:
    return signs(Package(opened(content, "docx")))


def read_text(content: bytes) -> WordText:
    package = Package(opened(content, "docx"))
    walk = Walk(package)
    pieces = list(walk.pieces())
    if sum(len(piece.text) for piece in pieces) > MOST_LETTERS:
        raise NotOpened(TOO_LARGE)
    notes = {kind: walk.notes(kind) for kind in ("footnotes", "endnotes", "comments")}
    is_tracked = next(package.body.iter(*REVISIONS), None) is not None
    return WordText(signs(package), pieces, notes, list(walk.outside()), is_tracked, pictures(package))


def signs(package: Package) -> list[str]:
    return [identifier(package.archive), *last_lines(package.body)]


def identifier(archive: ZipFile) -> str:
    try:
        properties = etree.fromstring(archive.read("docProps/core.xml"), etree.XMLParser(resolve_entities=False))
    except (KeyError, etree.XMLSyntaxError):
        return ""
    return next((element.text or "" for element in properties.iter(IDENTIFIER)), "")


def last_lines(body: etree._Element) -> list[str]:
    paragraphs = list(body.iterchildren(f"{W}p", reversed=True))[:LAST_LINES]
    return ["".join(text.text or "" for text in paragraph.iter(f"{W}t")) for paragraph in paragraphs]


def pictures(package: Package) -> dict[str, bytes]:
    names = [name for name in package.names if name.lower().endswith(PICTURES)]
    if sum(package.archive.getinfo(name).file_size for name in names) > MOST_PICTURES:
        raise NotOpened("Its pictures are larger than 20 MB together. Make them smaller, or add them on the site.")
    return {name: package.archive.read(name) for name in names}
