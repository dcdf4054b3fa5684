"""A Word form that came back: which words belong to which prompt, and which to none.

A heading or a line to write under is known by three signs: what it says, its style, its bookmark. Two that agree are
enough; where they do not, what follows is left unplaced and said, never guessed.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field

from docx import Document
from docx.document import Document as WordDocument
from lxml import etree

from living_docs.carrying import previous_answer
from living_docs.files.office_files import NotOpened, opened
from living_docs.instrument import Prompt
from living_docs.models import LivingDocument
from living_docs.word import layout
from living_docs.word.form import END, opening_lines
from living_docs.word.identity import Identity
from living_docs.word.layout import Slot
from living_docs.word.styles import GUIDANCE, HEADING, SLOT
from living_docs.word.walking import Paragraph, Piece, Walk

APART = {"word/comments.xml": "Comment", "word/footnotes.xml": "Footnote", "word/endnotes.xml": "Endnote"}
WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"
IDENTIFIER = "{http://purl.org/dc/elements/1.1/}identifier"


@dataclass(frozen=True)
class Stray:
    """Words for which no place was found, with where they stood."""

    where: str
    text: str


@dataclass
class Reading:
    """What a form says. `found` has the pieces under each line to write in; nothing of the document is missing here."""

    identity: Identity
    found: dict[Slot, list[Piece]] = field(default_factory=dict)
    strays: list[Stray] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def stray(self, where: str, text: str) -> None:
        if text.strip():
            self.strays.append(Stray(where, text.strip()))


def read_form(content: bytes, document: LivingDocument) -> Reading:
    """Read a form back, or NotOpened with the reason in a sentence."""
    archive = opened(content, "docx")
    word = open_word(content)
    identity = identity_of(archive, word)
    check_identity(identity, document)
    walk = Walk(word)
    reading = Reading(identity)
    Finder(document, reading).go_through(walk)
    note_what_stands_apart(archive, walk, reading)
    return reading


def identity_in(content: bytes) -> Identity:
    """Which document a form was made from, or NotOpened."""
    return identity_of(opened(content, "docx"), open_word(content))


def open_word(content: bytes) -> WordDocument:
    try:
        return Document(io.BytesIO(content))
    except (KeyError, ValueError, etree.XMLSyntaxError, zipfile.BadZipFile):
        raise NotOpened("The file is damaged, or is not a Word document (DOCX).") from None


def identity_of(archive: zipfile.ZipFile, word: WordDocument) -> Identity:
    """The identity in the document's properties, else in its last lines; two that differ are no identity."""
    named = [Identity.read(text) for text in (identifier(archive), *last_lines(word))]
    known = {identity for identity in named if identity}
    if not known:
        raise NotOpened("This is not a form of this service: the line that says which one it is is missing.")
    if len(known) > 1:
        raise NotOpened("The file says in two places which form it is, and the two differ. Download a new form.")
    return known.pop()


def identifier(archive: zipfile.ZipFile) -> str:
    try:
        properties = etree.fromstring(archive.read("docProps/core.xml"), etree.XMLParser(resolve_entities=False))
    except (KeyError, etree.XMLSyntaxError):
        return ""
    return next((element.text or "" for element in properties.iter(IDENTIFIER)), "")


def last_lines(word: WordDocument) -> list[str]:
    return [paragraph.text for paragraph in word.paragraphs[-20:] if END in paragraph.text]


def check_identity(identity: Identity, document: LivingDocument) -> None:
    if identity.site != document.site.slug:
        raise NotOpened("This form belongs to another Pilot site. Nothing was read from it.")
    if identity.round != document.round.number:
        raise NotOpened(f"This form is of round {identity.round}, and this is round {document.round.number}. "
                        "Download the form of this round and copy your text into it.")  # fmt: skip
    if not identity.base_versions(document):
        raise NotOpened("This form was made from other questions than this round asks. Download a new form.")


