"""What a search found, as its page prints it: each paragraph with the words marked, a long one around them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse

from themes.models import Paragraph
from themes.search.query import Query

AROUND = 240  # letters shown on either side of what was found in a long paragraph


class Part(NamedTuple):
    text: str
    found: bool


@dataclass(frozen=True)
class Hit:
    """One paragraph that meets the query."""

    paragraph: Paragraph
    query: Query

    @property
    def document(self):
        return self.paragraph.submission.document

    @property
    def prompt(self):
        return self.document.round.instrument.prompts.get(self.paragraph.prompt_number)

    @property
    def parts(self) -> list[Part]:
        return in_context(self.paragraph.text, self.query.spans(self.paragraph.text))

    @property
    def address(self) -> str:
        document, number = self.document, self.paragraph.prompt_number
        page = reverse("submission", args=[document.round.number, document.site.slug, self.paragraph.submission.number])
        return f"{page}#{number}"


def in_context(text: str, spans: list[tuple[int, int]]) -> list[Part]:
    """The text in parts, what was found marked; cut off between words where it runs on."""
    first, last = (max(0, spans[0][0] - AROUND), spans[0][1] + AROUND) if spans else (0, 2 * AROUND)
    begin = text.find(" ", first) + 1 if first else 0
    end = text.rfind(" ", 0, last) if last < len(text) else len(text)
    place, parts = begin, [Part("… ", False)] if begin else []
    for start, stop in spans:
        if start >= begin and stop <= end:
            parts += [Part(text[place:start], False), Part(text[start:stop], True)]
            place = stop
    rest = text[place:end] + (" …" if end < len(text) else "")
    return [part for part in [*parts, Part(rest, False)] if part.text]
