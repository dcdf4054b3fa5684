"""Acronyms that a document uses without saying what they stand for: neither at first use nor in its list, C.2."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from living_docs.instrument import Prompt
from living_docs.kinds import kind_of
from living_docs.models import Answer

DATA = Path(__file__).parent / "data"
LIST = "C.2"
NAMES_AND_LISTS = {"C.1", LIST, "C.6"}  # people with their letters, and the list itself
AROUND = 45  # characters of the excerpt on either side
NEAR = 200  # characters in which an expansion is looked for
SPARE_WORDS = 4  # small words that an expansion may have beyond the letters

# Two capitals or more: CMT, A&E, NHS-IC, FEV1; or PbR, with one small letter inside.
_ACRONYM = re.compile(
    r"(?<![\w&’'@.])(?:[A-Z][a-z]?[A-Z](?:[A-Z0-9]*)|[A-Z])(?:[&-][A-Z][A-Z0-9]*)*(?=s?\b)(?!['’]?[A-Za-rt-z]|[@])"
)
_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?")
_SHOUTED = re.compile(r"\b[A-Z]{2,}\b(?:[\s,;:–-]+\b[A-Z]{1,}\b){3,}")
_IN_BRACKETS = re.compile(r"\s*[(\[“\"]\s*([^)\]”\"]{3,120})[)\]”\"]")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Unexplained:
    """An acronym with the place of its first use and, where one is known, what it may stand for."""

    acronym: str
    prompt: Prompt
    before: str
    after: str
    times: int
    suggestion: str


@dataclass(frozen=True)
class Use:
    acronym: str
    prompt: Prompt | None
    block: str
    start: int
    end: int

    @property
    def expansion(self) -> str:
        """What it stands for, where the words are there: "community matron team (CMT)" or "CMT (community matron team)"."""
        return self.words_before() or self.words_behind()

    def words_before(self) -> str:
        """The words before the bracket in which the acronym stands alone."""
        opened = self.block[max(0, self.start - NEAR) : self.start].rstrip('‘“" ')
        closed = self.block[self.end : self.end + NEAR].lstrip('s’”" ')
        if not opened.endswith(("(", "[")) or not closed.startswith((")", "]", ",", ";")):
            return ""
        nearest = list(_WORD.finditer(opened))[::-1]
        for word in nearest[: len(letters(self.acronym)) + SPARE_WORDS]:
            phrase = opened[word.start() : -1].strip()
            if stands_for(self.acronym, phrase):
                return phrase
        return ""

    def words_behind(self) -> str:
        """The words in the bracket behind it."""
        found = _IN_BRACKETS.match(self.block[self.end : self.end + NEAR].removeprefix("s"))
        return found[1].strip() if found and stands_for(self.acronym, found[1]) else ""


def letters(acronym: str) -> str:
    return "".join(character for character in acronym.lower() if character.isalpha())


def stands_for(acronym: str, phrase: str) -> bool:
    """Whether the letters come in this order in the phrase, the first as its first."""
    wanted, rest = letters(acronym), phrase.lower()
    if not rest or rest[0] != wanted[0]:
        return False
    following = iter(rest)
    return all(letter in following for letter in wanted)


def unexplained(answers: Iterable[Answer]) -> list[Unexplained]:
    """The acronyms of a document that its readers would have to guess, in the order of their first use."""
    answers = list(answers)
    listed = {key(row.get("acronym", "")) for row in list_of(answers) if row.get("meaning")}
    by_acronym: dict[str, list[Use]] = {}
    for use in uses(answers):
        by_acronym.setdefault(key(use.acronym), []).append(use)
    return [
        of_uses(found)
        for name, found in by_acronym.items()
        if name not in listed and not known().get(name) and not found[0].expansion
    ]


def of_uses(found: list[Use]) -> Unexplained:
    first = found[0]
    elsewhere = next((use.expansion for use in found if use.expansion), "")
    return Unexplained(
        acronym=first.acronym,
        prompt=first.prompt,
        before=excerpt_before(first.block[max(0, first.start - NEAR) : first.start]),
        after=excerpt_after(first.block[first.end : first.end + NEAR]),
        times=len(found),
        suggestion=elsewhere or meanings().get(key(first.acronym), ""),
    )


def excerpt_before(text: str) -> str:
    return text if len(text) <= AROUND else "…" + text[-AROUND:].partition(" ")[2]


def excerpt_after(text: str) -> str:
    return text if len(text) <= AROUND else text[:AROUND].rpartition(" ")[0] + "…"


def list_of(answers: list[Answer]) -> list[dict[str, str]]:
    return next((answer.value.get("rows", []) for answer in answers if answer.prompt_number == LIST), [])


def uses(answers: Iterable[Answer]) -> Iterator[Use]:
    for answer in answers:
        if answer.prompt_number not in NAMES_AND_LISTS:
            for block in kind_of(answer.prompt).typed(answer.prompt, answer.value):
                yield from uses_in(block, answer.prompt)


def uses_in(block: str, prompt: Prompt) -> Iterator[Use]:
    for acronym, start in tokens_in(block):
        yield Use(acronym, prompt, block, start, start + len(acronym))


def tokens_in(text: str) -> Iterator[tuple[str, int]]:
    """Each acronym of a text with its place."""
    quiet = _SHOUTED.sub(lambda match: " " * len(match[0]), text)
    for match in _ACRONYM.finditer(quiet):
        if is_acronym(match[0]):
            yield match[0], match.start()


def stands_explained(text: str) -> set[str]:
    """The acronyms that a text says in full somewhere."""
    uses = [Use(acronym, None, text, start, start + len(acronym)) for acronym, start in tokens_in(text)]
    return {use.acronym for use in uses if use.expansion}


def is_acronym(token: str) -> bool:
    capitals = sum(character.isupper() for character in token)
    return (
        capitals >= 2
        and len(token) <= 10
        and token not in capital_words()
        and not _ROMAN.fullmatch(token)
        and not _POSTCODE.fullmatch(token)
    )


def key(acronym: str) -> str:
    return acronym.strip().upper()


@cache
def rows() -> list[dict[str, str]]:
    with (DATA / "acronyms.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def known() -> dict[str, bool]:
    """Whether everybody in health and care knows what it stands for."""
    return {key(row["acronym"]): row["known"] == "yes" for row in rows()}


@cache
def meanings() -> dict[str, str]:
    return {key(row["acronym"]): row["meaning"] for row in rows()}


@cache
def capital_words() -> frozenset[str]:
    """Words that are written in capitals for weight, and short forms of every day."""
    return frozenset((DATA / "capital_words.txt").read_text(encoding="utf-8").split())
