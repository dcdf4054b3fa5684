"""What only looks like a name: ordinary words, phrases that name no site, short forms that everybody uses."""

from __future__ import annotations

from functools import cache
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"


def lines(name: str) -> list[str]:
    return [line for line in (DATA / name).read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]


@cache
def ordinary_words() -> frozenset[str]:
    """Words and common names that a letter or two make into a name of the dictionary, or that names are made of."""
    return frozenset(" ".join(lines("ordinary_words.txt")).split())


@cache
def common_abbreviations() -> frozenset[str]:
    """Short forms in capitals that tell nothing, lower case."""
    return frozenset(" ".join(lines("common_abbreviations.txt")).lower().split())


@cache
def harmless_phrases() -> tuple[str, ...]:
    """Phrases in which a name of the dictionary stands for something else."""
    return tuple(lines("harmless_phrases.txt"))


@cache
def given_names() -> frozenset[str]:
    return frozenset(" ".join(lines("given_names.txt")).lower().split())


@cache
def public_names() -> frozenset[str]:
    """Surnames of people of national life, and of authors that reports cite."""
    return frozenset(" ".join(lines("public_names.txt")).lower().split())


@cache
def place_surnames() -> frozenset[str]:
    """Places that are common surnames."""
    return frozenset(" ".join(lines("place_surnames.txt")).lower().split())


@cache
def surnames() -> frozenset[str]:
    """Common surnames, though a letter or two make some into a name of the dictionary."""
    return frozenset(" ".join(lines("surnames.txt")).lower().split())
