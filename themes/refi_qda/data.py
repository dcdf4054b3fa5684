"""A project as plain values, whoever made it. Offsets are code points of the source's text, LF alone, end-exclusive."""

from __future__ import annotations

from dataclasses import dataclass, field

PROJECT_NAMESPACE, CODEBOOK_NAMESPACE = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"
ORIGIN = "Living Documents 1.0"


@dataclass(frozen=True)
class Person:
    guid: str
    name: str


@dataclass(frozen=True)
class Code:
    """A theme, or the tree or heading that others stand under (not `codable`)."""

    guid: str
    name: str
    codable: bool
    description: str = ""
    notes: tuple[str, ...] = ()
    children: tuple[Code, ...] = ()


@dataclass(frozen=True)
class Coding:
    guid: str
    code: str
    person: str = ""
    at: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Selection:
    guid: str
    start: int
    end: int
    codings: tuple[Coding, ...]
    name: str = ""


@dataclass(frozen=True)
class Source:
    """One answer of one site in one round."""

    guid: str
    name: str
    text: str
    selections: tuple[Selection, ...] = ()
    notes: tuple[str, ...] = ()
    round: int | None = None
    question: str = ""


@dataclass(frozen=True)
class Note:
    guid: str
    text: str
    person: str = ""
    at: str = ""


@dataclass(frozen=True)
class Case:
    """A site, with its sources."""

    guid: str
    name: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Group:
    """A set of sources: a round."""

    guid: str
    name: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Project:
    name: str
    people: tuple[Person, ...] = ()
    codes: tuple[Code, ...] = ()
    cases: tuple[Case, ...] = ()
    sources: tuple[Source, ...] = ()
    notes: tuple[Note, ...] = ()
    groups: tuple[Group, ...] = ()
    made_at: str = ""
    origin: str = ORIGIN
    problems: tuple[str, ...] = field(default=(), compare=False)  # what could not be read, a sentence each
