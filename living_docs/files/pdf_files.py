"""PDF files from outside: refused where they hold scripts, start programs, carry other files or fetch something."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from zipfile import is_zipfile

import pikepdf

from living_docs.files.office_files import TWO_IN_ONE, NotOpened

SCRIPT = "It holds a script or a form that runs one. Print it to a new PDF and send that."
STARTS = "It starts a program or opens another file by itself. Print it to a new PDF and send that."
CARRIES = "It has other files inside. Save those by themselves, print it to a new PDF and send that."
PASSWORD = "It has a password. Save it without one and send that."  # noqa: S105  (a sentence)
TOO_LARGE = "It holds far more parts than a document has. Print it to a new PDF and send that."

ACTIONS = {
    "/JavaScript": SCRIPT,
    "/Launch": STARTS,
    "/ImportData": STARTS,
    "/SubmitForm": STARTS,
    "/GoToE": CARRIES,
    "/GoToR": STARTS,
    "/Rendition": CARRIES,
    "/Movie": CARRIES,
    "/Sound": CARRIES,
}
KEYS = {
    "/JS": SCRIPT,
    "/JavaScript": SCRIPT,
    "/XFA": SCRIPT,
    "/EmbeddedFiles": CARRIES,
    "/EF": CARRIES,
    "/RichMedia": CARRIES,
    "/3DD": CARRIES,
    "/FFilter": STARTS,
}
SHOWS_A_PAGE = {"/GoTo", "/Named"}  # all that may be done without a click
MOST_OBJECTS, DEEPEST, MOST_INFLATED = 300_000, 60, 50 * 1024 * 1024
NAME = re.compile(rb"/(?:[A-Za-z0-9]|#[0-9A-Fa-f]{2}){1,40}")
HEX = re.compile(rb"#([0-9A-Fa-f]{2})")
STREAM = b"stream"
LONG_NAMES = {name for name in ACTIONS | KEYS if len(name) >= 7}  # no chance makes them of a picture's bytes


def look_into_pdf(content: bytes) -> None:
    """NotOpened for a PDF that does more than show pages."""
    if is_zipfile(io.BytesIO(content)):
        raise NotOpened(TWO_IN_ONE)
    refuse_names(content)
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            refuse_objects(pdf)
    except pikepdf.PasswordError:
        raise NotOpened(PASSWORD) from None
    except pikepdf.PdfError:
        for inflated in streams(content):  # too broken to be read as one; a forgiving reader may mend it
            refuse_names(inflated)


def refuse_names(content: bytes) -> None:
    """By what stands in the bytes: what a broken table of contents would hide from a program that believes it."""
    for name in NAME.finditer(content):
        plain = HEX.sub(lambda found: bytes([int(found[1], 16)]), name[0]).decode("latin-1")
        if plain in LONG_NAMES:
            raise NotOpened((ACTIONS | KEYS)[plain])


def refuse_objects(pdf: pikepdf.Pdf) -> None:
    waiting: list[tuple[object, int]] = []
    for number, one in enumerate(pdf.objects):
        if number > MOST_OBJECTS:
            raise NotOpened(TOO_LARGE)
        waiting.append((one, 0))
        while waiting:
            held, depth = waiting.pop()
            if depth > DEEPEST:
                raise NotOpened(TOO_LARGE)
            waiting += [(inner, depth + 1) for inner in parts_of(held) if not inner.is_indirect]


def parts_of(held) -> Iterator[pikepdf.Object]:
    """What an object holds itself, after a look at what its keys say."""
    if isinstance(held, pikepdf.Array):
        yield from (one for one in held if isinstance(one, pikepdf.Object))
    elif isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
        for key, value in held.items():
            if key in KEYS:
                raise NotOpened(KEYS[key])
            refuse_action(key, value)
            if key == "/F" and isinstance(held, pikepdf.Stream):
                raise NotOpened(STARTS)
            if isinstance(value, pikepdf.Object):
                yield value


def refuse_action(key: str, value: object) -> None:
    """What an action does by its name, and what is done by itself: to show a page is all that may be."""
    if key == "/S" and str(value) in ACTIONS:
        raise NotOpened(ACTIONS[str(value)])
    for action in done_by_itself(key, value):
        does = str(action.get("/S", "/GoTo"))
        if does not in SHOWS_A_PAGE:
            raise NotOpened(ACTIONS.get(does, STARTS))


def done_by_itself(key: str, value: object) -> list[pikepdf.Dictionary]:
    """The actions that are done without a click."""
    if key not in {"/OpenAction", "/AA"} or not isinstance(value, pikepdf.Dictionary):
        return []
    actions = [value] if key == "/OpenAction" else [inner for _, inner in value.items()]
    return [action for action in actions if isinstance(action, pikepdf.Dictionary)]


def streams(content: bytes) -> Iterator[bytes]:
    """What the streams of a broken file inflate to, within bounds."""
    left, place = MOST_INFLATED, 0
    while left > 0 and (place := content.find(STREAM, place)) >= 0:
        place += len(STREAM)
        try:
            inflated = zlib.decompressobj().decompress(content[place : place + left].lstrip(b"\r\n"), left)
        except zlib.error:
            continue
        left -= len(inflated)
        yield inflated
