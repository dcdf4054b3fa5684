"""Which document, round and versions a Word form was made from: kept in its dc:identifier and in its last line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from living_docs.models import LivingDocument

MARK = "living-document"
CODE = re.compile(rf"{MARK};[a-z0-9-]+;\d+;(?:blank|prefilled)(?:-q\d+)?;[0-9a-z.]*")
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
LONGEST = 255  # characters that a document's identifier may have


def short(number: int) -> str:
    """A number in base 36: fifty versions fit into one line."""
    head, last = divmod(number, 36)
    return (short(head) if head else "") + DIGITS[last]


@dataclass(frozen=True)
class Identity:
    """`versions`: of each prompt that the form holds, in the instrument's order, the version that it shows.

    `question`: the one that the form holds; None where it holds every question of the round.
    """

    site: str
    round: int
    blank: bool
    versions: tuple[int, ...]
    question: int | None = None

    @classmethod
    def of(cls, document: LivingDocument, *, blank: bool, question: int | None = None) -> Identity:
        version = dict(document.answers.values_list("prompt_number", "version"))
        asked = [number for number in asked_numbers(document, question) if number in version]
        versions = tuple(version[number] for number in asked)
        return cls(document.site.slug, document.round.number, blank, versions, question)

    @classmethod
    def read(cls, text: str) -> Identity | None:
        found = CODE.search(text)
        if not found:
            return None
        _, site, number, kind, versions = found[0].split(";")
        kind, _, question = kind.partition("-q")
        shown = tuple(int(version, 36) for version in versions.split(".") if version)
        return cls(site, int(number), kind == "blank", shown, int(question) if question else None)

    def __str__(self) -> str:
        kind = ("blank" if self.blank else "prefilled") + (f"-q{self.question}" if self.question is not None else "")
        return f"{MARK};{self.site};{self.round};{kind};{'.'.join(short(version) for version in self.versions)}"

    def base_versions(self, document: LivingDocument) -> dict[str, int]:
        """The version of each prompt that the form was made from; none where the code is not of this instrument."""
        asked = asked_numbers(document, self.question)
        return dict(zip(asked, self.versions, strict=True)) if len(asked) == len(self.versions) else {}


def asked_numbers(document: LivingDocument, question: int | None = None) -> list[str]:
    """The prompts asked in the round, or those of one question."""
    asked = [number for number, prompt in document.prompts.items() if prompt.is_asked(document.round.number)]
    return [number for number in asked if question in {None, document.prompts[number].question_number}]
