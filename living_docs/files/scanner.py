"""The virus scanner, where an installation has one (`CLAMAV_SOCKET`): asked for every file that is kept and handed out.

A file stands in quarantine until the scanner has answered. If it does not answer, the file is kept aside, a worker asks
again, and nobody gets the file meanwhile. Protocol: clamd's INSTREAM, see `man clamd`.
"""

from __future__ import annotations

import hashlib
import socket
import struct
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from django.conf import settings

from accounts.foundations import clock
from accounts.foundations.letters import write_letter
from accounts.models import User
from accounts.roles import Role
from living_docs.files.office_files import NotOpened
from living_docs.models import FileScan, Verdict
from living_docs.uk_time import in_full

CHUNK = 64 * 1024
PATIENCE = 20  # seconds for one file
CHECKING = "This file is still being checked for viruses. Try again in a few minutes."
FOUND = "The virus scanner found “{}” in this file, so nobody can open it."
NOT_TAKEN = "The virus scanner found “{}” in it."


class NoAnswer(Exception):
    """The scanner could not be reached, or did not say whether the file is clean."""


def ask(content: bytes) -> str:
    """The name of what the scanner found, or nothing. Raises NoAnswer."""
    try:
        with closing(connected()) as scanner:
            scanner.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), CHUNK):
                part = content[start : start + CHUNK]
                scanner.sendall(struct.pack("!I", len(part)) + part)
            scanner.sendall(struct.pack("!I", 0))
            return found_in(answer_of(scanner))
    except OSError as why:
        raise NoAnswer(str(why)) from why


def connected() -> socket.socket:
    """ "/run/clamav/clamd.ctl" or "host:port"."""
    host, _, port = settings.CLAMAV_SOCKET.rpartition(":")
    if host:
        return socket.create_connection((host, int(port)), timeout=PATIENCE)
    local = socket.socket(socket.AF_UNIX)
    local.settimeout(PATIENCE)
    local.connect(settings.CLAMAV_SOCKET)
    return local


def answer_of(scanner: socket.socket) -> str:
    """Up to the zero that ends it, and never more than a line could be."""
    said = b""
    while b"\0" not in said and len(said) < 1000 and (more := scanner.recv(1000)):
        said += more
    return said.split(b"\0")[0].decode("utf-8", "replace").strip()


def found_in(answer: str) -> str:
    """ "stream: OK" or "stream: Eicar-Signature FOUND"; anything else is no answer."""
    said = answer.removeprefix("stream: ")
    if said == "OK":
        return ""
    if said.endswith(" FOUND"):
        return said.removesuffix(" FOUND")[:150]
    raise NoAnswer(answer)


def take(upload) -> None:
    """Look through a file that is about to be kept. NotOpened if something was found; if nobody answered it waits."""
    if not settings.CLAMAV_SOCKET:
        return
    upload.seek(0)
    content = upload.read()
    upload.seek(0)
    scan = scan_of(content)
    if scan.verdict == Verdict.WAITING:
        quarantined(scan).write_bytes(content)
    if scan.verdict == Verdict.INFECTED:
        raise NotOpened(NOT_TAKEN.format(scan.signature))


def why_held(file) -> str:
    """Why a kept file is not handed out, in a sentence; nothing when it may be."""
    if not settings.CLAMAV_SOCKET:
        return ""
    with file.open("rb") as held:
        content = held.read()
    scan = FileScan.objects.filter(sha256=sha256_of(content)).first() or FileScan()
    if scan.verdict == Verdict.WAITING:
        note_answer(scan, content)
    if scan.verdict == Verdict.WAITING:
        return CHECKING
    return FOUND.format(scan.signature) if scan.verdict == Verdict.INFECTED else ""


def scan_of(content: bytes) -> FileScan:
    """What was said of this content; the scanner is asked where that is not known."""
    scan, _ = FileScan.objects.get_or_create(sha256=sha256_of(content))
    if scan.verdict == Verdict.WAITING:
        look_through(scan, content)
    return scan


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def look_through(scan: FileScan, content: bytes) -> None:
    note_answer(scan, content)
    if scan.verdict != Verdict.WAITING:
        scan.save()


def note_answer(scan: FileScan, content: bytes) -> None:
    """What the scanner says now, if it says anything; nothing is stored."""
    try:
        scan.signature = ask(content)
    except NoAnswer:
        return
    scan.verdict = Verdict.INFECTED if scan.signature else Verdict.CLEAN
    scan.answered_at = clock.now()


def quarantined(scan: FileScan) -> Path:
    folder = Path(settings.MEDIA_ROOT) / "quarantine"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / scan.sha256


def ask_again() -> None:
    """By a worker, every minute: look through what waits. The office is told of what was found late."""
    for scan in waiting():
        kept = quarantined(scan)
        if not kept.exists():
            continue
        look_through(scan, kept.read_bytes())
        if scan.verdict == Verdict.WAITING:
            return  # the scanner is still away
        kept.unlink()
        if scan.verdict == Verdict.INFECTED:
            write_letter(
                "file_infected", to=list(User.objects.with_role(Role.OFFICE)), scan=scan, when=in_full(scan.asked_at)
            )


def waiting() -> Iterator[FileScan]:
    return FileScan.objects.filter(verdict=Verdict.WAITING).order_by("asked_at").iterator()
