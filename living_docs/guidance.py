"""Lengths against the word guide: notes for the authors, never an error."""

from __future__ import annotations

from living_docs.instrument import Prompt
from living_docs.kinds import kind_of
from living_docs.prose import count_words, words


def note(prompt: Prompt, value: dict) -> str:
    """What is shorter or longer than the guide, in a sentence; empty when nothing is."""
    least, most = prompt.guide
    if most is None or kind_of(prompt).is_empty(value):
        return ""
    if prompt.guide_per == "cell":
        long = sum(count_words(cell) > most for cell in kind_of(prompt).typed(prompt, value))
        cells = "1 cell has" if long == 1 else f"{long} cells have"
        return f"{cells} more than the {most} words of the guide." if long else ""
    outside = [n for n in lengths(prompt, value) if n > most or n < (least or 0)]
    guide = f"{least} to {most}" if least else f"up to {most}"
    return f"{' and '.join(f'{n:,}' for n in outside)} words; the guide is {guide}." if outside else ""


def lengths(prompt: Prompt, value: dict) -> list[int]:
    """Words of each text; of a choice those of its follow-up text."""
    if "texts" in value:
        return [words(text) for text in value["texts"] if text]
    return [sum(count_words(block) for block in kind_of(prompt).typed(prompt, value))]
