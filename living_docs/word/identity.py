"""Which document, round and versions a Word form was made from: kept in its dc:identifier and in its last line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from living_docs.models import LivingDocument

MARK = "living-document"
CODE = re.compile(rf"{MARK};[a-z0-9-]+;\d+;(?:blank|prefilled);[0-9a-z.]*")
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
LONGEST = 255  # characters that a document's identifier may have


def short(number: int) -> str:
    """A number in base 36: fifty versions fit into one line."""
    head, last = divmod(number, 36)
    return (short(head) if head else "") + DIGITS[last]


@dataclass(frozen=True)
class Identity:
    """`versions`: of each prompt asked in the round, in the instrument's order, the version that the form shows."""

    site: str
    round: int
    blank: bool
    versions: tuple[int, ...]

    @classmethod
    def of(cls, document: LivingDocument, *, blank: bool) -> Identity:
        version = dict(document.answers.values_list("prompt_number", "version"))
        asked = [number for number in asked_numbers(document) if number in version]
        return cls(document.site.slug, document.round.number, blank, tuple(version[number] for number in asked))

    @classmethod
    def read(cls, text: str) -> Identity | None:
        found = CODE.search(text)
        if not found:
            return None
        _, site, number, kind, versions = found[0].split(";")
        return cls(site, int(number), kind == "blank", tuple(int(v, 36) for v in versions.split(".") if v))

    def __str__(self) -> str:
        kind = "blank" if self.blank else "prefilled"
        return f"{MARK};{self.site};{self.round};{kind};{'.'.join(short(version) for version in self.versions)}"

    def base_versions(self, document: LivingDocument) -> dict[str, int]:
        """The version of each prompt that the form was made from; none where the code is not of this instrument."""
        asked = asked_numbers(document)
        return dict(zip(asked, self.versions, strict=True)) if len(asked) == len(self.versions) else {}


def asked_numbers(document: LivingDocument) -> list[str]:
    return [number for number, prompt in document.prompts.items() if prompt.is_asked(document.round.number)]
