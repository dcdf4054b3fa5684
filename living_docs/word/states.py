"""The boxes of a Word form that say how a prompt stands without an answer: "[X] Too early to say"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from living_docs.instrument import Prompt
from living_docs.models import Answer, AnswerState, AnswerVersion
from living_docs.tables.typed import read_or_none

LABELS = {
    AnswerState.NO_CHANGE: "No change",
    AnswerState.TOO_EARLY: "Too early to say",
    AnswerState.NOT_KNOWN: "Not known until (date):",
    AnswerState.NOT_ANSWERED: "Not answered this round, because:",
}
NAMES = {state: re.split(r" \(|,|:", label)[0] for state, label in LABELS.items()}
AFTER = re.compile(r"^\s*(?:,?\s*because)?\s*(?:\(date\))?\s*:?\s*", re.IGNORECASE)
BOX = re.compile(r"(?:[\[(](?P<mark>[^\])]*)[\])]|(?P<box>[☐☑☒✓✗]))\s*(?P<words>.+)")
EMPTY_BOX = {"", "☐"}


@dataclass(frozen=True)
class Stand:
    """How a prompt stands: answered in words, or one of the boxes with its date or reason."""

    state: AnswerState = AnswerState.ANSWERED
    until: date | None = None
    reason: str = ""

    @classmethod
    def of(cls, answer: Answer | AnswerVersion) -> Stand:
        state = AnswerState(answer.state)
        return cls(state, answer.until, answer.reason) if state in LABELS else UNTICKED

    @property
    def said(self) -> str:
        """What is written after the box."""
        return f"{self.until.day}/{self.until.month}/{self.until.year}" if self.until else self.reason

    @property
    def in_words(self) -> str:
        if self.state == AnswerState.NOT_ANSWERED:
            return f"{NAMES[self.state]}, because: {self.said}"
        return f"{NAMES.get(self.state, '')} {self.said}".strip()


UNTICKED = Stand()


class Unclear(ValueError):
    """Why the boxes do not say how a prompt stands, in a sentence."""


def offered(prompt: Prompt, *, carried: bool) -> list[AnswerState]:
    """The boxes that a form has at a prompt."""
    states = [AnswerState.NO_CHANGE] if carried else []
    states += [AnswerState.TOO_EARLY] if prompt.too_early else []
    return states + ([AnswerState.NOT_KNOWN, AnswerState.NOT_ANSWERED] if prompt.takes_not_known else [])


def lines(states: Iterable[AnswerState], stand: Stand) -> list[str]:
    return [
        f"[{'X' if state == stand.state else ' '}] {LABELS[state]} {stand.said if state == stand.state else ''}".rstrip()
        for state in states
    ]


def read_boxes(texts: Iterable[str], prompt: Prompt, *, carried: bool) -> tuple[Stand, list[str]]:
    """How the boxes say that a prompt stands, and the lines that are none of them; Unclear where they do not say it."""
    ticked, others = [], []
    for text in texts:
        found = BOX.fullmatch(text.strip())
        state = state_named(found["words"]) if found else None
        if found is None or state is None:
            others.append(text)
        elif (found["mark"] or found["box"] or "").strip() not in EMPTY_BOX:
            ticked.append((state, said_after(state, found["words"])))
    if len(ticked) > 1:
        labels = " and ".join(f"“{NAMES[state]}”" for state, _ in ticked)
        raise Unclear(f"In {prompt.number}, {labels} are ticked. Tick one of them; nothing was changed by these boxes.")
    stand = stood(prompt, *ticked[0]) if ticked else UNTICKED
    if stand.state not in {AnswerState.ANSWERED, *offered(prompt, carried=carried)}:
        raise Unclear(f"{prompt.number} takes no “{NAMES[stand.state]}”. Nothing was changed by its boxes.")
    return stand, others


def state_named(words: str) -> AnswerState | None:
    """The box whose label a line begins with."""
    plain = " ".join(words.split()).casefold()
    return next((state for state, name in NAMES.items() if plain.startswith(name.casefold())), None)


def said_after(state: AnswerState, words: str) -> str:
    """The date or reason that stands after a label."""
    return AFTER.sub("", " ".join(words.split())[len(NAMES[state]) :]).strip()


def stood(prompt: Prompt, state: AnswerState, said: str) -> Stand:
    if state == AnswerState.NOT_KNOWN:
        until = read_or_none("date", said) if said else None
        if not isinstance(until, date):
            what = f"“{said}” is no date that could be read" if said else "the date is missing"
            raise Unclear(
                f"In {prompt.number}, “Not known until” is ticked, but {what}. Write one like 14/4/2010; nothing was "
                "changed by these boxes."
            )
        return Stand(state, until)
    if state == AnswerState.NOT_ANSWERED and not said:
        raise Unclear(
            f"In {prompt.number}, “Not answered this round” is ticked without a reason. Say why after “because:”; "
            "nothing was changed by these boxes."
        )
    return Stand(state, reason=said if state == AnswerState.NOT_ANSWERED else "")
