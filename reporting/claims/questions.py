"""What can be asked of every document of a round: a key, its words, and for which documents it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from living_docs.changes.since_last_round import Earlier, changed_prompts
from living_docs.instrument import Prompt, Question
from living_docs.kinds.costs import sent_rows, total
from living_docs.models import ACCEPTED, MET, AnswerState, Round, Submission
from reporting.anonymity.counts import DOCUMENTS_RECEIVED, Base

SENT_BEFORE = Base("documents from Pilots that had sent one before", "that had sent a document before")
SETUP, RUNNING = "8.1", "8.2"
WHOLE_QUESTIONS = "Whole questions"

Entries = dict[str, dict]


@dataclass(frozen=True)
class Sent:
    """One site's current submission of a round."""

    submission: Submission
    entries: Entries
    last_sent: Callable[[], dict[str, Earlier]]  # what the site sent before, looked up where a question asks

    @cached_property
    def changed(self) -> frozenset[str] | None:
        """The numbers of the prompts that the change marks call changed; None where nothing was sent before."""
        return changed_prompts(self.submission.document, self.submission.data, self.last_sent())


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
    base: Base = DOCUMENTS_RECEIVED

    def is_beside(self, other: ClaimQuestion) -> bool:
        """Whether every reader knows how the two lie to one another, and can take one count from the other."""
        return other.key in (*self.part_of, *self.apart_from) or self.key in (*other.part_of, *other.apart_from)


def about_questions(round: Round) -> Iterator[ClaimQuestion]:
    for question in round.instrument.questions:
        asked = question.asked(round.number)
        if question.number and asked:
            yield from about_question(question, tuple(prompt.number for prompt in asked))
        for prompt in asked:
            yield from about_prompt(prompt)


def about_question(question: Question, numbers: tuple[str, ...]) -> Iterator[ClaimQuestion]:
    name, key = f"question {question.number}", f"question-{question.number}"

    def every(is_so: Callable[[dict], bool]) -> Callable[[Sent], bool]:
        return lambda sent: all(is_so(sent.entries[number]) for number in numbers if number in sent.entries)

    def but_for(is_so: Callable[[Sent], bool]) -> Callable[[Sent], bool]:
        return lambda sent: not is_so(sent)

    for ending, words, holds, opposite in (
        ("answered", f"that answered every required prompt of {name}", every(is_answered), "accepted"),
        (
            "accepted",
            f"that gave a reason or a date in place of an answer at {name}",
            but_for(every(is_answered)),
            "answered",
        ),
        ("full", f"that met every required prompt of {name}", every(is_settled), "open"),
        ("open", f"that left a required prompt of {name} open", but_for(every(is_settled)), "full"),
    ):
        yield ClaimQuestion(
            f"{key}-{ending}", words, WHOLE_QUESTIONS, holds, numbers, apart_from=(f"{key}-{opposite}",)
        )
    yield ClaimQuestion(
        f"{key}-changed",
        f"that changed an answer of {name} since they last sent a document",
        WHOLE_QUESTIONS,
        lambda sent: not (sent.changed or frozenset()).isdisjoint(numbers),
        numbers,
        covers=lambda sent: sent.changed is not None,
        base=SENT_BEFORE,
    )


def about_prompt(prompt: Prompt) -> Iterator[ClaimQuestion]:
    """What became of one prompt: each document is in one of these at most."""
    number, name = prompt.number, f"{prompt.number} ({prompt.label})"
    unanswered = f"that left {name} unanswered" if prompt.required else f"that did not answer {name}, which is optional"
    said = {
        "answered": (f"that answered {name}", MET),
        "unanswered": (unanswered, {AnswerState.OPEN, AnswerState.CARRIED, AnswerState.NOT_ANSWERED}),
        "too-early": (f"for which it was too early to answer {name}", {AnswerState.TOO_EARLY}),
        "not-known": (f"that said from when {name} will be known", {AnswerState.NOT_KNOWN}),
    }
    keys = tuple(f"prompt-{number}-{ending}" for ending in said)
    for key, (words, states) in zip(keys, said.values(), strict=True):
        yield ClaimQuestion(
            key,
            words,
            "Single prompts",
            lambda sent, wanted=states: state(sent.entries, number) in wanted,
            (number,),
            apart_from=keys,
        )


def about_costs(round: Round) -> Iterator[ClaimQuestion]:
    asked = {prompt.number for question in round.instrument.questions for prompt in question.asked(round.number)}
    if not asked & {SETUP, RUNNING}:
        return
    both, group = (SETUP, RUNNING), "Costs"
    for key, words, holds, prompts, part_of in (
        ("setup-costs", "that gave a set-up cost", lambda e: gives(e, SETUP), (SETUP,), ()),
        ("running-costs", "that gave a running cost", lambda e: gives(e, RUNNING), (RUNNING,), ()),
        (
            "both-costs",
            "that gave set-up and running costs",
            lambda e: gives(e, SETUP) and gives(e, RUNNING),
            both,
            ("setup-costs", "running-costs"),
        ),
        ("neither-costs", "that gave no cost", lambda e: not gives(e, SETUP) and not gives(e, RUNNING), both, ()),
        ("unknown-costs", "that named a cost without knowing its amount", lambda e: unknown(e, both), both, ()),
        (
            "complete-setup-costs",
            "whose set-up costs are complete",
            lambda e: complete(e, SETUP),
            (SETUP,),
            ("setup-costs",),
        ),
        (
            "complete-running-costs",
            "whose running costs are complete",
            lambda e: complete(e, RUNNING),
            (RUNNING,),
            ("running-costs",),
        ),
    ):
        yield ClaimQuestion(
            key,
            words,
            group,
            lambda sent, holds=holds: holds(sent.entries),
            prompts,
            part_of=part_of,
            apart_from=("setup-costs", "running-costs", "both-costs") if key == "neither-costs" else (),
        )


def state(entries: Entries, number: str) -> str:
    return entries[number]["state"] if number in entries else "open"


def is_answered(entry: dict) -> bool:
    """Whether a prompt has an answer; of an optional one none is expected."""
    return not entry["required"] or entry["state"] in MET


def is_settled(entry: dict) -> bool:
    """Met, or accepted as a document is: too early, not known until a date, or not answered with a reason."""
    return is_answered(entry) or entry["state"] in ACCEPTED


def cost_rows(entries: Entries, number: str) -> list[dict]:
    entry = entries.get(number)
    return sent_rows(entry) if entry else []


def gives(entries: Entries, number: str) -> bool:
    return total(cost_rows(entries, number)).known_rows > 0


def unknown(entries: Entries, numbers: tuple[str, ...]) -> bool:
    return any(total(cost_rows(entries, number)).unknown_rows for number in numbers)


def complete(entries: Entries, number: str) -> bool:
    return gives(entries, number) and not unknown(entries, (number,))
