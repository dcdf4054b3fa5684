"""The guard of what is written to one site beside its report: answers, reasons. What it finds is mended, never kept."""

from __future__ import annotations

from collections.abc import Iterator

from accounts.models import User
from feedback.checks.checked_words import Words, tidy
from feedback.checks.figures import Figures, figures
from feedback.checks.names import READER, OtherNames
from feedback.models import WatchedWord
from sites.exits import CALL_PEOPLE, CORRECTION, REPORT_WITHDRAWN, Exit
from sites.models import Programme, Site

SENTENCES = {
    "name": "“{hit}” is about another site. Write about this site only.",
    "figure": "“{hit}” is a figure that another site gave. Leave it out.",
    "comparison": "“{hit}” compares or ranks. Do not compare this site with others.",
    "judgement": "“{hit}” judges success. Say it without a verdict.",
    READER: "“{hit}” is the name of one of the team. Leave it out.",
}
PRINTED = {CORRECTION, REPORT_WITHDRAWN}  # in the report or in its place
# In a report they judge; in a letter they are said of forms, uploads and days.
EVERYDAY = {
    "unfortunately",
    "regrettably",
    "a pity",
    "successfully",
    "failed",
    "fails",
    "failing",
    "failure",
    "failures",
    "unsuccessful",
    "does not work",
    "is not working",
    "has not worked",
    "works well",
    "on track",
    "off track",
}


def what_tells_of_others(text: str, *, exit: Exit, programme: Programme, site: Site, by: User) -> list[str]:
    """A sentence for each thing that a site may not read: names and figures of other sites, verdicts, who reads."""
    found = [*named(text, exit, site, by), *figured(text, site), *judged(text, exit, programme)]
    return list(dict.fromkeys(SENTENCES[kind].format(hit=hit) for kind, hit in found))


def named(text: str, exit: Exit, site: Site, by: User) -> Iterator[tuple[str, str]]:
    """Other sites, and the team but for whoever writes; who was on the telephone is known to both sides."""
    own = {name.casefold() for name in (by.name, *by.name.split())}
    for name in sorted(OtherNames(site).find(text), key=lambda one: one.start):
        hit = text[name.start : name.end]
        if name.kind != READER:
            yield "name", hit
        elif exit != CALL_PEOPLE and hit.casefold() not in own:
            yield READER, hit


def figured(text: str, site: Site) -> Iterator[tuple[str, str]]:
    known = Figures(site)
    return (("figure", text[start:end]) for start, end, bare in figures(text) if known.owner(bare))


def judged(text: str, exit: Exit, programme: Programme) -> Iterator[tuple[str, str]]:
    """Words that compare or judge; everyday ones only where they stand in a report."""
    for word in Words(programme.watched_words.all()).find(text):
        hit = text[word.start : word.end]
        is_everyday = word.kind == WatchedWord.Kind.JUDGEMENT and tidy(hit) in EVERYDAY
        if exit in PRINTED or not is_everyday:
            yield word.kind, hit
