"""What an Office file can carry unseen: programs, macros, and whatever is fetched from elsewhere when it is opened.

Judged by the parts as a program reads them, in whatever encoding, under whatever name and prefix.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from zipfile import ZipFile

from lxml import etree

from living_docs.files.field_commands import holds_command
from living_docs.files.office_files import DECLARES, NAMES, OLE_HEAD, NotOpened

MACROS = "The file holds macros. Save it without macros as {}."
OLD_MACROS = "It holds macros. Save it without macros."
EMBEDDED = "It has another program or object embedded. Take that out and save it again."
FETCHES = "It fetches a template or object from elsewhere. Copy its text into a new file."
PICTURE_ELSEWHERE = "One of its pictures is kept elsewhere. Put the picture itself into the file and save it again."
OTHER_WORKBOOKS = "It takes figures from other files. In Excel, choose Data, Edit Links or Queries & Connections, break them and save it."
COMMAND = "It holds a command to another program (DDE). Take that out and save it again."
FIELD = "It has a field that fetches something when it is opened. In Word, press Ctrl+A, then Ctrl+Shift+F9, and save it again."
LINK = "One of its links starts a program. Take the link out and save it again."

MACRO_TYPES = ("macroenabled", "vbaproject", "vba", "macrosheet", "dialogsheet")
EMBEDDED_TYPES = ("activex", "oleobject", "x-msdownload", "javascript", "vbscript", "x-sh", "hta")
EMBEDDED_KINDS = {"oleObject", "control", "activeXControlBinary", "aFChunk", "attachedToolbars"}
EMBEDDED_NAMES = re.compile(
    r"(?:^|/)activex/|\.(?:exe|dll|com|scr|js|jse|vbs|vbe|bat|cmd|ps1|hta|jar|lnk|msi|wsf|chm|reg|html?|mht|rtf|iso|img)$",
    re.IGNORECASE,
)
OLD_MACRO_NAMES = re.compile(r"(?:^|/)(?:macrosheets|dialogsheets)/", re.IGNORECASE)
PROGRAM_HEADS = (b"MZ", b"\x7fELF", OLE_HEAD, b"#!", b"{\\rtf", b"L\x00\x00\x00\x01\x14\x02")
# "Normal.dotm", "C:\\Templates\\x.dot", "file:///C:/x.dotx"; no server, no address
ON_OWN_DISK = re.compile(r"(?:(?:file:///)?[a-z]:[\\/])?(?:[^\\/:|]+[\\/])*[^\\/:|]+", re.IGNORECASE)
LEADS_ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]+:|//|\\\\)", re.IGNORECASE)
ORDINARY_LINK = re.compile(r"\s*(?:(?:https?|mailto|tel|ftp|file):|(?![a-z][a-z0-9+.-]*:))", re.IGNORECASE)
RUN_IN_SLIDES = ("ppaction://program", "ppaction://macro", "ppaction://ole")
RUN_IN_CELLS = re.compile(r"\|[^!]{0,500}!|\b(?:webservice|filterxml|call|register\.id|exec|rtd|dde)\(", re.IGNORECASE)
QUERIES = {"connections", "queryTable", "externalLink", "externalLinkPath", "externalLinkLongPath"}


def refuse_hidden_parts(archive: ZipFile, kind: str) -> None:
    """NotOpened for an Office file that holds or fetches more than it shows."""
    for name in archive.namelist():
        content = archive.read(name)
        refuse_program(name, content)
        tree = parsed(content)
        if tree is None:
            continue
        if tree.getroottree().docinfo.doctype or any(isinstance(one, etree._Entity) for one in tree.iter(etree.Entity)):
            raise NotOpened(DECLARES)
        if name.lower() == "[content_types].xml":
            refuse_types(tree, kind)
        elif name.lower().endswith(".rels"):
            refuse_relations(tree)
        else:
            refuse_commands_in(tree)


def refuse_program(name: str, content: bytes) -> None:
    if OLD_MACRO_NAMES.search(name):
        raise NotOpened(OLD_MACROS)
    if EMBEDDED_NAMES.search(name) or content.startswith(PROGRAM_HEADS):
        raise NotOpened(EMBEDDED)


def parsed(content: bytes) -> etree._Element | None:
    """The tree of a part that is XML in any encoding, read as forgivingly as the most forgiving program does."""
    head = content[:4].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if not head.startswith(b"<") and b"<?xml" not in content[:200]:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def refuse_types(tree: etree._Element, kind: str) -> None:
    types = " ".join(one.get("ContentType", "").lower() for one in tree.iter(etree.Element))
    if any(word in types for word in MACRO_TYPES):
        raise NotOpened(MACROS.format(NAMES[kind]))
    if any(word in types for word in EMBEDDED_TYPES):
        raise NotOpened(EMBEDDED)


def refuse_relations(tree: etree._Element) -> None:
    """Each relation by its kind and target: links may lead out, nothing else may."""
    for relation in tree.iter(etree.Element):
        kind = relation.get("Type", "").rsplit("/", 1)[-1]
        target = relation.get("Target", "")
        leads_out = relation.get("TargetMode", "").lower() == "external" or LEADS_ELSEWHERE.match(target) is not None
        if "vbaproject" in kind.lower() or "macrosheet" in kind.lower():
            raise NotOpened(OLD_MACROS)
        if kind in QUERIES:
            raise NotOpened(OTHER_WORKBOOKS)
        if kind == "hyperlink":
            if not ORDINARY_LINK.match(target):
                raise NotOpened(LINK)
        elif leads_out and not (kind == "attachedTemplate" and ON_OWN_DISK.fullmatch(target)):
            raise NotOpened(PICTURE_ELSEWHERE if kind == "image" else FETCHES)
        elif kind in EMBEDDED_KINDS:
            raise NotOpened(EMBEDDED)


def refuse_commands_in(tree: etree._Element) -> None:
    """Fields, formulas and actions by which a part runs or fetches something."""
    for element in tree.iter(etree.Element):
        name = local_name(element.tag)
        if name in {"ddeLink", "oleLink"} or (name == "f" and element.text and RUN_IN_CELLS.search(element.text)):
            raise NotOpened(COMMAND)
        if name in {"script", "foreignObject", "altChunk"}:
            raise NotOpened(EMBEDDED)
        if name == "webPr" or (name == "connection" and element.get("type")):
            raise NotOpened(OTHER_WORKBOOKS)
        if element.get("action", "").lower().startswith(RUN_IN_SLIDES):
            raise NotOpened(LINK)
    command = holds_command(instructions(tree))
    if command:
        raise NotOpened(COMMAND if command.startswith("DDE") else FIELD)


def instructions(tree: etree._Element) -> Iterator[tuple[str, str]]:
    """The beginnings, ends and words of fields, in the order in which they stand."""
    for element in tree.iter(etree.Element):
        name = local_name(element.tag)
        if name == "fldChar":
            yield next((value for key, value in element.attrib.items() if local_name(key) == "fldCharType"), ""), ""
        elif name in {"instrText", "delInstrText"}:
            yield "words", element.text or ""
        elif name == "fldSimple":
            yield "begin", ""
            yield "words", next((value for key, value in element.attrib.items() if local_name(key) == "instr"), "")
            yield "end", ""


def local_name(tag: object) -> str:
    """A name without its namespace, or the prefix of one that was never declared."""
    return str(tag).rpartition("}")[2].rpartition(":")[2]
