"""Two codings of one submission side by side: units by theme, and the places where they differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from living_docs.answer_text import blocks_of, text_of
from themes.comparison.agreement import Counts, Unit
from themes.models import Coding, CodingLayer, Theme

Span = tuple[int, int]


@dataclass(frozen=True)
class Place:
    """One unit of a document that can be coded: an answer, or a paragraph of it."""

    prompt: str
    number: int
    start: int
    end: int


@dataclass(frozen=True)
class Difference:
    """Passages of one theme that touch one another, as each of the two coded them."""

    theme: Theme
    prompt: str
    a: tuple[Coding, ...]
    b: tuple[Coding, ...]

    @property
    def codings(self) -> tuple[Coding, ...]:
        return (*self.a, *self.b)

    @property
    def start(self) -> int:
        return min(coding.start for coding in self.codings)

    @property
    def end(self) -> int:
        return max(coding.end for coding in self.codings)

    @property
    def is_agreed(self) -> bool:
        return spans(self.a) == spans(self.b)

    @property
    def key(self) -> str:
        return f"{self.prompt}:{self.theme.pk}:{self.start}:{self.end}"


def spans(codings: Iterable[Coding]) -> list[Span]:
    return sorted({(coding.start, coding.end) for coding in codings})


class Pair:
    """The finished blind codings of one submission: A was allotted first."""

    def __init__(self, a: CodingLayer, b: CodingLayer) -> None:
        self.a, self.b = a, b
        self.submission = a.submission
        self.document = a.submission.document

    @cached_property
    def entries(self) -> dict[str, dict]:
        return self.submission.entries()

    @cached_property
    def codings(self) -> tuple[list[Coding], list[Coding]]:
        """What A and what B coded, in the order of the text."""
        first, second = (
            list(layer.codings.there().in_text_order().select_related("theme__merged_into"))
            for layer in (self.a, self.b)
        )
        return first, second

    @cached_property
    def themes(self) -> list[Theme]:
        """Those that either used, as they are counted."""
        found = {coding.theme.standing.pk: coding.theme.standing for side in self.codings for coding in side}
        return sorted(found.values(), key=lambda theme: (theme.tree_id, theme.title, theme.pk))

    def of_theme(self, theme: Theme) -> tuple[list[Coding], list[Coding]]:
        first, second = ([coding for coding in side if coding.theme.standing == theme] for side in self.codings)
        return first, second

    def places(self, unit: str) -> list[Place]:
        """All paragraphs, or all answers, in which something is written."""
        if unit == Unit.PROMPT:
            texts = {number: text_of(entry) for number, entry in self.entries.items()}
            return [Place(number, 0, 0, len(text)) for number, text in texts.items() if text]
        return [
            Place(number, block.number, block.start, block.end)
            for number, entry in self.entries.items()
            for block in blocks_of(entry)
        ]

    def units(self, theme: Theme, unit: str) -> Iterator[tuple[Place, bool, bool]]:
        """Each paragraph or answer, and whether A and whether B coded something in it to a theme."""
        first, second = self.of_theme(theme)
        for place in self.places(unit):
            yield place, touches(first, place), touches(second, place)

    def counts(self, theme: Theme, unit: str) -> Counts:
        if unit == Unit.CHARACTER:
            return self.characters(theme)
        found = [(a, b) for _, a, b in self.units(theme, unit)]
        return Counts(
            found.count((True, True)),
            found.count((True, False)),
            found.count((False, True)),
            found.count((False, False)),
        )

    def characters(self, theme: Theme) -> Counts:
        """Code points of the whole text by who coded them."""
        first, second = self.of_theme(theme)
        total = Counts()
        for number, entry in self.entries.items():
            a, b = (
                {at for c in side if c.prompt_number == number for at in range(c.start, c.end)}
                for side in (first, second)
            )
            length = len(text_of(entry))
            total += Counts(len(a & b), len(a - b), len(b - a), length - len(a | b))
        return total

    @cached_property
    def differences(self) -> list[Difference]:
        """All places that either coded: those alike, and those that have to be settled."""
        sides = [("a", coding) for coding in self.codings[0]] + [("b", coding) for coding in self.codings[1]]
        order = {number: place for place, number in enumerate(self.entries)}

        def where(one) -> tuple[int, int]:
            return order[one[1].prompt_number], one[1].theme.standing.pk

        found = [
            difference
            for _, group in groupby(sorted(sides, key=where), key=where)
            for difference in touching(sorted(group, key=lambda one: (one[1].start, one[1].end)))
        ]
        return sorted(found, key=lambda one: (order[one.prompt], one.start, one.theme.title))

    @property
    def to_settle(self) -> list[Difference]:
        return [one for one in self.differences if not one.is_agreed]

    @property
    def agreed(self) -> list[Difference]:
        return [one for one in self.differences if one.is_agreed]


def touches(codings: Iterable[Coding], place: Place) -> bool:
    return any(c.prompt_number == place.prompt and c.start < place.end and c.end > place.start for c in codings)


def touching(sides: list[tuple[str, Coding]]) -> Iterator[Difference]:
    """Passages of one theme in one answer, in order of their start, put together where they overlap."""
    run: list[tuple[str, Coding]] = []
    for one in sides:
        if run and one[1].start >= max(coding.end for _, coding in run):
            yield difference_of(run)
            run = []
        run.append(one)
    yield difference_of(run)


def difference_of(run: list[tuple[str, Coding]]) -> Difference:
    first = run[0][1]
    a, b = (tuple(coding for side, coding in run if side == wanted) for wanted in ("a", "b"))
    return Difference(first.theme.standing, first.prompt_number, a, b)
