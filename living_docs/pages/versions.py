"""The versions of one answer, newest first, and the two that a person compares."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from living_docs.changes.answers import Line, RowLine, Said, lines, row_lines
from living_docs.changes.comparison import UNCHANGED
from living_docs.kinds import kind_of
from living_docs.models import Answer, AnswerVersion
from living_docs.prose import count_words


@dataclass(frozen=True)
class VersionLine:
    """One version in the list."""

    version: AnswerVersion
    words: int
    is_current: bool

    @property
    def who(self) -> str:
        return self.version.by.name if self.version.by else "Carried into this round"


@dataclass
class Versions:
    """`older` and `newer` are numbers as they stand in the address; without them, the last change."""

    answer: Answer
    older: str = ""
    newer: str = ""

    @cached_property
    def all(self) -> list[AnswerVersion]:
        return list(self.answer.versions.select_related("by").order_by("-number"))

    def numbered(self, number: str, otherwise: AnswerVersion) -> AnswerVersion:
        return next((version for version in self.all if str(version.number) == number), otherwise)

    @cached_property
    def second(self) -> AnswerVersion:
        return self.numbered(self.newer, self.all[0])

    @cached_property
    def first(self) -> AnswerVersion:
        before = next((version for version in self.all if version.number < self.second.number), self.second)
        return self.numbered(self.older, before)

    def blocks(self, version: AnswerVersion) -> list[str]:
        return kind_of(self.answer.prompt).blocks(self.answer.prompt, version.value)

    def said(self, version: AnswerVersion) -> Said:
        return Said(version.value, kind_of(self.answer.prompt).shown(self.answer.prompt, version.value))

    @property
    def lines(self) -> list[VersionLine]:
        return [
            VersionLine(version, sum(map(count_words, self.blocks(version))), version.number == self.answer.version)
            for version in self.all
        ]

    @cached_property
    def changed_lines(self) -> list[Line]:
        return lines(self.said(self.first), self.said(self.second))

    @cached_property
    def changed_rows(self) -> list[RowLine]:
        return row_lines(self.said(self.first), self.said(self.second))

    @property
    def says_the_same(self) -> bool:
        kinds = [line.kind for line in self.changed_lines] + [line.kind for line in self.changed_rows]
        return all(kind == UNCHANGED for kind in kinds)
