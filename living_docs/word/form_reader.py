"""A Word form that came back: which words belong to which prompt, and which to none.

A heading or a line to write under is known by three signs: what it says, its style, its bookmark. Two that agree are
enough; where they do not, what follows is left unplaced and said, never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from living_docs.carry_over import previous_answer
from living_docs.feedback_points import report_beside
from living_docs.files.office_files import NotOpened
from living_docs.instrument import Prompt
from living_docs.models import LivingDocument
from living_docs.word import layout
from living_docs.word.document_walk import Paragraph, Piece, html_of
from living_docs.word.form import EARLIER_HOW_TO, END, opening_lines
from living_docs.word.identity import Identity, asked_numbers
from living_docs.word.layout import Slot
from living_docs.word.left_out import Aside
from living_docs.word.runs import NOTE_MARKS
from living_docs.word.styles import GUIDANCE, HEADING, SLOT
from living_docs.word.text import PICTURES, WordText, signs_of, text_of

NOTES = {"footnotes": "Footnote", "endnotes": "Endnote"}
BEFORE = "Before the first question"


@dataclass(frozen=True)
class Stray:
    """Words for which no place was found, with where they stood."""

    where: str
    text: str


@dataclass(frozen=True)
class FoundPicture:
    """A picture that stood in the answer to a prompt; `name` tells it from the others of the form."""

    number: str
    name: str
    title: str
    content: bytes

    @property
    def key(self) -> str:
        """What a page names it by: the prompt and the picture's own file."""
        return f"{self.number}:{self.name}"


@dataclass
class Reading:
    """What a form says. `found` has the pieces under each line to write in; nothing of the document is missing here."""

    identity: Identity
    found: dict[Slot, list[Piece]] = field(default_factory=dict)
    strays: list[Stray] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    asides: dict[str, Aside] = field(default_factory=dict)  # by the prompt's number; before the first one by ""
    pictures: list[FoundPicture] = field(default_factory=list)
    notes: dict[str, list[Piece]] = field(default_factory=dict)  # "footnotes:2" and the like

    def stray(self, where: str, text: str) -> None:
        if text.strip():
            self.strays.append(Stray(where, text.strip()))

    def put_aside(self, number: str, aside: Aside) -> None:
        self.asides.setdefault(number, Aside()).add(aside)

    def notes_in(self, html: str) -> dict[str, list[Piece]]:
        """The notes whose marks stand in a text, in the order of their marks."""
        keys = dict.fromkeys(f"{kind}:{id}" for kind, id in NOTE_MARKS.findall(html))
        return {key: self.notes[key] for key in keys if key in self.notes}


def read_form(content: bytes, document: LivingDocument) -> Reading:
    """Read a form back, or NotOpened with the reason in a sentence."""
    text = text_of(content)
    identity = identity_among(text.signs)
    check_identity(identity, document)
    reading = Reading(identity)
    for kind in NOTES:
        reading.notes |= {f"{kind}:{id}": pieces for id, pieces in text.notes[kind].items()}
    Finder(document, reading).go_through(text.pieces)
    note_what_stands_apart(text, reading)
    reading.pictures = list(pictures(text, reading))
    return reading


def identity_in(content: bytes) -> Identity:
    """Which document a form was made from, or NotOpened."""
    return identity_among(signs_of(content))


def identity_among(signs: list[str]) -> Identity:
    """The identity in the document's properties, else in its last lines; two that differ are no identity."""
    identifier, *last_lines = signs
    named = [Identity.read(text) for text in (identifier, *(line for line in last_lines if END in line))]
    known = {identity for identity in named if identity}
    if not known:
        raise NotOpened("This is not a form of this service: the line that says which one it is is missing.")
    if len(known) > 1:
        raise NotOpened("The file says in two places which form it is, and the two differ. Download a new form.")
    return known.pop()


def check_identity(identity: Identity, document: LivingDocument) -> None:
    if identity.site != document.site.slug:
        raise NotOpened("This form belongs to another Pilot site. Nothing was read from it.")
    if identity.round != document.round.number:
        raise NotOpened(
            f"This form is of round {identity.round}, and this is round {document.round.number}. "
            "Download the form of this round and copy your text into it."
        )
    if not identity.base_versions(document):
        raise NotOpened("This form was made from other questions than this round asks. Download a new form.")


