"""The fields of a comment on one question: what readers fill in, what is agreed, and what the site's report prints.

Declared here once, for records, forms, merging, the guard, the report on every kind of page, and the next document. A
further field is an entry in this table and a migration (`docs/glossary.md` has the words).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import ascii_lowercase
from typing import NamedTuple

from django.db.models import CharField, Field, TextChoices, TextField

from living_docs.versions import LINES


class Comprehensible(TextChoices):
    CLEAR = "clear", "Clear"
    MOSTLY = "mostly", "Mostly clear"
    UNCLEAR = "unclear", "Unclear in places"


class Complete(TextChoices):
    COMPLETE = "complete", "Complete"
    PARTLY = "partly", "Partly answered"
    MISSING = "missing", "Not answered"
    TOO_EARLY = "too_early", "Too early, accepted"


@dataclass(frozen=True)
class CommentField:
    """One field. With `choices` it is a judgement, else a text with one point a line."""

    name: str
    label: str
    hint: str = ""
    rows: int = 2  # of its box
    choices: type[TextChoices] | None = None
    asks: bool = False  # each line asks something of the site: it gets an id, such as 3a, and a reply
    takes_standing_asks: bool = False
    is_list: bool = False  # printed as a list, else in paragraphs
    is_short: bool = False  # mostly a few lines, which stay on one page of the PDF
    label_on_paper: str = ""  # in the PDF, where it is another

    @property
    def is_prose(self) -> bool:
        """Printed in paragraphs, the first of them beside the judgements."""
        return not (self.choices or self.asks or self.is_list)

    @property
    def heading_on_paper(self) -> str:
        return self.label_on_paper or self.label

    def column(self) -> Field:
        """The field of a record that holds it."""
        if self.choices:
            return CharField(max_length=10, choices=self.choices.choices, blank=True)
        return TextField(self.label, blank=True)

    def words_of(self, value: str) -> str:
        """A chosen value as people read it; a text is what was typed."""
        return str(dict(self.choices.choices).get(value, "")) if self.choices else value


JUDGEMENTS = (
    CommentField("comprehensible", "Comprehensible", choices=Comprehensible),
    CommentField("complete", "Complete", choices=Complete),
)
TEXTS = (
    CommentField("noted", "What we understood", rows=5),
    CommentField(
        "more", "Please tell us more about", "One question a line.", rows=4, asks=True, takes_standing_asks=True
    ),
    CommentField("evidence", "Evidence asked for", "One a line.", asks=True, is_short=True, takes_standing_asks=True),
    CommentField(
        "practical",
        "Acronyms, authors, dates",
        "One point a line.",
        is_list=True,
        is_short=True,
        takes_standing_asks=True,
        label_on_paper="Practical points",
    ),
)
COMMENT_FIELDS = JUDGEMENTS + TEXTS
WAYS = {field.name: LINES for field in TEXTS}  # in which two people's changes are merged; a judgement is a whole
FIELDS = {field.name: field for field in COMMENT_FIELDS}
ASKS_FIRST = sorted(TEXTS, key=lambda field: (not field.asks, not field.is_list))


def is_judgement(name: str) -> bool:
    """Whether it is chosen, not written; a part of a reading that is no field of a comment is written."""
    return name in FIELDS and FIELDS[name].choices is not None


class Line(NamedTuple):
    """A line of a text as it is printed, with the id that it is answered by if it asks something."""

    text: str
    id: str = ""


class Part(NamedTuple):
    """One text of a printed question under its label."""

    field: CommentField
    lines: list[Line]


def printed_judgements(question: Mapping) -> list[tuple[str, str]]:
    """Of a question of a frozen report, each under its label; one from before a field was declared has no such line."""
    return [(field.label, question[field.name]) for field in JUDGEMENTS if field.name in question]


def printed_parts(question: Mapping) -> list[Part]:
    """The texts of a question of a frozen report that say something; what asks is lettered through all of them."""
    parts, asked = [], 0
    for field in TEXTS:
        texts = question.get(field.name) or []
        ids = [letters_of(question["number"], asked + index) for index in range(len(texts))] if field.asks else []
        asked += len(ids)
        lines = [Line(text, ids[index] if ids else "") for index, text in enumerate(texts)]
        parts += [Part(field, lines)] if lines else []
    return parts


def printed_asks(question: Mapping) -> Iterator[Line]:
    """The lines of a question that ask something."""
    return (line for part in printed_parts(question) for line in part.lines if part.field.asks)


def letters_of(question: int, index: int) -> str:
    """3a, 3b, … of a question, Ca of the cover; after z comes aa."""
    before, place = divmod(index, len(ascii_lowercase))
    letters = (ascii_lowercase[before - 1] if before else "") + ascii_lowercase[place]
    return f"{question or 'C'}{letters}"
