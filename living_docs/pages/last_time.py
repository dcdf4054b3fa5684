"""What stands beside a prompt: the last answer, what the feedback report said of it, and what has changed since."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils.text import Truncator

from living_docs.changes.answers import Line, Said, lines
from living_docs.changes.comparison import UNCHANGED
from living_docs.kinds import kind_of
from living_docs.models import Answer
from living_docs.pages.display import Shown
from living_docs.prose import blocks, count_words

EXCERPT = 50  # words of a long earlier answer


@dataclass(frozen=True)
class LastTime:
    """The answer of the last round in which the prompt was asked, beside the one of this round."""

    before: Shown
    now: Answer

    @property
    def round(self) -> int:
        return self.before.answer.document.round.number

    @property
    def shown(self) -> dict:
        return self.before.parts

    @cached_property
    def words(self) -> int:
        return sum(count_words(block) for block in self.before.answer.blocks())

    @property
    def beginning(self) -> str:
        """Of a long text the beginning; a short one is printed whole."""
        text = " ".join(block.text for text in self.shown.get("texts", []) for block in blocks(text))
        return Truncator(text).words(EXCERPT) if self.words > 2 * EXCERPT else ""

    @property
    def is_kept(self) -> bool:
        """Whether this round's answer is the same."""
        return self.now.value == self.before.answer.value

    @cached_property
    def changes(self) -> list[Line]:
        """What became of each block and choice since; nothing while nothing changed or is written yet."""
        if kind_of(self.now.prompt).is_empty(self.now.value):
            return []
        found = lines(Said(self.before.answer.value, self.shown), Said(self.now.value, Shown(self.now).parts))
        return found if any(line.kind != UNCHANGED for line in found) else []