class Finder:
    """Goes through a document and puts each piece under the line it stands under."""

    def __init__(self, document: LivingDocument, reading: Reading) -> None:
        self.reading = reading
        only = reading.identity.question
        asked = {number: document.prompts[number] for number in asked_numbers(document, only)}
        self.headings = {layout.heading(prompt): number for number, prompt in asked.items()}
        self.labels = {label: slot for prompt in asked.values() for slot, label in layout.slots(prompt).items()}
        self.boxes = {label: slot for slot, label in map(layout.state_slot, asked.values())}
        self.heading_marks = {layout.heading_bookmark(prompt): number for number, prompt in asked.items()}
        self.slot_marks = {slot.bookmark: slot for slot in [*self.labels.values(), *self.boxes.values()]}
        self.questions = {question.name for question in document.round.instrument.questions}
        self.numbers = set(asked)
        self.said = form_says(document, asked, only)
        self.slot: Slot | None = None
        self.number, self.where = "", BEFORE

    def go_through(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            self.take(piece)
        missing = [label for label, slot in self.labels.items() if slot not in self.reading.found]
        for label in missing:
            self.reading.remarks.append(f"The line “{label}” was not found. Nothing changes there.")

    def take(self, piece: Piece) -> None:
        self.place(piece)
        notes = self.reading.notes_in(html_of([piece])).values()
        for one in [piece, *(inner for note in notes for inner in note)]:
            self.reading.put_aside(self.number, one.aside)

    def place(self, piece: Piece) -> None:
        if isinstance(piece, Paragraph) and (self.is_a_mark(piece) or self.is_the_forms_own(piece)):
            self.keep_notes(piece)
        elif self.slot is not None:
            self.reading.found[self.slot].append(piece)
        else:
            self.reading.stray(self.where, piece.text)
            self.keep_notes(piece)

    def keep_notes(self, piece: Piece) -> None:
        """The notes of words that are not part of an answer."""
        for key, note in self.reading.notes_in(html_of([piece])).items():
            self.reading.stray(f"{NOTES[key.split(':')[0]]} ({self.where})", words_of(note))

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
        return text in self.headings or text in self.labels or text in self.boxes

    def place_said(self, piece: Paragraph) -> Slot | str | None:
        """The place that a paragraph names: a line to write under, or the number at the start of a heading."""
        if found := self.labels.get(piece.text) or self.boxes.get(piece.text):
            return found
        if piece.style == SLOT:
            return None
        first = piece.text.split(" ", 1)[0].rstrip(".:")
        return first if first in self.numbers else None

    def place_marked(self, bookmark: str) -> Slot | str | None:
        return self.slot_marks.get(bookmark) or self.heading_marks.get(bookmark)

    def arrive(self, place: Slot | str, piece: Paragraph) -> None:
        if isinstance(place, str):
            self.slot, self.number, self.where = None, place, f"{place}, before the line to write under"
            if piece.text not in self.headings:
                self.reading.remarks.append(
                    f"The heading of {place} was changed to “{piece.text}”. It was known all the same."
                )
            return
        if place in self.reading.found:
            self.lose(piece, "it stands there twice")
            return
        if not self.is_own_heading(piece.text):
            self.reading.stray(f"In the blue line of {place.number}", piece.text)
        self.slot, self.number, self.where = place, place.number, place.number
        self.reading.found[place] = []

    def lose(self, piece: Paragraph, why: str) -> None:
        self.slot, self.where = None, f"Under “{piece.text or 'an empty line'}”"
        if not self.is_own_heading(piece.text):
            self.reading.stray("A line that looks like one of the form", piece.text)
        self.reading.remarks.append(f"“{piece.text}” is not known for certain: {why}. What is under it was not placed.")


def form_says(document: LivingDocument, asked: dict[str, Prompt], only: int | None) -> set[str]:
    """Every sentence that the form itself says between the places to write in."""
    said = {*opening_lines(document, only), EARLIER_HOW_TO}
    report = report_beside(document, {answer.prompt_number: answer for answer in document.answers.all()})
    for question in document.round.instrument.questions:
        said |= {question.name, question.purpose}
    for prompt in asked.values():
        last = previous_answer(document, prompt)
        said |= {line.text for line in [*layout.guidance(prompt, last), *layout.feedback(report, prompt)]}
    return {" ".join(line.split()) for line in said}


def note_what_stands_apart(text: WordText, reading: Reading) -> None:
    """What was left out, where; the words of comments, drawings and page edges are kept."""
    comments = dict(text.notes["comments"])
    for number, aside in reading.asides.items():
        place = f" in {number}" if number else ""
        reading.remarks += aside.sentences(f"In {number}" if number else BEFORE)
        for words in aside.drawn:
            reading.stray(f"Text in a drawing{place}", words)
        reading.remarks += [
            f"The picture “{name}”{place} cannot be kept as evidence: it is {kind} picture. In Word, save it "
            "as a PNG file, then add that file."
            for name, kind in unkeepable(aside)
        ]
        for id in aside.comments:
            reading.stray(f"Comment{place}", words_of(comments.pop(id, [])))
    for pieces in comments.values():
        reading.stray("Comment", words_of(pieces))
    for where, words in dict.fromkeys(text.outside):
        if any(character.isalpha() for character in words):
            reading.stray(where, words)
    if text.is_tracked:
        reading.remarks.append("The form has tracked changes. They were read as if you had accepted them all.")


def unkeepable(aside: Aside) -> Iterator[tuple[str, str]]:
    """The pictures whose kind evidence does not take, by name, with what they are."""
    for picture in dict.fromkeys(aside.pictures):
        ending = picture.part.rpartition(".")[2].upper()
        if not picture.part.lower().endswith(PICTURES):
            yield picture.title or picture.part.rsplit("/", 1)[-1], f"{'an' if ending[:1] in 'AEIO' else 'a'} {ending}"


def pictures(text: WordText, reading: Reading) -> Iterator[FoundPicture]:
    """The pictures of the kinds that evidence can be, each once at a prompt, with a title to start from."""
    for number, aside in reading.asides.items():
        for place, picture in enumerate(dict.fromkeys(aside.pictures), 1):
            if number and picture.part in text.pictures:
                title = picture.title or f"Picture {place} in {number}"
                name = picture.part.rsplit("/", 1)[-1]
                yield FoundPicture(number, name, title[:150], text.pictures[picture.part])


def words_of(pieces: Iterable[Piece]) -> str:
    return "\n".join(piece.text for piece in pieces)
