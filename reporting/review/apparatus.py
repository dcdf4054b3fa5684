"""What stands behind a review for whoever checks or cites it: its method, what it withholds, words and acronyms.

It is made when the review is, and published with it: what is printed of an earlier review stays as it was.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from living_docs.acronyms import key as acronym_key
from living_docs.acronyms import meanings, tokens_in
from reporting import figures
from reporting.anonymity.counts import in_words
from reporting.claims.money import LEAST_AMOUNTS
from reporting.figures.tables import counts_in
from reporting.review.key_messages import rows_in

GLOSSARY = Path(__file__).parent.parent / "data" / "glossary.toml"
WORDS = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def method_of(documents: int, k: int) -> list[dict[str, str]]:
    """How the review was made, by which rules its numbers are given, and who looked at it: titles with their texts."""
    few, least = in_words(k), in_words(LEAST_AMOUNTS)
    return [
        {"title": title, "text": text}
        for title, text in (
            (
                "What was read",
                f"The Living Documents of the round, {documents} in number, as they were received and frozen. Each "
                "has a checksum, so that a later change would show.",
            ),
            (
                "Reading",
                "Two researchers read each document. Neither saw the other’s comments before both had handed theirs "
                "in. With the task leader they agreed on one reading. The answers on costs were read by the health economist.",
            ),
            (
                "Coding",
                "Passages were marked with themes from an agreed list. Where two coders worked on a document, neither "
                "saw the other’s marks; differences were settled afterwards. A number about a theme counts only documents "
                "whose coding was finished.",
            ),
            (
                "Counting",
                "A number tells how many documents say something, never how many Pilots do it. Every number is "
                "printed with its base, and a separate program counted it a second time. A trend compares shares, since the bases of rounds differ. A sentence that ranks or compares was held against "
                "the numbers.",
            ),
            (
                "When a number is given",
                f"A number is given as it is only where at least {few} documents are counted and at least "
                f"{few} are not. Otherwise words stand in its place: few or none, nearly all or all. Of fewer than "
                f"{in_words(2 * k)} documents every number is “some”. A number that could be worked out from others beside it is "
                "withheld in every place, and “some” stands for it.",
            ),
            (
                "When an amount is given",
                f"No single amount is given. Where at least {least} gave an amount and at least "
                f"{few} of the amounts differ, a range holds the middle half. The quartiles follow definition 6 of Hyndman and "
                "Fan (The American Statistician, 1996). The ends of a range have two significant figures and lie "
                "outside the quartiles. No Pilot’s amount is an end of a range, or rounds to one. Halves are rounded away from "
                "zero. What was used and not yet valued is counted beside the amounts, never as zero.",
            ),
            (
                "Quotations",
                "Words of documents are printed without their origin. Names, places, figures and patient groups were "
                "taken out, and a second person approved each quotation.",
            ),
            (
                "Quality assurance and approval",
                "Every sentence, figure and file was looked through for what could tell a Pilot; "
                "what was found was changed, or kept by two people who gave a reason. Two people of the team who wrote none of "
                "the review approved exactly this text. The task leader published it.",
            ),
        )
    ]


def how_sure(data: dict) -> list[dict[str, str]]:
    """What the words mean that say how sure a key message is, where there are any."""
    said = " ".join(f"{one['name']}: {one['means']}" for one in data.get("scale", []))
    return [{"title": "How sure a key message is", "text": said}] if said else []


def withheld_in(data: dict) -> list[str]:
    """Where numbers and ranges are withheld, and how many: what any reader could count in the figures."""
    front = [*of_rows("Key messages", list(rows_in(data))), *of_rows("At a glance", data["glance"])]
    return [*front, *of_sections(data["sections"])]


def of_sections(sections: Iterable[dict]) -> Iterator[str]:
    for section in sections:
        place = f"Question {section['question']}" if section["question"] else section["title"]
        yield from of_rows(place, section["brief"])
        for figure in figures.in_sections([section]):
            yield from of_figure(figure)


def of_rows(place: str, rows: list[dict]) -> Iterator[str]:
    yield from in_a_place(place, [row["count"] for row in rows])


def of_figure(figure: dict) -> Iterator[str]:
    place = f"Figure {figure['number']}, {figure['title']}"
    yield from in_a_place(place, [count for _, _, count in counts_in(figure)])
    if figure["kind"] == "spread" and (empty := sum(not row["spread"] for row in figure["rows"])):
        yield f"{place}: no range of amounts in {empty} of {len(figure['rows'])} rows."


def in_a_place(place: str, counts: list[dict]) -> Iterator[str]:
    if in_bands := sum(count["band"] is not None for count in counts):
        numbers = "the only number" if len(counts) == 1 else f"{in_bands} of {len(counts)} numbers"
        yield f"{place}: {numbers} {'is' if in_bands == 1 else 'are'} given in words."


def glossary_of(text: str) -> list[dict[str, str]]:
    """The words of the programme and the method that a review uses, in order of the alphabet."""
    said = f" {' '.join(WORDS.findall(text.lower()))} "
    used = [term for term in terms() if any(f" {words} " in said for words in term["said"])]
    return [{"term": term["name"], "meaning": term["meaning"]} for term in sorted(used, key=lambda term: term["name"])]


@cache
def terms() -> list[dict]:
    return tomllib.loads(GLOSSARY.read_text(encoding="utf-8"))["term"]


def acronyms_of(text: str) -> list[dict[str, str]]:
    """The acronyms that a review uses and whose meaning is known to us."""
    used = sorted({acronym for acronym, _ in tokens_in(text)})
    return [
        {"term": acronym, "meaning": meaning} for acronym in used if (meaning := meanings().get(acronym_key(acronym)))
    ]
