"""A project or codebook read into plain values. What is wrong with one thing is said of that thing alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element  # noqa: S405  (a type; defusedxml reads)

from themes.refi_qda.archive import opened
from themes.refi_qda.data import Code, Coding, Note, Person, Project, Selection, Source
from themes.refi_qda.guids import bare
from themes.refi_qda.offsets import RawText

GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
INTERNAL = "internal://"
DEEPEST = 50  # codes under codes


def read(content: bytes) -> Project:
    """Everything that can be taken from a .qdpx or .qdc, with a sentence for each thing that cannot; or NotRead."""
    root, parts = opened(content)
    return Reading(root, parts).project()


def tag_of(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def children(parent: Element | None, *tags: str) -> Iterator[Element]:
    """Those of some names, whatever the namespace; none of nothing."""
    return (child for child in (parent if parent is not None else ()) if tag_of(child) in tags)


def child(parent: Element | None, *path: str) -> Element | None:
    for tag in path:
        parent = next(children(parent, tag), None)
    return parent


def text_in(parent: Element, tag: str) -> str:
    found = child(parent, tag)
    return (found.text or "").strip() if found is not None else ""


class Reading:
    """One pass over the file: what was found, and what was wrong."""

    def __init__(self, root: Element, parts: dict[str, bytes]) -> None:
        self.root, self.parts = root, parts
        self.problems: list[str] = []
        self.seen: set[str] = set()

    def project(self) -> Project:
        book = self.root if tag_of(self.root) == "CodeBook" else child(self.root, "CodeBook")
        people = [self.person(element) for element in children(child(self.root, "Users"), "User")]
        codes = self.codes(child(book, "Codes"))
        sources = [self.source(element) for element in children(child(self.root, "Sources"), "TextSource")]
        others = [
            tag_of(e)
            for e in children(child(self.root, "Sources"), "PictureSource", "PDFSource", "AudioSource", "VideoSource")
        ]
        self.problems += [f"A {tag} was left out: only texts are taken." for tag in others]
        notes = [self.note(element) for element in children(child(self.root, "Notes"), "Note")]
        return Project(
            self.root.get("name", ""),
            tuple(filter(None, people)),
            codes,
            (),
            tuple(filter(None, sources)),
            tuple(filter(None, notes)),
            origin=self.root.get("origin", ""),
            problems=tuple(self.problems),
        )

    def guid(self, element: Element, what: str) -> str | None:
        """An identifier that is one and stands here for the first time; else a problem is noted."""
        guid = bare(element.get("guid", ""))
        if not GUID.fullmatch(guid):
            self.problems.append(f"{what} was left out: its GUID “{guid[:60]}” is none.")
            return None
        if guid in self.seen:
            self.problems.append(f"{what} was left out: the GUID {guid} appears twice in the file.")
            return None
        self.seen.add(guid)
        return guid

    def person(self, element: Element) -> Person | None:
        name = element.get("name", "")
        guid = self.guid(element, f"The user “{name}”")
        return Person(guid, name) if guid else None

    def codes(self, parent: Element | None, depth: int = 0) -> tuple[Code, ...]:
        if depth > DEEPEST:
            self.problems.append(f"Codes more than {DEEPEST} levels deep were left out.")
            return ()
        return tuple(code for element in children(parent, "Code") if (code := self.code(element, depth)))

    def code(self, element: Element, depth: int) -> Code | None:
        name = " ".join(element.get("name", "").split())
        guid = self.guid(element, f"The code “{name}”")
        if guid is None or not name:
            if guid:
                self.problems.append(f"The code {guid} was left out: it has no name.")
            return None
        codable = element.get("isCodable", "true").lower() not in {"false", "0"}
        return Code(
            guid, name, codable, text_in(element, "Description"), self.notes_of(element), self.codes(element, depth + 1)
        )

    def notes_of(self, element: Element) -> tuple[str, ...]:
        return tuple(bare(note.get("targetGUID", "")) for note in children(element, "NoteRef"))

    def note(self, element: Element) -> Note | None:
        guid = self.guid(element, "A note")
        content = text_in(element, "PlainTextContent") or self.file_of(element)
        if guid and not content.strip():
            self.problems.append(f"The note {guid} was left out: it has no words.")
            return None
        return (
            Note(guid, content, bare(element.get("creatingUser", "")), element.get("creationDateTime", ""))
            if guid
            else None
        )

    def source(self, element: Element) -> Source | None:
        name = element.get("name", "")
        guid = self.guid(element, f"The source “{name}”")
        content = child(element, "PlainTextContent")
        raw = (content.text or "") if content is not None else self.file_of(element)
        if guid is None or not raw:
            if guid:
                self.problems.append(
                    f"The source “{name}” was left out: the file with its text is missing or not UTF-8."
                )
            return None
        text = RawText(raw, counts_one="atlas" in self.root.get("origin", "").lower())
        found = [self.selection(part, text, name) for part in children(element, "PlainTextSelection")]
        return Source(guid, name, text.text, tuple(filter(None, found)), self.notes_of(element))

    def file_of(self, element: Element) -> str:
        """The text of a file inside the archive, found by name whatever its case; "" when there is none."""
        path = element.get("plainTextPath", "")
        name = path.removeprefix(INTERNAL).rpartition("/")[2].lower()
        content = self.parts.get(f"sources/{name}", b"") if path.startswith(INTERNAL) else b""
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            return ""

    def selection(self, element: Element, text: RawText, source: str) -> Selection | None:
        name = element.get("name", "")
        what = f"The passage “{name[:60]}” of “{source}”"
        guid = self.guid(element, what)
        if guid is None:
            return None
        try:
            start, end = int(element.get("startPosition", "")), int(element.get("endPosition", ""))
        except ValueError:
            self.problems.append(f"{what} was left out: it does not say where it is.")
            return None
        place = text.place(start, end, name)
        if place is None:
            self.problems.append(
                f"{what} was left out: {start} to {end} lies outside the text, or says something else."
            )
            return None
        codings = [self.coding(part, what) for part in children(element, "Coding")]
        return Selection(guid, *place, tuple(filter(None, codings)), name)

    def coding(self, element: Element, what: str) -> Coding | None:
        guid = self.guid(element, f"A coding of {what[0].lower()}{what[1:]}")
        code = child(element, "CodeRef")
        if guid is None or code is None:
            return None
        return Coding(
            guid,
            bare(code.get("targetGUID", "")),
            bare(element.get("creatingUser", "")),
            element.get("creationDateTime", ""),
            self.notes_of(element),
        )
