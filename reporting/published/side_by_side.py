"""Two published reviews, or two versions of one, side by side: sections by their slug, words, and numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from feedback.agreement.changes_since_check import changed_lines
from living_docs import prose
from living_docs.changes import Change
from reporting.figures import in_sections
from reporting.figures.tables import counts_in, in_words
from reporting.review.contents import LAST_ISSUES, MESSAGES, text_of, texts

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
    for place, text in [*texts(data), *said_of_front(data)]:
        if place not in titles:
            slug = f"place-{place.casefold().replace(' ', '-')}"
            around.setdefault(slug, Content(place, [], counts_of_front(data, place))).lines.extend(lines_of(text))
    return {slug: content for slug, content in around.items() if content.lines or content.counts} | sections


def said_of_front(data: dict) -> Iterator[tuple[str, str]]:
    """What is printed of a whole review, of a message and of an issue without being a text of its own."""
    base = f"Based on {data['documents']} documents"
    yield "Title", f"{base} submitted in {data['submitted_month']}" if data.get("submitted_month") else base
    yield from (("How sure a message is", f"{one['name']}: {one['means']}") for one in data.get("scale", []))
    for message in data.get("messages", []):
        rests_on = ", ".join(section["title"] for section in message["sections"])
        yield MESSAGES, f"{message['finding']} {message['certainty']}. Rests on {rests_on or 'no section'}."
        yield MESSAGES, "\n".join(f"{one['for']}: {one['text']}" for one in message["follows"])
    for issue in data.get("last_issues", {}).get("rows", []):
        yield LAST_ISSUES, f"{issue['issue']} {issue['outcome']}."


def counts_of_front(data: dict, place: str) -> Counts:
    match place:
        case "At a glance":
            return {row["statement"]: row["count"] for row in data["glance"]}
        case _ if place == MESSAGES:
            return counts_by(data.get("messages", []), "finding")
        case _ if place == LAST_ISSUES:
            return counts_by(data.get("last_issues", {}).get("rows", []), "issue")
    return {}


def counts_by(parts: list[dict], name: str) -> Counts:
    return {f"{part[name]} {row['statement']}": row["count"] for part in parts for row in part["counts"]}


def content_of(section: dict) -> Content:
    """Its title, words of prose and quotations; of figures the numbers, and what stands beside them."""
    lines = lines_of("\n".join([section["title"], section["asked"], prose.text(section["standfirst"])]))
    for block in section["blocks"]:
        lines += said_in(block["figure"]) if block["kind"] == "figure" else lines_of(prose.text(text_of(block)))
    return Content(section["title"], lines, dict(counts_of(section)))


def lines_of(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def said_in(figure: dict) -> list[str]:
    """What a figure says that is no count: its title and notes, ranges of amounts, directions, and lines of a chain."""
    notes = [
        f"Figure {figure['number']}. {figure['title']}",
        figure["source"],
        figure.get("lines", ""),
        *figure.get("gaps", []),
    ]
    rows = [f"{figure['title']}: {said}" for row in figure.get("rows", []) if (said := beside_counts(row))]
    if figure.get("kind") == "chain":
        heads = [f"{part['title']} ({part['under']})" for part in figure["columns"]]
    else:
        heads = [f"{figure['label']}: {', '.join(figure['columns'])}"] if "label" in figure else []
    levels = [f"{one['name']} ({one['heading']}): {one['statement']}" for one in figure.get("levels", [])]
    bases = [f"Of {', '.join(map(str, figure['bases']))}"] if figure.get("bases") else []
    return [line for line in (*notes, *bases, *heads, *levels, *rows, *lines_between(figure)) if line]


def beside_counts(row: dict) -> str:
    """A range of amounts, or the direction since the last round."""
    if "spread" in row:
        return f"{row['group']}: {row['label']}: {in_words(row['spread'])}"
    return f"{row['label']}: {row['since']}" if row.get("since") else ""


def lines_between(figure: dict) -> Iterator[str]:
    """The lines between the boxes of a chain."""
    for link in figure.get("links", []):
        ends = [figure["columns"][column]["boxes"][place]["label"] for column, place in (link["from"], link["to"])]
        yield f"{'A thick line' if link['strength'] > 1 else 'A line'} joins {ends[0]} and {ends[1]}"


def counts_of(section: dict) -> Iterator[tuple[str, dict]]:
    yield from ((row["statement"], row["count"]) for row in section["brief"])
    for figure in in_sections([section]):
        for label, column, count in counts_in(figure):
            yield f"{figure['title']}: {label}: {column}", count
