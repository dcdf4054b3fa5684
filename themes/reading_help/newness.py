"""What of a site's paragraphs is new since its earlier rounds, and what is reworded."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from themes.models import Paragraph

NEW, REWORDED, SAME = "new", "reworded", "same"
ALIKE = 80.0  # of 100: from there on a paragraph is an earlier one reworded


def newness(now: Iterable[Paragraph], before: Iterable[Paragraph]) -> dict[int, str]:
    """Each paragraph's state by its key: found word for word in an earlier round, reworded at its prompt, or new."""
    earlier: dict[str, list[str]] = {}
    for paragraph in before:
        earlier.setdefault(paragraph.prompt_number, []).append(paragraph.words)
    told = {words for of_one in earlier.values() for words in of_one}
    return {
        paragraph.pk: SAME
        if paragraph.words in told
        else state(paragraph.words, earlier.get(paragraph.prompt_number, []))
        for paragraph in now
    }


def state(words: str, earlier: list[str]) -> str:
    return REWORDED if process.extractOne(words, earlier, scorer=fuzz.ratio, score_cutoff=ALIKE) else NEW
