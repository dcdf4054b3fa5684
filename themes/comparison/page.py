"""The pages on two coders: one document with both margins, and the agreement on each theme over all documents."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from accounts.models import User
from accounts.permissions import can_settle
from living_docs.answer_text import blocks_of
from living_docs.models import Round
from themes.coding.margins import PATTERNS, Mark, lanes, letter, marked
from themes.coding.page import CodedPrompt
from themes.comparison.agreement import Counts, Unit
from themes.comparison.pairs import Difference, Pair
from themes.models import CodingLayer, Theme

UNITS_HEAD = ["Round", "Site", "Theme", "Prompt", "Paragraph", "A", "B"]
COUNTS_HEAD = [
    "Theme",
    "Units",
    "A and B",
    "A and Not B",
    "B and Not A",
    "Not A and Not B",
    "Agreement",
    "Kappa",
    "Alpha",
    "Overlap",
]


def pairs_for(user: User, round: Round | None = None) -> list[Pair]:
    """The pairs that both have finished and the person may see, by round and site."""
    blind = CodingLayer.objects.visible_to(user).blind()
    layers = blind.filter(submission__in=blind.finished_pairs()).in_order()
    if round:
        layers = layers.filter(submission__document__round=round)
    by_submission = defaultdict(list)
    for layer in layers:
        by_submission[layer.submission_id].append(layer)
    return [Pair(*two) for two in by_submission.values() if len(two) == 2]


@dataclass(frozen=True)
class ThemeAgreement:
    """One line of the table."""

    theme: Theme
    counts: Counts

    @property
    def percent(self) -> float | None:
        return None if self.counts.agreement is None else 100 * self.counts.agreement

    @property
    def measures(self) -> list[tuple[str, float | None]]:
        return [("Kappa", self.counts.kappa), ("Alpha", self.counts.alpha), ("Overlap", self.counts.overlap)]


class Agreement:
    """The agreement on each theme that anybody used, over these pairs."""

    def __init__(self, pairs: list[Pair], unit: str) -> None:
        self.pairs, self.unit = pairs, unit if unit in Unit.values else Unit.PARAGRAPH

    @property
    def label(self) -> str:
        return Unit(self.unit).label.lower()

    @cached_property
    def lines(self) -> list[ThemeAgreement]:
        themes = {theme.pk: theme for pair in self.pairs for theme in pair.themes}
        found = [
            ThemeAgreement(theme, sum((pair.counts(theme, self.unit) for pair in self.pairs), Counts()))
            for theme in themes.values()
        ]
        return sorted(found, key=lambda line: (line.theme.tree_id, line.theme.title))

    def table(self) -> list[list[str | int]]:
        """The counts and measures, for a spreadsheet."""
        return [list(COUNTS_HEAD), *(self.table_line(line) for line in self.lines)]

    def table_line(self, line: ThemeAgreement) -> list[str | int]:
        counts = line.counts
        numbers = [counts.units, counts.both, counts.only_a, counts.only_b, counts.none]
        measures = [counts.agreement, *(value for _, value in line.measures)]
        return [str(line.theme), *numbers, *("not computable" if m is None else f"{m:.4f}" for m in measures)]

    def units(self) -> list[list[str | int]]:
        """The raw table: each paragraph or prompt of each theme, 1 where a coder coded it."""
        unit = Unit.PARAGRAPH if self.unit == Unit.CHARACTER else self.unit
        lines: list[list[str | int]] = [
            [
                pair.document.round.number,
                pair.document.site.name,
                str(line.theme),
                place.prompt,
                place.number or "",
                int(a),
                int(b),
            ]
            for line in self.lines
            for pair in self.pairs
            for place, a, b in pair.units(line.theme, unit)
        ]
        return [list(UNITS_HEAD), *lines]


class ComparisonPage:
    """One document: both codings in the margins, agreement, and what the leader has to settle."""

    def __init__(self, pair: Pair, user: User, unit: str) -> None:
        self.pair, self.user = pair, user
        self.agreement = Agreement([pair], unit)

    @cached_property
    def settled(self) -> CodingLayer | None:
        layers = CodingLayer.objects.filter(submission=self.pair.submission, kind=CodingLayer.Kind.SETTLED)
        return layers.first()

    @property
    def may_settle(self) -> bool:
        return can_settle(self.user) and self.settled is None

    @cached_property
    def numbered(self) -> list[tuple[int, Difference]]:
        return list(enumerate(self.pair.to_settle, 1))

    @cached_property
    def prompts(self) -> list[CodedPrompt]:
        """The answers in which either coded something."""
        patterns = {theme.pk: place % PATTERNS for place, theme in enumerate(self.pair.themes)}
        sides = [(coding, who) for side, who in zip(self.pair.codings, "AB", strict=True) for coding in side]
        found, count = [], 0
        for number, entry in self.pair.entries.items():
            here = sorted((one for one in sides if one[0].prompt_number == number), key=lambda one: one[0].start)
            if here:
                marks = [
                    Mark(coding, letter(count + n), patterns[coding.theme.standing.pk], lane, who=f"Coder {who}")
                    for n, ((coding, who), lane) in enumerate(zip(here, lanes([c for c, _ in here]), strict=True))
                ]
                found.append(CodedPrompt(entry, [marked(block, marks) for block in blocks_of(entry)], marks))
                count += len(here)
        return found
