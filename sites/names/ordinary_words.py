"""What only looks like a name: ordinary words, phrases that name no site, short forms that everybody uses."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"


def lines(name: str) -> list[str]:
    return [line for line in (DATA / name).read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]


@cache
def words(name: str) -> frozenset[str]:
    """All words of a file, in small letters."""
    return frozenset(" ".join(lines(name)).lower().split())


def ordinary_words() -> frozenset[str]:
    """Words and common names that a letter or two make into a name of the dictionary, or that names are made of."""
    return words("ordinary_words.txt")


def common_abbreviations() -> frozenset[str]:
    """Short forms in capitals that tell nothing, lower case."""
    return words("common_abbreviations.txt")


@cache
def harmless_phrases() -> tuple[str, ...]:
    """Phrases in which a name of the dictionary stands for something else."""
    return tuple(lines("harmless_phrases.txt"))


def given_names() -> frozenset[str]:
    return words("given_names.txt")


def public_names() -> frozenset[str]:
    """Surnames of people of national life, and of authors that reports cite."""
    return words("public_names.txt")


def place_surnames() -> frozenset[str]:
    """Places that are common surnames."""
    return words("place_surnames.txt")


def surnames() -> frozenset[str]:
    """Common surnames, though a letter or two make some into a name of the dictionary."""
    return words("surnames.txt")


def national_words() -> frozenset[str]:
    """Words with capitals in the names of national bodies, offices, papers, methods and days."""
    return words("national_words.txt")


def foreign_places() -> frozenset[str]:
    return words("foreign_places.txt")


def far_places() -> frozenset[str]:
    """Places of England where no Pilot was."""
    return words("far_places.txt")


@cache
def postcode_areas() -> tuple[str, ...]:
    """The letters that postcodes begin with, in capitals."""
    return tuple(" ".join(lines("postcode_areas.txt")).split())


@cache
def harmless_ways() -> tuple[str, ...]:
    """Phrases in which a word of the thesaurus stands for something else."""
    return tuple(lines("harmless_ways.txt"))


@cache
def word_groups() -> dict[str, tuple[str, ...]]:
    """Words that a way of the thesaurus names together, by the name of their group."""
    rows = csv.DictReader(lines("word_groups.csv"))
    return {row["name"]: tuple(row["words"].split(";")) for row in rows}
