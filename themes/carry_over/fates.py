"""What becomes of a coded passage in the next round’s text: the same, moved, changed, or gone. Proposals only.

Only where a whole answer reads as before are its codes carried without a look at each; everything else a person
confirms, one by one, so that no code ever stands on other words than somebody saw.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices
from rapidfuzz import fuzz

from living_docs.answer_text import text_of
from living_docs.changes.words import Run, word_runs
from themes.models import Coding, Theme

AROUND = 60
ALIKE = 65  # of 100: how much of a passage has to be there still for it to count as changed rather than gone


class Fate(TextChoices):
    SAME = "same", "Unchanged"
    MOVED = "moved", "Moved"
    CHANGED = "changed", "Changed"
    GONE = "gone", "Gone"


@dataclass(frozen=True)
class Proposal:
    """A coding of an earlier round and where it would stand now: between `start` and `end`, on `words`."""

    coding: Coding
    fate: Fate
    start: int = 0
    end: int = 0
    words: str = ""
    left: str = ""  # a little of what stands around
    right: str = ""

    @property
    def theme(self) -> Theme:
        """The theme it is shown under, which is the one it is carried with."""
        return self.coding.theme.standing

    @property
    def label(self) -> str:
        return "Same words" if self.fate == Fate.MOVED and self.start == self.coding.start else Fate(self.fate).label

    @property
    def can_be_taken(self) -> bool:
        return self.fate != Fate.GONE and not self.theme.is_retired

    @property
    def runs(self) -> list[Run]:
        """The words before and now, with what differs."""
        return word_runs(self.coding.quote.split(), self.words.split())


def proposal(coding: Coding, before: str, after: str) -> Proposal:
    """What became of a coding between two texts of one answer."""
    if before == after:
        return Proposal(coding, Fate.SAME, coding.start, coding.end, coding.quote)
    if (start := nearest(after, coding.quote, coding.start)) is not None:
        return placed(coding, Fate.MOVED, after, start, start + len(coding.quote))
    start, end = similar(coding.quote, after, whole=coding.quote == before)
    if start == end:
        return Proposal(coding, Fate.GONE)
    return placed(coding, Fate.CHANGED, after, start, end)


def placed(coding: Coding, fate: Fate, text: str, start: int, end: int) -> Proposal:
    return Proposal(
        coding, fate, start, end, text[start:end], text[max(0, start - AROUND) : start], text[end:][:AROUND]
    )


def nearest(text: str, words: str, near: int) -> int | None:
    """Where just these words stand; of several places the one nearest to where they stood."""
    places = []
    place = text.find(words)
    while place >= 0:
        places.append(place)
        place = text.find(words, place + 1)
    return min(places, key=lambda found: abs(found - near), default=None)


def similar(words: str, text: str, *, whole: bool) -> tuple[int, int]:
    """Start and end of the words most like these, whole words of one text; equal where none is like them."""
    if whole:
        return 0, len(text)
    found = fuzz.partial_ratio_alignment(words, text, score_cutoff=ALIKE)
    if found is None or len(text.strip()) < len(words) / 2:
        return 0, 0
    start, end = found.dest_start, found.dest_end
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    stripped = text[start:end].strip()
    start += text[start:end].index(stripped)
    return start, start + len(stripped)


def proposals(codings: list[Coding], earlier: dict[str, dict], later: dict[str, dict]) -> list[Proposal]:
    """Each coding of an earlier submission in the entries of a later one; a prompt that is not asked is gone."""
    before = {number: text_of(entry) for number, entry in earlier.items()}
    after = {number: text_of(entry) for number, entry in later.items()}
    return [proposal(one, before[one.prompt_number], after.get(one.prompt_number, "")) for one in codings]
