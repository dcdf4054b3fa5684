"""What several of these actions share."""

from __future__ import annotations

from dataclasses import dataclass

from living_docs.instrument import Question


@dataclass
class NotReady(Exception):
    """What is still missing, one sentence each with the question it is about."""

    missing: list[tuple[int, str]]


def write(comment, fields: dict[str, str]):
    """Put changed fields into a comment as its next version; unchanged ones make none."""
    changed = {name: value for name, value in fields.items() if getattr(comment, name) != value}
    if changed:
        for name, value in changed.items():
            setattr(comment, name, value)
        comment.version += 1
        comment.save()
    return comment


def place_in_words(question: Question) -> str:
    return f"Question {question.number}" if question.number else "Cover"
