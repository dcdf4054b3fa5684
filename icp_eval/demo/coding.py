"""The team codes two rounds: each document by one coder, two of them by a blind pair, one of which has finished."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta

from accounts.foundations import clock
from accounts.models import User
from living_docs.answer_text import text_of
from living_docs.models import Round, Submission
from themes import actions
from themes.models import CodingLayer, Theme

PAIRS_IN = 2
PAIR_FINISHED, PAIR_WAITING = "torbay", "northumbria"
UNFINISHED = (2, "cumbria")
PROMPTS = ["1.1", "1.2", "1.4", "3.1", "3.3", "4.1", "5.2", "6.1", "7.1"]
TELLS = {
    "B.1": ["recruit", "vacan", "post "],
    "B.4": ["contract"],
    "F.2": ["trust", "share"],
    "F.1": ["lead"],
    "P1": ["record", "information", "letter"],
    "A1": ["meeting", "team", "ward"],
    "A2": ["train", "nurse"],
    "O3": ["patient", "carer"],
    "O1": ["cost", "money", "saving"],
    "T6": ["because", "whether"],
    "P2": ["employ", "supervis"],
    "P3": ["budget", "tariff"],
    "O2": ["quality", "visit", "review"],
    "A3": ["board", "partner"],
    "A4": ["telephone", "system", "record"],
    "A5": ["commission"],
}
MOST = 11  # codings a document
SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
MEMO = "Said in passing; look whether it comes back next round."


def sentences(submission: Submission) -> list[tuple[str, int, int, str]]:
    """Prompt, start, end and words of each sentence of the prompts that are coded."""
    entries = submission.entries()
    found = []
    for number in (n for n in PROMPTS if n in entries):
        for match in SENTENCE.finditer(text_of(entries[number])):
            words = match.group()
            start = match.start() + len(words) - len(words.lstrip())
            found.append((number, start, match.end(), words.strip()))
    return found


def tells(words: str) -> list[str]:
    """The codes of the themes that a sentence speaks of."""
    said = words.lower()
    return [code for code, stems in TELLS.items() if any(stem in said for stem in stems)]


def code_document(
    layer: CodingLayer, themes: Mapping[str, Theme], *, by: User, every: int = 1, most: int = MOST
) -> None:
    """Code the sentences that tell of a theme, every so many of them, each code once."""
    telling = [(place, tells(place[3])) for place in sentences(layer.submission)]
    used: list[str] = []
    for (number, start, end, _), codes in [pair for pair in telling if pair[1]][::every]:
        fresh = [code for code in codes if code not in used][:2]
        if len(used) >= most:
            return
        if fresh:
            memo = "" if used else MEMO
            place = {"prompt_number": number, "start": start, "end": end}
            actions.code(layer, **place, themes=[themes[code] for code in fresh], memo=memo, by=by)
            used += fresh


def code_round(round: Round, people: Mapping[str, User]) -> None:
    """What the researchers coded of a round in the weeks after its readings."""
    tree = Theme.objects.filter(tree__slug="icp-2010", code__in=TELLS)
    themes = {theme.code: theme for theme in tree}
    first, second = people["researcher.a"], people["researcher.b"]
    latest = Submission.objects.latest_of_round(round).select_related("document__site", "document__round")
    submissions = {submission.document.site.slug: submission for submission in latest}
    with clock.at(round.deadline + timedelta(days=16)):
        paired = {PAIR_FINISHED, PAIR_WAITING} if round.number == PAIRS_IN else set()
        for place, slug in enumerate(sorted(set(submissions) - paired)):
            coder = (first, second)[place % 2]
            layer = actions.allot_coding(submissions[slug], coders=[coder], by=people["leader"])[0]
            code_document(layer, themes, by=coder)
            if (round.number, slug) != UNFINISHED:
                actions.finish_coding(layer, by=coder)
        if paired:
            code_twice(submissions, themes, first, second, by=people["leader"])


def code_twice(
    submissions: Mapping[str, Submission], themes: Mapping[str, Theme], first: User, second: User, *, by: User
) -> None:
    """Two pairs, blind: one has finished and can be compared, of the other one has."""
    for slug in (PAIR_FINISHED, PAIR_WAITING):
        one, other = actions.allot_coding(submissions[slug], coders=[first, second], by=by)
        code_document(one, themes, by=first, most=10)
        actions.finish_coding(one, by=first)
        code_document(other, themes, by=second, every=2 if slug == PAIR_FINISHED else 4)
        if slug == PAIR_FINISHED:
            actions.finish_coding(other, by=second)
