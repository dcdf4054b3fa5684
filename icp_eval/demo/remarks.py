"""Fictional remarks on passages and standing asks of single readers, beside what `readings` composes."""

from __future__ import annotations

from uuid import uuid4

from accounts.models import User
from feedback import actions
from feedback.models import Reading, StandingAsk
from icp_eval.demo.reading_bank import Choice
from living_docs.answer_text import text_of

QUOTED = 9  # words of a passage
ABOUT = (
    "Since when is this so, and how do you know?",
    "Is this the whole of the site, or one part of it?",
    "Who does this, by job title?",
    "We could not tell whether this is planned or already happens.",
)
ASKS = {
    "a": ("granular-detail", "authors"),
    "b": ("what-changed", "acronyms"),
    "c": ("evidence-for-outcomes", "acronyms"),
}


def with_asks(fields: dict[str, str], question: int, voice: str) -> tuple[dict[str, str], list[StandingAsk]]:
    """A comment with the standing asks that this reader puts into two of the questions."""
    asks = [
        StandingAsk.objects.get(slug=slug) for slug in ASKS.get(voice, ())[question - 2 : question - 1] if question > 1
    ]
    said = dict(fields)
    for ask in asks:
        said[ask.field] = "\n".join(filter(None, [said[ask.field], ask.sentence]))
    return said, asks


def remark(reading: Reading, number: int, voice: str, *, by: User) -> None:
    """One remark on the words with which the longest text of a question begins."""
    entries = [entry for entry in reading.document.current_submission.entries().values() if entry["shown"].get("texts")]
    of_question = [entry for entry in entries if entry["number"].startswith(f"{number}.")]
    if not of_question:
        return
    entry = max(of_question, key=lambda entry: entry["words"])
    choice = Choice("remark", reading.document.site.slug, reading.document.round.number, voice, number)
    quoted = " ".join(text_of(entry).split()[:QUOTED])
    actions.save_remark(
        reading,
        key=uuid4(),
        question=number,
        prompt_number=entry["number"],
        text=choice.one("about", ABOUT),
        quoted=quoted,
        by=by,
    )
