"""Two published reviews, or two versions of one, side by side: sections by their slug, words, and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from feedback.since_check import changed_lines
from living_docs import prose
from living_docs.changes import Change
from reporting.figures import in_sections
from reporting.figures.tables import counts_in
from reporting.thematic_review import text_of, texts

Counts = dict[str, dict]  # published counts, by what they are a number of


class NumberBeside(NamedTuple):
    """One published number in either, None where a review does not print it."""

    label: str
    one: dict | None
    other: dict | None

    @property
    def differs(self) -> bool:
        return self.one != self.other


class SectionBeside(NamedTuple):
    """A section of either review. A heading is that of the second, where it has one."""

    slug: str
    heading: str
    in_one: bool
    in_other: bool
    changes: list[tuple[str, Change]]
    numbers: list[NumberBeside]

    @property
    def is_same(self) -> bool:
        return not self.changes and not any(number.differs for number in self.numbers)


class Content(NamedTuple):
    heading: str
    lines: list[str]
    counts: Counts


def side_by_side(one: dict, other: dict) -> list[SectionBeside]:
    """The sections of both, in the order of the second; those that it no longer has stand behind them."""
    before, after = contents_of(one), contents_of(other)
    return [beside(slug, before.get(slug), after.get(slug)) for slug in dict.fromkeys([*after, *before])]


def beside(slug: str, one: Content | None, other: Content | None) -> SectionBeside:
    nothing = Content("", [], {})
    before, after = one or nothing, other or nothing
    numbers = [
        NumberBeside(label, before.counts.get(label), after.counts.get(label))
        for label in dict.fromkeys([*after.counts, *before.counts])
    ]
    changes = changed_lines(before.lines, after.lines)
    return SectionBeside(slug, after.heading or before.heading, one is not None, other is not None, changes, numbers)


def contents_of(data: dict) -> dict[str, Content]:
    """What stands before the sections and behind them is named by its place."""
    sections = {section["id"]: content_of(section) for section in data["sections"]}
    titles = {section["title"] for section in data["sections"]}
    around: dict[str, Content] = {}
    for place, text in texts(data):
        if place not in titles:
            slug = f"place-{place.casefold().replace(' ', '-')}"
            around.setdefault(slug, Content(place, [], counts_at_a_glance(data, place))).lines.extend(lines_of(text))
    return {slug: content for slug, content in around.items() if content.lines or content.counts} | sections


def counts_at_a_glance(data: dict, place: str) -> Counts:
    return {row["statement"]: row["count"] for row in data["glance"]} if place == "At a glance" else {}


def content_of(section: dict) -> Content:
    """Words of prose and quotations; of figures the numbers alone."""
    written = [text_of(block) for block in section["blocks"] if block["kind"] != "figure"]
    lines = [line for text in (section["standfirst"], *written) for line in lines_of(prose.text(text))]
    return Content(section["title"], lines, dict(counts_of(section)))


def lines_of(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def counts_of(section: dict) -> Iterator[tuple[str, dict]]:
    yield from ((row["statement"], row["count"]) for row in section["brief"])
    for figure in in_sections([section]):
        for label, column, count in counts_in(figure):
            yield f"{figure['title']}: {label}: {column}", count
