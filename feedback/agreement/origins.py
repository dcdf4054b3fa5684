"""Where each sentence of an agreed comment is from: a reading, several, or the leader. Kept with it when it is edited."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from feedback.models import AgreedComment, Comment, Reading
from living_docs.instrument import Question
from living_docs.models import LivingDocument

Comments = list[tuple[Reading, Comment | None]]

LEADER = "Leader"
ALIKE = 0.4  # share of words from which on a sentence counts as another one, edited
_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"‘(])")
_WORD = re.compile(r"\w+")


def comments_on(question: Question, document: LivingDocument, comments: Comments) -> Comments:
    """The lodged readings that are about a question: of Question 8 the economist’s alone."""
    for reading, _ in comments:
        reading.document = document
    return [(reading, comment) for reading, comment in comments if reading.is_lodged and question in reading.questions]


def labels(readings: Iterable[Reading]) -> list[str]:
    """ "Reading A", "Reading B", "Health economist", "Leader’s reading": never a name."""
    letters = iter("ABCDEFGH")
    named = {Reading.Kind.ECONOMIST: "Health economist", Reading.Kind.LEADER: "Leader’s reading"}
    return [named.get(Reading.Kind(reading.kind)) or f"Reading {next(letters)}" for reading in readings]


def short(label: str) -> str:
    """ "Reading A" as A; the leader’s own reading speaks for the leader."""
    return {"Health economist": "Costs", "Leader’s reading": LEADER}.get(label) or label.removeprefix("Reading ")


def said_by(comments: Comments, name: str) -> list[tuple[str, str]]:
    """What each reading says in one field, under its letter."""
    names = labels(reading for reading, _ in comments)
    return [(short(label), getattr(comment, name, "")) for label, (_, comment) in zip(names, comments, strict=True)]


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def sentences(text: str) -> list[str]:
    return [sentence for line in lines(text) for sentence in _END.split(line)]


def traced(text: str, before: list[dict], said: list[tuple[str, str]]) -> list[dict]:
    """Each sentence with its origin, from what was kept before and what the readings say."""
    now = sentences(text)
    spoken: dict[str, list[str]] = {}
    for label, words in said:
        for sentence in sentences(words):
            if label not in spoken.setdefault(sentence, []):
                spoken[sentence].append(label)
    kept = {entry["text"]: entry for entry in before}
    gone = [entry for entry in before if entry["text"] not in now]
    gone += [origin(sentence, found) for sentence, found in spoken.items() if sentence not in now]
    return [
        origin(sentence, spoken[sentence]) if sentence in spoken else kept.get(sentence) or changed(sentence, gone)
        for sentence in now
    ]


def origin(sentence: str, found: list[str], *, edited: bool = False) -> dict:
    return {"text": sentence, "from": found, "edited": edited}


def changed(sentence: str, gone: list[dict]) -> dict:
    """The origin of a sentence that nobody said so: that of the one it was made from, or the leader’s."""
    nearest = max(gone, key=lambda entry: likeness(entry["text"], sentence), default=None)
    if nearest is None or likeness(nearest["text"], sentence) < ALIKE or nearest["from"] == [LEADER]:
        return origin(sentence, [LEADER])
    return origin(sentence, nearest["from"], edited=True)


def likeness(one: str, other: str) -> float:
    words = _WORD.findall(one.lower()), _WORD.findall(other.lower())
    return SequenceMatcher(None, words[0], words[1], autojunk=False).ratio()


def origins_of(agreed: AgreedComment, name: str, said: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Each agreed sentence under the words that say where it is from."""
    entries = agreed.origins.get(name) or traced(getattr(agreed, name), [], said)
    return [(in_words(entry), entry["text"]) for entry in entries]


def in_words(entry: dict) -> str:
    """A; A and B; A, edited; Leader."""
    return " and ".join(entry["from"]) + (", edited" if entry["edited"] else "")
