"""What is new in a document since the site last answered, prompt by prompt; made from frozen data on both sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from living_docs.changes.answers import (
    NOTHING,
    Line,
    RowLine,
    Said,
    differ,
    earlier_rows,
    lines,
    moved_between,
    row_lines,
)
from living_docs.changes.comparison import UNCHANGED
from living_docs.changes.words import NEW, SAME, Run
from living_docs.feedback_points import points_prompt
from living_docs.models import LivingDocument, Round, Submission
from living_docs.prose import count_words


class Earlier(NamedTuple):
    """An entry as it was last sent, and in which round."""

    round: int
    entry: dict

    @property
    def said(self) -> Said:
        return Said(self.entry["value"], self.entry["shown"])


@dataclass(frozen=True)
class PromptChanges:
    """One prompt with everything that became of its answer."""

    entry: dict
    earlier: Earlier | None
    lines: list[Line]
    rows: list[RowLine]

    @property
    def has_changed(self) -> bool:
        kinds = [line.kind for line in self.lines] + [line.kind for line in self.rows]
        return any(kind != UNCHANGED for kind in kinds)


@dataclass(frozen=True)
class SectionChanges:
    number: int
    title: str
    prompts: list[PromptChanges]

    @property
    def changed(self) -> list[PromptChanges]:
        return [prompt for prompt in self.prompts if prompt.has_changed]

    @property
    def unchanged(self) -> list[PromptChanges]:
        return [prompt for prompt in self.prompts if not prompt.has_changed]


def last_sent(document: LivingDocument) -> dict[str, Earlier]:
    """For each prompt what the site last sent in an earlier round, by the prompt's number."""
    return newest_of(Submission.objects.before(document))


def last_sent_by_sites(round: Round) -> dict[int, dict[str, Earlier]]:
    """The same for every site that sent something before a round, by its primary key."""
    earlier = Submission.objects.before_round(round).select_related("document")
    by_site: dict[int, list[Submission]] = defaultdict(list)
    for submission in earlier:
        by_site[submission.document.site_id].append(submission)
    return {site: newest_of(sent) for site, sent in by_site.items()}


def newest_of(submissions: Iterable[Submission]) -> dict[str, Earlier]:
    """Each prompt as the last of some submissions has it, the oldest first."""
    found: dict[str, Earlier] = {}
    for submission in submissions:
        round_number = submission.data["round"]
        found |= {number: Earlier(round_number, entry) for number, entry in submission.entries().items()}
    return found


def since_last_round(document: LivingDocument, data: dict, *, only_changes: bool = False) -> list[SectionChanges]:
    """Each section of a document's data, draft or sent, beside what was last sent."""
    return beside(comparable(document, last_sent(document)), data, only_changes=only_changes)


def since_submission(submission: Submission, data: dict, *, only_changes: bool = False) -> list[SectionChanges]:
    """Each section of a document's data beside an earlier submission of the same round."""
    earlier = {number: Earlier(data["round"], entry) for number, entry in submission.entries().items()}
    return beside(earlier, data, only_changes=only_changes)


def beside(earlier: dict[str, Earlier], data: dict, *, only_changes: bool) -> list[SectionChanges]:
    """Each section of a document's data with what became of each prompt since what was said before."""
    entries = [entry for section in data["sections"] for entry in section["prompts"]]
    by_prompt = moved_between({e["number"]: lines(said_before(e, earlier), said_now(e)) for e in entries})

    def prompt_changes(entry: dict) -> PromptChanges:
        number = entry["number"]
        found, rows = by_prompt[number], row_lines(said_before(entry, earlier), said_now(entry))
        if only_changes:
            found, rows = shortened(found), [row for row in rows if row.kind != UNCHANGED]
        return PromptChanges(entry, earlier.get(number), found, rows)

    return [
        SectionChanges(section["number"], section["title"], [prompt_changes(entry) for entry in section["prompts"]])
        for section in data["sections"]
    ]


def comparable(document: LivingDocument, earlier: dict[str, Earlier]) -> dict[str, Earlier]:
    """Without the points of the feedback report: each round brings its own."""
    given = points_prompt(document)
    return {number: found for number, found in earlier.items() if given is None or number != given.number}


def said_now(entry: dict) -> Said:
    return Said(entry["value"], entry["shown"])


def said_before(entry: dict, earlier: dict[str, Earlier]) -> Said:
    found = earlier.get(entry["number"])
    return found.said if found else NOTHING


def shortened(found: list[Line]) -> list[Line]:
    """The changed lines; of the others how many stand between them."""
    short = []
    for unchanged, group in groupby(found, key=lambda line: line.kind == UNCHANGED):
        run = list(group)
        left_out = f"{len(run)} paragraph{'s' if len(run) > 1 else ''} unchanged"
        short += [Line(UNCHANGED, "", (Run(left_out, SAME),), "left-out")] if unchanged else run
    return short


def changed_prompts(document: LivingDocument, data: dict, earlier: dict[str, Earlier]) -> frozenset[str] | None:
    """The numbers of the prompts that were sent before and whose `has_changed` is true; None where nothing was sent."""
    if not earlier:
        return None
    earlier = comparable(document, earlier)
    entries = [entry for section in data["sections"] for entry in section["prompts"]]
    known = [entry for entry in entries if entry["number"] in earlier]
    return frozenset(entry["number"] for entry in known if differ(said_before(entry, earlier), said_now(entry)))


def new_words(document: LivingDocument, data: dict) -> int | None:
    """Words that a document's data adds to what was last sent, in texts and tables; None where nothing was sent yet."""
    earlier = comparable(document, last_sent(document))
    if not earlier:
        return None
    sections = beside(earlier, data, only_changes=False)
    prompts = [prompt for section in sections for prompt in section.prompts]
    return sum(words_added(prompt) + words_in_new_cells(prompt) for prompt in prompts)


def words_added(prompt: PromptChanges) -> int:
    return sum(count_words(run.text) for line in prompt.lines for run in line.runs if run.mark == NEW)


def words_in_new_cells(prompt: PromptChanges) -> int:
    """Words of the cells that read otherwise than before, or stand in a new row."""
    before = prompt.earlier.said.cells_by_row if prompt.earlier else {}
    now = said_now(prompt.entry).cells_by_row
    known = earlier_rows(before, now)
    cells = [
        (name, cell, before.get(known.get(row, ""), {})) for row, texts in now.items() for name, cell in texts.items()
    ]
    return sum(count_words(cell) for name, cell, was in cells if was.get(name) != cell)
