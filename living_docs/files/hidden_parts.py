"""What a file can carry unseen: embedded programs, templates fetched from elsewhere, commands that a sheet would run."""

from __future__ import annotations

import re
from zipfile import ZipFile

from living_docs.files.office_files import NotOpened

EMBEDDED = re.compile(r"(^|/)(activex/|embeddings/.*\.(bin|exe|dll|js|vbs|bat|ps1)$)", re.IGNORECASE)
OLD_MACROS = re.compile(r"(^|/)(macrosheets|dialogsheets)/", re.IGNORECASE)
FETCHED = re.compile(rb"<[^<>]*(?:attachedTemplate|oleObject|subDocument|frame)\"[^<>]*>", re.IGNORECASE)
# "Normal.dotm", "C:\\Templates\\x.dot", "file:///C:/x.dotx"; no server, no address
ON_OWN_DISK = re.compile(rb'\bTarget="(?:(?:file:///)?[a-z]:[\\/])?(?:[^"\\/:|]+[\\/])*[^"\\/:|]+"', re.IGNORECASE)
RUN = re.compile(rb"<ddeLink|instr(?:Text[^>]*>|=\")\s*DDE(?:AUTO)?\b", re.IGNORECASE)
RUN_BY_SHEET = re.compile(rb"(?:^|[,;\t\"\n\r])\s*[=+@-][^,;\t\n\r]*\|[^,;\t\n\r]*!", re.MULTILINE)
TEST_VIRUS = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"  # what every scanner is tried with


def refuse_hidden_parts(archive: ZipFile) -> None:
    """NotOpened for a Word or Excel file that holds or fetches more than it shows."""
    names = archive.namelist()
    if any(EMBEDDED.search(name) for name in names):
        raise NotOpened("It has another program or object embedded. Take that out and save it again.")
    if any(OLD_MACROS.search(name) for name in names):
        raise NotOpened("It holds macros. Save it without macros.")
    for name in names:
        if name.endswith(".rels") and fetches(archive.read(name)):
            raise NotOpened("It fetches a template or object from elsewhere. Copy its text into a new file.")
        if name.endswith(".xml") and RUN.search(archive.read(name)):
            raise NotOpened("It holds a command to another program (DDE). Take that out and save it again.")


def fetches(relations: bytes) -> bool:
    """Whether one of the relations of a part, other than an ordinary link, leads out of the file."""
    return any(b'"External"' in relation and not is_own_template(relation) for relation in FETCHED.findall(relations))


def is_own_template(relation: bytes) -> bool:
    """Whether a relation only names the template on the author's own disk that the file was made from."""
    return b'attachedTemplate"' in relation and bool(ON_OWN_DISK.search(relation))


def refuse_commands(head: bytes) -> None:
    """NotOpened for a CSV file of which a cell would run a program when a sheet opens it."""
    if RUN_BY_SHEET.search(head):
        raise NotOpened("One of its cells is a command to another program (DDE). Take that out and save it again.")


def refuse_test_virus(head: bytes) -> None:
    if TEST_VIRUS in head:
        raise NotOpened("It is the file that virus scanners are tried with.")
