"""A project or codebook as a file. The order of elements is the standard's; an empty container is left out."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring  # noqa: S405  (written here, not read)
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from themes.refi_qda.data import (
    CODEBOOK_NAMESPACE,
    ORIGIN,
    PROJECT_NAMESPACE,
    Case,
    Code,
    Coding,
    Group,
    Note,
    Person,
    Project,
    Selection,
    Source,
)
from themes.refi_qda.guids import ours

SCHEMA = f"{PROJECT_NAMESPACE} http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd"
SHORT = 100  # letters of a selection's name
LARGEST = 2**31 - 1
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
VARIABLES = {"Round": "Integer", "Question": "Text"}


class TooLarge(ValueError):
    """A source that the standard has no room for."""


def project_file(project: Project) -> bytes:
    """A .qdpx: a zip of `project.qde` and the sources; equal projects give equal bytes."""
    held = io.BytesIO()
    with ZipFile(held, "w") as archive:
        archive.writestr(ZipInfo("project.qde"), document(project_element(project)), ZIP_DEFLATED)
        for source in project.sources:
            content = source.text.encode()
            if len(content) > LARGEST:
                raise TooLarge(source.name)
            archive.writestr(ZipInfo(f"sources/{file_of(source)}"), content, ZIP_DEFLATED)
    return held.getvalue()


def codebook_file(codes: Iterable[Code]) -> bytes:
    """A .qdc: a bare XML file."""
    book = Element("CodeBook", {"xmlns": CODEBOOK_NAMESPACE, "origin": ORIGIN})
    write_each(book, "Codes", codes, lambda parent, code: write_code(parent, code, with_notes=False))
    return document(book)


def document(root: Element) -> bytes:
    indent(root, " ")
    return tostring(root, encoding="utf-8", xml_declaration=True)


def file_of(source: Source) -> str:
    return f"{ours('file', source.guid)}.txt"


def project_element(project: Project) -> Element:
    root = Element(
        "Project",
        {
            "xmlns": PROJECT_NAMESPACE,
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation": SCHEMA,
            "name": legal(project.name),
            "origin": project.origin,
            "creationDateTime": project.made_at,
        },
    )
    write_each(root, "Users", project.people, write_person)
    if project.codes:
        write_each(SubElement(root, "CodeBook"), "Codes", project.codes, write_code)
    write_each(root, "Variables", VARIABLES if project.sources else (), write_variable)
    write_each(root, "Cases", project.cases, write_case)
    write_each(root, "Sources", project.sources, write_source)
    write_each(root, "Notes", project.notes, write_note)
    write_each(root, "Sets", project.groups, write_group)
    return root


def write_each(parent: Element, name: str, things: Iterable, write: Callable[[Element, object], None]) -> None:
    """Things in a container of their own; without things there is no container."""
    things = list(things)
    if things:
        container = SubElement(parent, name)
        for thing in things:
            write(container, thing)


def add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """An element with those of the attributes that say something."""
    said = {name: legal(value) for name, value in attributes.items() if value}
    element = SubElement(parent, tag, said)
    element.text = legal(text) or None
    return element


def legal(text: str) -> str:
    """Without what no XML file can hold."""
    return ILLEGAL.sub("", text)


def write_person(parent: Element, person: Person) -> None:
    add(parent, "User", guid=person.guid, name=person.name)


def write_code(parent: Element, code: Code, *, with_notes: bool = True) -> None:
    element = add(parent, "Code", guid=code.guid, name=code.name, isCodable="true" if code.codable else "false")
    if code.description:
        add(element, "Description", code.description)
    if with_notes:
        write_note_refs(element, code.notes)
    for child in code.children:
        write_code(element, child, with_notes=with_notes)


def write_variable(parent: Element, name: str) -> None:
    add(parent, "Variable", guid=ours("variable", name), name=name, typeOfVariable=VARIABLES[name])


def write_case(parent: Element, case: Case) -> None:
    element = add(parent, "Case", guid=case.guid, name=case.name)
    for guid in case.sources:
        add(element, "SourceRef", targetGUID=guid)


def write_source(parent: Element, source: Source) -> None:
    element = add(
        parent, "TextSource", guid=source.guid, name=source.name, plainTextPath=f"internal://{file_of(source)}"
    )
    for selection in source.selections:
        write_selection(element, selection)
    write_note_refs(element, source.notes)
    write_value(element, "Round", "IntegerValue", str(source.round))
    write_value(element, "Question", "TextValue", source.question)


def write_value(parent: Element, variable: str, kind: str, value: str) -> None:
    element = add(parent, "VariableValue")
    add(element, "VariableRef", targetGUID=ours("variable", variable))
    add(element, kind, value)


def write_selection(parent: Element, selection: Selection) -> None:
    element = add(
        parent,
        "PlainTextSelection",
        guid=selection.guid,
        name=selection.name,
        startPosition=str(selection.start),
        endPosition=str(selection.end),
    )
    for coding in selection.codings:
        write_coding(element, coding)


def write_coding(parent: Element, coding: Coding) -> None:
    element = add(parent, "Coding", guid=coding.guid, creatingUser=coding.person, creationDateTime=coding.at)
    add(element, "CodeRef", targetGUID=coding.code)
    write_note_refs(element, coding.notes)


def write_note(parent: Element, note: Note) -> None:
    element = add(parent, "Note", guid=note.guid, creatingUser=note.person, creationDateTime=note.at)
    add(element, "PlainTextContent", note.text)


def write_group(parent: Element, group: Group) -> None:
    element = add(parent, "Set", guid=group.guid, name=group.name)
    for guid in group.sources:
        add(element, "MemberSource", targetGUID=guid)


def write_note_refs(parent: Element, notes: Iterable[str]) -> None:
    for guid in notes:
        add(parent, "NoteRef", targetGUID=guid)


def named_after(text: str) -> str:
    """A selection's name: how its words begin, on one line."""
    return " ".join(text[:SHORT].split("\n"))
