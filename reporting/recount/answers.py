"""Which documents answer to a count's key, out of which; worked out from the plain JSON."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from reporting.recount.documents import Document, Documents, has_changed

ANSWERED = ("answered", "no_change")
WITH_REASON = ("too_early", "not_known", "not_answered")
MEASURED = ("measured_compared", "measured", "survey")
COSTS = ("8.1", "8.2")
ENDINGS = {
    "answered": ANSWERED,
    "unanswered": ("open", "carried", "not_answered"),
    "too-early": ("too_early",),
    "not-known": ("not_known",),
}


class Counted(NamedTuple):
    """The submissions that a key counts, and those that it could have counted, by primary key."""

    holding: set[int]
    base: set[int]


def counted(key: str, documents: Documents) -> Counted:
    """KeyError or ValueError for a key that means nothing."""
    every = {one.pk for one in documents.all}
    if key == "received":
        return Counted(every, every)
    if key.startswith("theme-"):
        base = documents.coded
        return Counted(documents.themes.get(int(key.removeprefix("theme-")), set()) & base, base)
    if key.startswith("points-"):
        return replies(key, documents)
    if key.startswith("question-") and key.endswith("-changed"):
        return changed(key.split("-")[1], documents)
    return Counted({one.pk for one in documents.all if is_so(key, one, documents)}, every)


def replies(key: str, documents: Documents) -> Counted:
    rows = {one.pk: [row for number in documents.points_prompts for row in one.rows(number)] for one in documents.all}
    asked = {pk for pk, points in rows.items() if points}
    left = {pk for pk in asked if any(not point.get("reply") for point in rows[pk])}
    return Counted(left if key == "points-open" else asked - left, asked)


def changed(question: str, documents: Documents) -> Counted:
    numbers = numbers_of(question, documents)
    with_earlier = [one for one in documents.all if one.before is not None]
    holding = {
        one.pk
        for one in with_earlier
        for number in numbers
        if number in one.prompts
        and number in (one.before or {})
        and number not in documents.points_prompts
        and has_changed(one.prompts[number], (one.before or {})[number])
    }
    return Counted(holding, {one.pk for one in with_earlier})


def numbers_of(question: str, documents: Documents) -> list[str]:
    found = next(one for one in documents.questions if str(one["number"]) == question)
    return [prompt["number"] for prompt in found["prompts"]]


def is_so(key: str, one: Document, documents: Documents) -> bool:
    kind, _, rest = key.partition("-")
    match kind:
        case "question":
            question, ending = rest.split("-")
            return question_is(ending, one, numbers_of(question, documents))
        case "prompt":
            number, _, ending = rest.partition("-")
            return one.state(number) in ENDINGS[ending]
        case "choice":
            number, _, value = rest.partition("-")
            return value in one.prompts.get(number, {}).get("value", {}).get("choices", [])
        case "row" | "shown":
            number, column, value = rest.split("-", 2)
            rows = [row for row in one.rows(number) if row.get(column) == value]
            return any(kind == "row" or row.get("evidence") in MEASURED for row in rows)
    return about_costs(key, one)


def question_is(ending: str, one: Document, numbers: list[str]) -> bool:
    required = [one.prompts[number] for number in numbers if number in one.prompts and one.prompts[number]["required"]]
    answered = [prompt["state"] in ANSWERED for prompt in required]
    settled = [prompt["state"] in (*ANSWERED, *WITH_REASON) for prompt in required]
    return {"answered": all(answered), "accepted": not all(answered), "full": all(settled), "open": not all(settled)}[
        ending
    ]


def about_costs(key: str, one: Document) -> bool:
    setup, running = (bool(known(one, number)) for number in COSTS)
    return {
        "setup-costs": setup,
        "running-costs": running,
        "both-costs": setup and running,
        "neither-costs": not setup and not running,
        "unknown-costs": any(has_unknown(one, number) for number in COSTS),
        "complete-setup-costs": setup and not has_unknown(one, "8.1"),
        "complete-running-costs": running and not has_unknown(one, "8.2"),
    }[key]


def known(one: Document, number: str, category: str | None = None) -> list[Decimal]:
    """The amounts given, of one category or of all."""
    return [
        amount
        for row, amount in one.amounts(number)
        if amount is not None
        and row.get("status") not in ("none", "not_yet_known")
        and category in (None, row.get("category"))
    ]


def has_unknown(one: Document, number: str) -> bool:
    """Whether a row was used without an amount that is known."""
    return any(
        row.get("status") != "none" and (amount is None or row.get("status") == "not_yet_known")
        for row, amount in one.amounts(number)
    )


def sums(documents: Documents, number: str, category: str) -> list[Decimal]:
    """One sum a site that gave any amount of the category."""
    given = [known(one, number, category) for one in documents.all]
    return [sum(amounts, Decimal(0)) for amounts in given if amounts]
