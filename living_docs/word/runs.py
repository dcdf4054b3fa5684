"""The words of one paragraph: what a person sees in Word once every tracked change is accepted, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from lxml import etree

from living_docs.prose.characters import seen
from living_docs.prose.inline import BREAK, PLAIN, Piece, Style, allowed_address
from living_docs.prose.symbols import UNKNOWN, character_of, text_in_font
from living_docs.word.equations import in_a_line
from living_docs.word.fields import EQUATION, TICKED, UNTICKED, Field, link_in, shown_by_form_field, symbol_in
from living_docs.word.left_out import Aside, Picture
from living_docs.word.package import MC, W14, M, R, Relations, W, is_on, value, whole_number
from living_docs.word.style_sheet import RunLook, StyleSheet

GONE = {
    f"{W}{name}"
    for name in (
        "del",
        "moveFrom",
        "pPr",
        "rPr",
        "sdtPr",
        "sdtEndPr",
        "smartTagPr",
        "customXmlPr",
        "tblPr",
        "tblGrid",
        "trPr",
        "tcPr",
        "sectPr",
        "delText",
        "delInstrText",
        "instrText",
        "rt",
    )
}
DRAWN = {f"{W}{name}" for name in ("drawing", "pict", "object")}
PICTURED = {
    "{http://schemas.openxmlformats.org/drawingml/2006/main}blip": ("embed", "link"),
    "{urn:schemas-microsoft-com:vml}imagedata": ("id",),
}
CHARTS = ("chart}chart", "diagram}relIds", "chartex}chart")
FEEDS = {f"{W}br", f"{W}cr"}
GAPS = {f"{W}tab", f"{W}ptab"}
NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
NOTE_MARK = "\ufdd0{kind}:{id}\ufdd1"  # stands in the words until the text's notes are numbered
NOTE_MARKS = re.compile("\ufdd0([a-z]+):(-?[0-9]+)\ufdd1")
SPACES = re.compile(r"\s+")
RAISED = Style(frozenset({"sup"}))


class Surroundings(Protocol):
    """The part of a document that a paragraph stands in: fields may have begun before it, and go on behind it."""

    fields: list[Field]
    relations: Relations
    sheet: StyleSheet

    def words_in(self, element: etree._Element) -> str: ...


class Words:
    """The pieces of one paragraph; what cannot stand in an answer is put aside."""

    def __init__(self, reader: Surroundings, style: str) -> None:
        self.reader, self.style = reader, style
        self.pieces: list[Piece] = []
        self.aside = Aside()
        self.struck: list[str] = []
        self.hidden: list[str] = []

    def of(self, paragraph: etree._Element) -> Words:
        self.take_all(paragraph)
        self.reader.fields = [field for field in self.reader.fields if field.shows]
        for words, kept in ((self.struck, self.aside.struck), (self.hidden, self.aside.hidden)):
            if said := " ".join("".join(words).split()):
                kept.append(said)
        return self

    def take_all(self, parent: etree._Element, address: str = "") -> None:
        for element in parent:
            self.take(element, address)

    def take(self, element: etree._Element, address: str) -> None:
        tag = element.tag
        if tag == f"{W}r":
            self.take_run(element, address)
        elif tag in GONE:
            return
        elif tag == f"{W}hyperlink":
            self.take_all(element, self.linked(element) or address)
        elif tag == f"{W}fldSimple":
            self.take_all(element, link_in(value(element, "instr")) or address)
        elif tag == f"{W}sdt":
            self.take_control(element, address)
        elif tag == f"{M}oMath":
            self.take_equation(element)
        elif tag == f"{MC}AlternateContent":
            self.take_all(branch(element), address)
        elif tag in DRAWN:
            self.put_drawing_aside(element)
        else:
            self.take_all(element, address)

    def linked(self, element: etree._Element) -> str:
        address = self.reader.relations.address_of(element.get(f"{R}id", ""))
        place = value(element, "anchor")
        return allowed_address(f"{address}#{place}" if address and place and "#" not in address else address)

    def take_control(self, element: etree._Element, address: str) -> None:
        """A content control: a box by its state, anything else by what it shows, nothing while it is not filled in."""
        properties = element.find(f"{W}sdtPr")
        if is_placeholder(properties):
            return
        box = properties.find(f"{W14}checkbox") if properties is not None else None
        if box is not None:
            state = box.find(f"{W14}checked")
            is_ticked = state is not None and state.get(f"{W14}val", "1").lower() in {"1", "true", "on"}
            self.put(TICKED if is_ticked else UNTICKED, PLAIN)
        else:
            self.take_all(element, address)

    def take_equation(self, element: etree._Element) -> None:
        if self.is_instruction:
            return
        if text := SPACES.sub(" ", in_a_line(element)).strip():
            self.put(text, PLAIN)
            self.aside.counts["equation"] += 1

    # Runs

    def take_run(self, run: etree._Element, address: str) -> None:
        look = RunLook(self.reader.sheet, run, self.style)
        apart = self.hidden if look.is_hidden else self.struck if look.is_struck else None
        for element in run:
            if apart is not None and element.tag in {*NOTES, *DRAWN}:
                continue
            for text, raised in self.letters(element, look):
                if apart is not None:
                    apart.append(" " if text == BREAK else text)
                else:
                    marks = look.marks | RAISED.marks if raised else look.marks
                    self.put(text, Style(marks, self.address_now(address)))

    def put(self, text: str, style: Style) -> None:
        self.pieces.append(Piece(text, style if style.marks or style.address else PLAIN))
        for field in self.reader.fields:
            field.has_shown = True

    def address_now(self, address: str) -> str:
        shown = (field.address for field in reversed(self.reader.fields) if field.shows)
        return address or next(filter(None, shown), "")

    @property
    def is_instruction(self) -> bool:
        return any(not field.shows for field in self.reader.fields)

    def letters(self, element: etree._Element, look: RunLook) -> Iterator[tuple[str, bool]]:
        """What one part of a run shows, and whether it is raised."""
        tag = element.tag
        if tag == f"{W}fldChar":
            yield from ((text, False) for text in self.step(element) if text)
        elif tag == f"{W}instrText" and self.reader.fields:
            self.reader.fields[-1].instruction += element.text or ""
        elif self.is_instruction or tag in GONE:
            return
        elif tag in NOTES:
            yield NOTE_MARK.format(kind=NOTES[tag], id=whole_number(value(element, "id"))), True
        elif tag == f"{W}commentReference":
            self.aside.counts["comment"] += 1
            self.aside.comments.append(value(element, "id"))
        elif tag == f"{MC}AlternateContent":
            for one in branch(element):
                yield from self.letters(one, look)
        elif tag == f"{W}ruby":
            for run in element.iterfind(f"{W}rubyBase/{W}r"):
                for one in run:
                    yield from self.letters(one, look)
        elif tag in DRAWN:
            self.put_drawing_aside(element)
        else:
            yield from ((text, False) for text in self.characters(element, look) if text)

    def characters(self, element: etree._Element, look: RunLook) -> Iterator[str]:
        tag = element.tag
        if tag == f"{W}t":
            shown = text_in_font(SPACES.sub(" ", seen(element.text or "")), look.font).replace("\xad", "")
            yield self.known(shown)
        elif tag == f"{W}sym":
            yield self.known(character_of(value(element, "font"), code_of(value(element, "char"))))
        elif tag.endswith("}symEx"):
            yield self.known(character_of("", code_of(element.get(tag.removesuffix("symEx") + "char", ""))))
        elif tag in FEEDS:
            yield BREAK
        elif tag in GAPS:
            yield " "
        elif tag == f"{W}noBreakHyphen":
            yield "-"

    def known(self, text: str) -> str:
        self.aside.counts["symbol"] += text.count(UNKNOWN)
        return text

    def step(self, element: etree._Element) -> Iterator[str]:
        """The beginning, middle or end of a field."""
        fields, kind = self.reader.fields, value(element, "fldCharType")
        if kind == "begin":
            yield shown_by_form_field(element) if not self.is_instruction else ""
            fields.append(Field())
        elif kind == "separate" and fields:
            fields[-1].shows = True
        elif kind == "end" and fields:
            field = fields.pop()
            if not field.has_shown and not self.is_instruction:
                yield self.known(symbol_in(field.instruction))
                self.aside.counts["old_equation"] += bool(EQUATION.match(field.instruction))

    # What is drawn

    def put_drawing_aside(self, element: etree._Element) -> None:
        """Pictures by their parts, words in text boxes, charts and objects: nothing of them is in the answer."""
        element = chosen(element)
        words = " ".join(filter(None, map(self.reader.words_in, element.iter(f"{W}txbxContent"))))
        if words:
            self.aside.drawn.append(words)
        title = next((one.get("descr") or one.get("title") or "" for one in element.iter() if is_named(one)), "")
        pictures = [self.reader.relations.part_of(id) for id in picture_ids(element)]
        if pictures and element.tag != f"{W}object":
            self.aside.counts["picture"] += len(pictures)
            self.aside.pictures += [Picture(part, title.strip()) for part in pictures if part]
        elif not words and not is_rule(element):
            kind = kind_of_drawing(element)
            self.aside.counts[kind] += 1
            self.aside.charts += [title.strip()] if kind == "chart" and title.strip() else []


def branch(element: etree._Element) -> etree._Element:
    """One of the branches that say the same for newer and older programs."""
    found = [one for name in ("Choice", "Fallback") if (one := element.find(f"{MC}{name}")) is not None]
    return found[0] if found else element


def chosen(element: etree._Element) -> etree._Element:
    """A drawing with one branch where it says the same twice."""
    for twice in list(element.iter(f"{MC}AlternateContent")):
        for other in [one for one in twice if one is not branch(twice)]:
            twice.remove(other)
    return element


def is_placeholder(properties: etree._Element | None) -> bool:
    """Whether a content control still shows the words that ask to fill it in."""
    sign = properties.find(f"{W}showingPlcHdr") if properties is not None else None
    return sign is not None and is_on(sign)


def code_of(char: str) -> int:
    try:
        return int(char, 16)
    except ValueError:
        return 0


def is_named(element: etree._Element) -> bool:
    return etree.QName(element).localname in {"docPr", "shape"}


def picture_ids(element: etree._Element) -> list[str]:
    found = []
    for tag, names in PICTURED.items():
        for one in element.iter(tag):
            found += [next(filter(None, (one.get(f"{R}{name}") for name in names)), "")]
    return found


def is_rule(element: etree._Element) -> bool:
    """Whether a drawing is nothing but a line across the page."""
    return any(one.get("{urn:schemas-microsoft-com:office:office}hr") for one in element.iter())


def kind_of_drawing(element: etree._Element) -> str:
    if any(str(one.tag).endswith(CHARTS) for one in element.iter()):
        return "chart"
    return "object" if element.tag == f"{W}object" else "drawing"
