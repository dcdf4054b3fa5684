"""Fictional comments of single readers: how clear and how complete a document is, never how the Pilot does."""

import re

from icp_eval.demo.reading_agreed import compose_agreed
from icp_eval.demo.reading_bank import Choice, clauses, listed, summaries, voices

__all__ = ["compose_agreed", "compose_reading"]

CLEARNESS = ("clear", "mostly", "unclear")
MISSING = {"open", "not_answered"}
WAITING = {"too_early", "later", "not_known"}
SMALL = {"C.5", "C.6", "1.3", "1.4", "1.5", "2.3", "2.7", "3.4", "5.1", "6.2", "7.7", "8.4"}
MAY_BE_LEFT = {"C.2", "C.4", "C.5", "4.5"}
OPTIONAL = MAY_BE_LEFT | {"1.6", "1.7", "2.5", "2.7", "3.4", "3.7", "4.3", "4.6", "4.7", "5.5", "5.6", "6.5", "6.6"}
OPTIONAL |= {"7.3", "7.4", "7.7", "8.3", "8.6", "8.7"}


def compose_reading(slug: str, round_number: int, voice: str, questions: list[dict]) -> dict:
    """One reader's summary and comments; the economist's are on Question 8 alone."""
    wanted = {8} if voice == "economist" else set(range(8))
    sections = [section for section in questions if section["number"] in wanted]
    comments = {section["number"]: _comment(slug, round_number, voice, section) for section in sections}
    return {"summary": _summary(slug, round_number, voice, sections), "comments": comments}


def _comment(slug: str, round_number: int, voice: str, section: dict) -> dict:
    """The six fields on one question."""
    choice = Choice("reading", slug, round_number, voice, section["number"])
    prompts = section["prompts"]
    answered = [prompt for prompt in prompts if prompt["state"] not in MISSING | WAITING]
    return {
        "comprehensible": _clearness(choice, voice, answered),
        "complete": _completeness(voice, prompts),
        "noted": "\n".join(_noted(choice, voice, prompts, answered)),
        "more": "\n".join(_more(choice, voice, round_number, prompts, answered)),
        "evidence": "\n".join(_evidence(choice, voice, round_number, answered)),
        "practical": "\n".join(_practical(choice, voice, prompts, answered)),
    }


def _clearness(choice: Choice, voice: str, answered: list[dict]) -> str:
    """Clear more often than not; never clear where nothing was written."""
    if not answered:
        return "unclear"
    return choice.weighted("clear", CLEARNESS, voices()[voice]["leaning"])


def _completeness(voice: str, prompts: list[dict]) -> str:
    """Read off the states; a strict voice also wants more than a few words at a required prompt."""
    required = [prompt for prompt in prompts if prompt["number"] not in OPTIONAL] or prompts
    missing = [prompt for prompt in required if prompt["state"] in MISSING]
    early = [prompt for prompt in required if prompt["state"] == "too_early"]
    if required and len(missing) == len(required):
        return "missing"
    if early and len(early) * 2 >= len(required) - 1:
        return "too_early"
    strict = voices()[voice]["complete_strict"]
    thin = [
        p for p in required if p["state"] not in MISSING | WAITING and p["number"] not in SMALL and p["words"] < strict
    ]
    left = voices()[voice]["wants_optional"] and any(
        p["state"] == "open" for p in prompts if p["number"] not in MAY_BE_LEFT
    )
    return "partly" if missing or thin or left else "complete"


def _noted(choice: Choice, voice: str, prompts: list[dict], answered: list[dict]) -> list[str]:
    """What was understood, what is too early or later, and where the text is long."""
    said = voices()[voice]
    full = [prompt["number"] for prompt in answered if clauses(prompt["number"], "tells")]
    lines = []
    for place, number in enumerate(choice.some("noted", full, 2 + choice.number("noted count", 2))):
        clause = choice.one(f"tells {number}", clauses(number, "tells"))
        template = said["noted"][(choice.number("noted start", 4) + place) % len(said["noted"])]
        lines.append(template.format(n=number, clause=clause))
    lines += _lengths(choice, said, answered)
    for prompt in prompts:
        kind = {"too_early": "too_early", "later": "later", "not_known": "later", "not_answered": "not_answered"}.get(
            prompt["state"]
        )
        if kind:
            lines.append(choice.one(f"{kind} {prompt['number']}", said[kind]).format(n=prompt["number"]))
    return lines


