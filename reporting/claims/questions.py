"""What can be asked of every document of a round: a key, its words, and for which documents it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from living_docs.instrument import Question
from living_docs.kinds.costs import sent_rows, total
from living_docs.models import Round, Submission

FULL = {"answered", "no_change", "too_early", "not_known"}
ANSWERED = {"answered", "no_change"}
LEFT = {"open", "not_answered", "carried"}
SETUP, RUNNING = "8.1", "8.2"

Entries = dict[str, dict]


@dataclass(frozen=True)
class Sent:
    """One site's current submission of a round."""

    submission: Submission
    entries: Entries


@dataclass(frozen=True)
class ClaimQuestion:
    """A question about each document that it covers. `words` goes on after "Pilots".

    Its evidence stands at whole `prompts`, or at `passages`: the GUIDs of codings in one document. A document for which
    it holds is among those of each question it is `part_of`, and among none of those it is `apart_from`.
    """

    key: str
    words: str
    group: str
    holds: Callable[[Sent], bool]
    prompts: tuple[str, ...] = ()
    covers: Callable[[Sent], bool] = lambda sent: True
    passages: Callable[[Sent], list[str]] = lambda sent: []
    part_of: tuple[str, ...] = ()
    apart_from: tuple[str, ...] = ()

    def is_beside(self, other: ClaimQuestion) -> bool:
        """Whether every reader knows how the two lie to one another, and can take one count from the other."""
        return other.key in (*self.part_of, *self.apart_from) or self.key in (*other.part_of, *other.apart_from)


def about_questions(round: Round) -> Iterator[ClaimQuestion]:
    for question in round.instrument.questions:
        numbers = tuple(prompt.number for prompt in question.asked(round.number))
        if question.number and numbers:
            yield from about_question(question, numbers)
        for prompt in question.asked(round.number):
            yield from about_prompt(prompt.number, prompt.label)


def about_question(question: Question, numbers: tuple[str, ...]) -> Iterator[ClaimQuestion]:
    name, key, group = f"question {question.number}", f"question-{question.number}", "Whole questions"
    yield ClaimQuestion(
        f"{key}-full", f"that met every prompt of {name}, or may leave it",
        group,
        lambda sent: all(is_full(sent.entries, n) for n in numbers), numbers,
    )  # fmt: skip
    yield ClaimQuestion(
        f"{key}-open", f"that left a prompt of {name} open",
        group,
        lambda sent: any(not is_full(sent.entries, n) for n in numbers), numbers,
    )  # fmt: skip
    yield ClaimQuestion(
        f"{key}-changed", f"that changed an answer of {name} since the last round",
        group,
        lambda sent: any(is_changed(sent.entries, n) for n in numbers), numbers,
    )  # fmt: skip


def about_prompt(number: str, label: str) -> Iterator[ClaimQuestion]:
    group, name = "Single prompts", f"{number} ({label})"
    keys = tuple(f"prompt-{number}-{ending}" for ending in ("answered", "unanswered", "too-early"))
    for key, words, states in zip(
        keys,
        (f"that answered {name}", f"that left {name} unanswered", f"for which it was too early to answer {name}"),
        (ANSWERED, LEFT, {"too_early"}),
        strict=True,
    ):
        yield ClaimQuestion(
            key, words, group,
            lambda sent, wanted=states: state(sent.entries, number) in wanted, (number,), apart_from=keys,
        )  # fmt: skip


def about_costs(round: Round) -> Iterator[ClaimQuestion]:
    asked = {prompt.number for question in round.instrument.questions for prompt in question.asked(round.number)}
    if not asked & {SETUP, RUNNING}:
        return
    both, group = (SETUP, RUNNING), "Costs"
    for key, words, holds, prompts, part_of in (
        ("setup-costs", "that gave a set-up cost", lambda e: gives(e, SETUP), (SETUP,), ()),
        ("running-costs", "that gave a running cost", lambda e: gives(e, RUNNING), (RUNNING,), ()),
        ("both-costs", "that gave set-up and running costs", lambda e: gives(e, SETUP) and gives(e, RUNNING), both,
         ("setup-costs", "running-costs")),
        ("neither-costs", "that gave no cost", lambda e: not gives(e, SETUP) and not gives(e, RUNNING), both, ()),
        ("unknown-costs", "that named a cost without knowing its amount", lambda e: unknown(e, both), both, ()),
        ("complete-setup-costs", "whose set-up costs are complete", lambda e: complete(e, SETUP), (SETUP,),
         ("setup-costs",)),
        ("complete-running-costs", "whose running costs are complete", lambda e: complete(e, RUNNING), (RUNNING,),
         ("running-costs",)),
    ):  # fmt: skip
        yield ClaimQuestion(
            key, words, group, lambda sent, holds=holds: holds(sent.entries), prompts, part_of=part_of,
            apart_from=("setup-costs", "running-costs", "both-costs") if key == "neither-costs" else (),
        )  # fmt: skip


def state(entries: Entries, number: str) -> str:
    return entries[number]["state"] if number in entries else "open"


def is_full(entries: Entries, number: str) -> bool:
    """Met or accepted; an optional prompt that was left is not held against anyone."""
    entry = entries.get(number)
    return entry is None or entry["state"] in FULL or (not entry["required"] and entry["state"] == "open")


def is_changed(entries: Entries, number: str) -> bool:
    entry = entries.get(number)
    return entry is not None and entry["state"] == "answered" and entry["carried_from"] is not None


def cost_rows(entries: Entries, number: str) -> list[dict]:
    entry = entries.get(number)
    return sent_rows(entry) if entry else []


def gives(entries: Entries, number: str) -> bool:
    return total(cost_rows(entries, number)).known_rows > 0


def unknown(entries: Entries, numbers: tuple[str, ...]) -> bool:
    return any(total(cost_rows(entries, number)).unknown_rows for number in numbers)


def complete(entries: Entries, number: str) -> bool:
    return gives(entries, number) and not unknown(entries, (number,))