class Finder:
    """Goes through a document and puts each piece under the line it stands under."""

    def __init__(self, document: LivingDocument, reading: Reading) -> None:
        self.reading = reading
        asked = {number: prompt for number, prompt in document.prompts.items()
                 if prompt.is_asked(document.round.number)}  # fmt: skip
        self.headings = {layout.heading(prompt): number for number, prompt in asked.items()}
        self.labels = {label: slot for prompt in asked.values() for slot, label in layout.slots(prompt).items()}
        self.heading_marks = {layout.heading_bookmark(prompt): number for number, prompt in asked.items()}
        self.slot_marks = {slot.bookmark: slot for slot in self.labels.values()}
        self.questions = {question.name for question in document.round.instrument.questions}
        self.numbers = set(asked)
        self.said = form_says(document, asked)
        self.slot: Slot | None = None
        self.where = "Before the first question"

    def go_through(self, walk: Walk) -> None:
        for piece in walk.pieces():
            self.take(piece)
        missing = [label for label, slot in self.labels.items() if slot not in self.reading.found]
        for label in missing:
            self.reading.remarks.append(f"The line “{label}” was not found. Nothing changes there.")

    def take(self, piece: Piece) -> None:
        if isinstance(piece, Paragraph) and self.is_a_mark(piece):
            return
        if isinstance(piece, Paragraph) and self.is_the_forms_own(piece):
            return
        if self.slot is not None:
            self.reading.found[self.slot].append(piece)
        else:
            self.reading.stray(self.where, piece.text)

    def is_the_forms_own(self, piece: Paragraph) -> bool:
        """Guidance is passed over where it says what the form said; what was written into it is kept as a stray."""
        if piece.text in self.questions and piece.kind == "heading":
            self.slot, self.where = None, piece.text
            return True
        own = piece.text in self.said or piece.text.startswith(END)
        if own and (self.slot is None or piece.style in GUIDANCE):
            return True
        if piece.style in GUIDANCE and piece.text:
            self.reading.stray(f"Among the questions and help, near {self.where}", piece.text)
        return piece.style in GUIDANCE

    # Headings and lines to write under

    def is_a_mark(self, piece: Paragraph) -> bool:
        """Move on to the place that a heading or line names; two of its three signs have to agree."""
        said = self.place_said(piece)
        marked = {place for name in piece.bookmarks if (place := self.place_marked(name))}
        styled = piece.style in {HEADING, SLOT} and bool(piece.text or marked)
        if not (styled or marked or self.is_own_heading(piece.text)):
            return False
        named = marked | ({said} if said else set())
        if len(named) > 1:
            self.lose(piece, "its words and its bookmark name different places")
        elif named and styled + bool(said) + bool(marked) >= 2:
            self.arrive(named.pop(), piece)
        else:
            self.lose(piece, "only one of its three marks is left")
        return True

    def is_own_heading(self, text: str) -> bool:
        return text in self.headings or text in self.labels

    def place_said(self, piece: Paragraph) -> Slot | str | None:
        """The place that a paragraph names: a line to write under, or the number at the start of a heading."""
        if piece.text in self.labels:
            return self.labels[piece.text]
        if piece.style == SLOT:
            return None
        first = piece.text.split(" ", 1)[0].rstrip(".:")
        return first if first in self.numbers else None

    def place_marked(self, bookmark: str) -> Slot | str | None:
        return self.slot_marks.get(bookmark) or self.heading_marks.get(bookmark)

    def arrive(self, place: Slot | str, piece: Paragraph) -> None:
        if isinstance(place, str):
            self.slot, self.where = None, f"{place}, before the line to write under"
            if piece.text not in self.headings:
                self.reading.remarks.append(
                    f"The heading of {place} was changed to “{piece.text}”. It was known all the same."
                )
            return
        if place in self.reading.found:
            self.lose(piece, "it stands there twice")
            return
        if piece.text not in self.labels:
            self.reading.stray(f"In the blue line of {place.number}", piece.text)
        self.slot, self.where = place, place.number
        self.reading.found[place] = []

    def lose(self, piece: Paragraph, why: str) -> None:
        self.slot, self.where = None, f"Under “{piece.text or 'an empty line'}”"
        if not self.is_own_heading(piece.text):
            self.reading.stray("A line that looks like one of the form", piece.text)
        self.reading.remarks.append(
            f"“{piece.text}” is not known for certain: {why}. What stands under it was not placed."
        )


def form_says(document: LivingDocument, asked: dict[str, Prompt]) -> set[str]:
    """Every sentence that the form itself says between the places to write in."""
    said = set(opening_lines(document))
    for question in document.round.instrument.questions:
        said |= {question.name, question.purpose}
    for prompt in asked.values():
        said |= {line.text for line in layout.guidance(prompt, previous_answer(document, prompt))}
    return {" ".join(line.split()) for line in said}


def note_what_stands_apart(archive: zipfile.ZipFile, walk: Walk, reading: Reading) -> None:
    """Pictures, text in drawings, comments and notes: said, and their words kept."""
    if walk.pictures:
        many = f"{walk.pictures} pictures were" if walk.pictures > 1 else "One picture was"
        reading.remarks.append(f"{many} not taken over. Add pictures as files under 4.5 Evidence.")
    for text in walk.drawn_texts:
        reading.stray("Text in a drawing", text)
    for name, what in APART.items():
        if name in archive.namelist():
            for note in etree.fromstring(archive.read(name), etree.XMLParser(resolve_entities=False)):
                reading.stray(what, "".join(text.text or "" for text in note.iter(WORDS)))