def _lengths(choice: Choice, said: dict, answered: list[dict]) -> list[str]:
    """A word on the longest answer, or now and then on the shortest."""
    texts = sorted((p for p in answered if p["number"] not in SMALL), key=lambda prompt: prompt["words"])
    if len(texts) < 2:
        return []
    words = round(texts[-1]["words"], -1)
    if words >= 250 and choice.number("long", 3):
        return [choice.one("long text", said["long"]).format(n=texts[-1]["number"], words=words)]
    words = round(texts[0]["words"], -1)
    if 10 <= words <= 40 and choice.number("short", 2):
        return [choice.one("short text", said["short"]).format(n=texts[0]["number"], words=words)]
    return []


def _more(choice: Choice, voice: str, round_number: int, prompts: list[dict], answered: list[dict]) -> list[str]:
    """What the reader would like to know."""
    said = voices()[voice]
    asks = {prompt["number"]: _timely(clauses(prompt["number"], "asks"), round_number) for prompt in answered}
    full = [number for number in asks if asks[number]]
    count = (0 if voice in "ab" and choice.number("ask none", 6) == 0 else 1) + choice.number("ask count", 3)
    lines = []
    for place, number in enumerate(choice.some("asks", full, count)):
        template = said["ask"][(choice.number("ask start", 4) + place) % len(said["ask"])]
        lines.append(template.format(n=number, clause=choice.one(f"asks {number}", asks[number])))
    waiting = [prompt["number"] for prompt in prompts if prompt["state"] == "not_answered"]
    return lines + [choice.one(f"wait {number}", said["not_answered_ask"]).format(n=number) for number in waiting[:1]]


def _timely(options: list[str], round_number: int) -> list[str]:
    """In the first round there is no earlier one to ask about."""
    return [
        clause for clause in options if round_number > 1 or not re.search(r"last (round|wrote)|since the bid", clause)
    ]


def _evidence(choice: Choice, voice: str, round_number: int, answered: list[dict]) -> list[str]:
    """What could be sent along; asked for more often in later rounds."""
    full = [prompt["number"] for prompt in answered if clauses(prompt["number"], "evidence")]
    count = choice.number("evidence count", 3) if round_number > 1 else choice.number("evidence count", 2)
    return [
        choice.one(f"send {number}", voices()[voice]["evidence"]).format(
            n=number, clause=choice.one(f"evidence {number}", clauses(number, "evidence"))
        )
        for number in choice.some("evidence", full, count)
    ]


def _practical(choice: Choice, voice: str, prompts: list[dict], answered: list[dict]) -> list[str]:
    """Empty prompts, then acronyms, dates and names."""
    said = voices()[voice]
    empty = [
        prompt["number"] for prompt in prompts if prompt["state"] == "open" and prompt["number"] not in MAY_BE_LEFT
    ]
    lines = [choice.one(f"open {number}", said["open"]).format(n=number) for number in empty]
    tables = [
        p["number"] for p in answered if p["number"] not in SMALL and p["number"][0] != "C" and p["number"] != "4.5"
    ]
    for number in choice.some("practical", tables, choice.number("practical count", 3) // 2):
        lines.append(choice.one(f"practical {number}", said["practical"]).format(n=number))
    return lines


def _summary(slug: str, round_number: int, voice: str, sections: list[dict]) -> str:
    """A few sentences: how it reads, where the detail is, what is early or open."""
    choice = Choice("summary", slug, round_number, voice)
    said = summaries()[voice]
    prompts = [prompt for section in sections for prompt in section["prompts"]]
    longest = max(sections, key=lambda section: sum(prompt["words"] for prompt in section["prompts"]), default=None)
    early = [prompt["number"] for prompt in prompts if prompt["state"] == "too_early"]
    empty = [
        prompt["number"] for prompt in prompts if prompt["state"] in MISSING and prompt["number"] not in MAY_BE_LEFT
    ]
    parts = [choice.one("first", said["first"])]
    if longest and longest["number"]:
        parts.append(choice.one("long", said["long"]).format(long=longest["number"]))
    if early:
        parts.append(choice.one("early", said["early"]).format(early=listed(early[:4])))
    if empty:
        parts.append(choice.one("gaps", said["gaps"]).format(gaps=listed(empty[:4])))
    return " ".join(part for part in [*parts, choice.one("last", said["last"])] if part)
