"""The phrases that fictional readers draw on, and a choice among them that is always the same for the same seed."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent / "data"
NUMBER = re.compile(r"(?<![\d.])(?:C\.\d|[1-8]\.\d)(?!\d)")


class Topic(NamedTuple):
    """A prompt and a clause about it, found again in a reader's line."""

    number: str
    clause: str


class Choice:
    """Picks by SHA-256 of a seed: nothing random, nothing kept between calls."""

    def __init__(self, *seed: object):
        self.seed = "|".join(str(part) for part in seed)

    def number(self, key: str, below: int) -> int:
        digest = sha256(f"{self.seed}|{key}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % max(below, 1)

    def one(self, key: str, options: Sequence[str]) -> str:
        return options[self.number(key, len(options))] if options else ""

    def some(self, key: str, options: Sequence, count: int) -> list:
        """Up to `count` of the options, kept in their own order."""
        ranked = sorted(range(len(options)), key=lambda index: sha256(f"{self.seed}|{key}|{index}".encode()).digest())
        return [options[index] for index in sorted(ranked[:count])]

    def weighted(self, key: str, options: Sequence[str], weights: Sequence[int]) -> str:
        place = self.number(key, sum(weights))
        for option, weight in zip(options, weights, strict=True):
            if place < weight:
                return option
            place -= weight
        return options[-1]


@cache
def topics() -> dict[str, dict[str, list[str]]]:
    """For each prompt: what a reader may learn, ask and wish to see."""
    found: dict[str, dict[str, list[str]]] = {}
    for path in sorted(DATA.glob("reading_topics*.toml")):
        found |= tomllib.loads(path.read_text(encoding="utf-8"))
    return found


@cache
def voices() -> dict[str, dict]:
    """How each voice puts a clause."""
    return tomllib.loads((DATA / "reading_voices.toml").read_text(encoding="utf-8"))


@cache
def summaries() -> dict[str, dict]:
    """Sentences for summaries, points and offers of a call."""
    return tomllib.loads((DATA / "reading_summaries.toml").read_text(encoding="utf-8"))


def clauses(number: str, kind: str) -> list[str]:
    """The clauses of a kind (tells, asks, evidence) about a prompt."""
    return topics().get(number, {}).get(kind, [])


def prompt_numbers(text: str) -> list[str]:
    """Prompt numbers named in a text, in order, each once."""
    return list(dict.fromkeys(NUMBER.findall(text)))


def topic(line: str, kind: str) -> Topic | None:
    """The prompt and clause that a reader's line is about, if it is one of ours."""
    for number in prompt_numbers(line):
        for clause in clauses(number, kind):
            if clause in line:
                return Topic(number, clause)
    return None


@cache
def _remark_patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Every remark of every voice as a pattern, with its kind."""
    kinds = ("too_early", "later", "not_answered", "not_answered_ask", "open", "practical", "long", "short")
    patterns = []
    for voice in voices().values():
        for kind in kinds:
            for template in voice[kind]:
                pattern = (
                    re.escape(template)
                    .replace(re.escape("{n}"), r"(C\.\d|\d\.\d)")
                    .replace(re.escape("{words}"), r"\d+")
                )
                patterns.append((kind, re.compile(pattern)))
    return patterns


def remark(line: str) -> Topic | None:
    """The prompt and kind of remark (too_early, later, open, practical …) of a reader's line."""
    for kind, pattern in _remark_patterns():
        if found := pattern.fullmatch(line):
            return Topic(found[1], kind)
    return None


def listed(numbers: Sequence[str]) -> str:
    """4.1, 4.2 and 7.1."""
    return " and ".join([", ".join(numbers[:-1]), numbers[-1]]) if len(numbers) > 1 else "".join(numbers)
