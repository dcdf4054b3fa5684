"""The brief for ministers: one page of a review's published data, with nothing in it that is not in the review."""

from __future__ import annotations

import re
from collections import Counter

from living_docs import prose
from reporting.anonymity.counts import in_words
from reporting.review.key_messages import MOST_MESSAGES
from reporting.review.last_issues import no_issues

LONGEST_ABOUT = 420
SENTENCE = re.compile(r"[^.!?]++[.!?]*\s*")
FIRST = "For the Department"


def brief_of(data: dict) -> dict:
    """What the brief says. A review from before there were messages gives its numbers at a glance in their place."""
    messages = [message_of(one) for one in data.get("messages", [])] or [numbers_of(row) for row in data["glance"]]
    return {
        "about": about(prose.text(data["abstract"])),
        "messages": messages[:MOST_MESSAGES],
        "left_out": len(messages[MOST_MESSAGES:]),
        "issues": issues_in_short(data.get("last_issues")),
    }


def message_of(message: dict) -> dict:
    """One message: its first number, and what follows for the Department or, where nothing does, for the first named."""
    follows = sorted(message["follows"], key=lambda one: one["for"] != FIRST)
    return {
        "number": next(iter(message["counts"]), None),
        "finding": message["finding"],
        "certainty": message["certainty"],
        "why": message["why"],
        "follows": next(iter(follows), None),
    }


def numbers_of(row: dict) -> dict:
    return {"number": {"count": row["count"], "statement": ""}, "finding": row["statement"], "why": row["text"]}


def about(text: str) -> str:
    """As many of its first sentences as there is room for; of one endless sentence its beginning."""
    said = ""
    for sentence in SENTENCE.findall(" ".join(text.split())):
        if said and len(said) + len(sentence) > LONGEST_ABOUT:
            break
        said += sentence
    return said.strip() if len(said) <= LONGEST_ABOUT + 1 else f"{said[:LONGEST_ABOUT].rsplit(' ', 1)[0]} …"


def issues_in_short(issues: dict | None) -> str:
    """How many of the last review's issues came to what."""
    if issues is None:
        return ""
    if not issues["rows"]:
        return no_issues(issues)
    found = Counter(row["outcome"] for row in issues["rows"])
    parts = [
        f"{in_words(number)} {'is' if number == 1 else 'are'} {outcome.lower()}" for outcome, number in found.items()
    ]
    listed = " and ".join(", ".join(parts).rsplit(", ", 1))
    raised = f"Of the {in_words(len(issues['rows']))} issues" if len(issues["rows"]) > 1 else "Of the one issue"
    return f"{raised} from Round {issues['round']} that this review answers, {listed}."
