"""How many sites something holds for, counted from what was submitted: the only source of numbers in a review."""

from __future__ import annotations

from collections.abc import Callable

from living_docs.kinds.costs import total
from living_docs.models import Round, Submission
from reporting.anonymity.counts import Received, SiteCount

FULL = {"answered", "no_change", "too_early", "not_known"}
NOT_FULL = {"open", "not_answered", "carried"}
COST_PROMPTS = {"setup": "8.1", "running": "8.2"}

Entries = dict[str, dict]
Fact = SiteCount | Received


def facts(round: Round) -> dict[str, Fact]:
    """Every count a review of the round may print, by its key."""
    sent = [submission.entries() for submission in Submission.objects.latest_of_round(round)]
    base = len(sent)
    found: dict[str, Fact] = {"received": Received(base)}

    def count(key: str, holds: Callable[[Entries], bool]) -> None:
        found[key] = SiteCount(sum(holds(entries) for entries in sent), base)

    for question in round.instrument.questions:
        numbers = [prompt.number for prompt in question.asked(round.number)]
        if question.number and numbers:
            count(f"question-{question.number}-full", lambda e, n=numbers: all(is_full(e, p) for p in n))
            count(f"question-{question.number}-open", lambda e, n=numbers: any(not is_full(e, p) for p in n))
            count(f"question-{question.number}-changed", lambda e, n=numbers: any(is_changed(e, p) for p in n))
        for number in numbers:
            count(f"prompt-{number}-answered", lambda e, p=number: state(e, p) in {"answered", "no_change"})
            count(f"prompt-{number}-too-early", lambda e, p=number: state(e, p) == "too_early")
    if any(
        prompt.number in COST_PROMPTS.values() for q in round.instrument.questions for prompt in q.asked(round.number)
    ):
        count("setup-costs", lambda e: gives(e, "setup"))
        count("running-costs", lambda e: gives(e, "running"))
        count("both-costs", lambda e: gives(e, "setup") and gives(e, "running"))
        count("unknown-costs", has_unknown)
    return found


def state(entries: Entries, number: str) -> str:
    return entries[number]["state"] if number in entries else "open"


def is_full(entries: Entries, number: str) -> bool:
    """Met or accepted; an optional prompt that was left is not held against anyone."""
    entry = entries.get(number)
    return entry is None or entry["state"] in FULL or (not entry["required"] and entry["state"] == "open")


def is_changed(entries: Entries, number: str) -> bool:
    entry = entries.get(number)
    return entry is not None and entry["state"] == "answered" and entry["carried_from"] is not None


def cost_rows(entries: Entries, which: str) -> list[dict]:
    entry = entries.get(COST_PROMPTS[which])
    return entry["value"].get("rows", []) if entry else []


def gives(entries: Entries, which: str) -> bool:
    return total(cost_rows(entries, which)).known_rows > 0


def has_unknown(entries: Entries) -> bool:
    return any(total(cost_rows(entries, which)).unknown_rows for which in COST_PROMPTS)
