"""Themes by site, by round and by prompt: what is counted, over which base. What was not submitted is never nought."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from django.db.models import Count

from living_docs.models import Round, Submission
from sites.models import Site
from themes.models import Coding, CodingLayer, Theme, ThemeTree
from themes.trees.page import themes_of

NOT_SUBMITTED, NOT_CODED = "not submitted", "not yet coded"
SITE, ROUND, SUBMISSION = "document__site", "document__round__number", "layer__submission__"


@dataclass(frozen=True)
class Cell:
    """A count; or None, and why nothing can be said. `at` names what was counted: site, round or prompt."""

    count: int | None
    why: str = ""
    at: str = ""

    @property
    def words(self) -> str:
        return self.why if self.count is None else str(self.count)


class Head(NamedTuple):
    label: str
    note: str = ""


@dataclass(frozen=True)
class Line:
    """One theme; a heading that nothing is coded to has no cells."""

    theme: Theme
    depth: int
    cells: list[Cell]


@dataclass(frozen=True)
class Matrix:
    """`unit` is what a cell counts."""

    heads: list[Head]
    lines: list[Line]
    unit: str

    def yes_or_no(self) -> Matrix:
        """1 where a theme stands, 0 where it does not."""
        lines = [replace(line, cells=[yes_or_no(cell) for cell in line.cells]) for line in self.lines]
        return replace(self, lines=lines, unit="1 where there is a passage, else 0")


def yes_or_no(cell: Cell) -> Cell:
    return cell if cell.count is None else replace(cell, count=min(cell.count, 1))


class Base(NamedTuple):
    """How many sites there are, how many submitted, and of those how many documents are coded to the end."""

    sites: int
    submitted: int
    coded: int

    @property
    def words(self) -> str:
        waiting = self.submitted - self.coded
        rest = f" {waiting} of them {'is' if waiting == 1 else 'are'} not yet coded to the end." if waiting else ""
        return f"Base: {self.submitted} sites that submitted, of {self.sites}.{rest}"


class Evidence:
    """What is counted in a tree, in some rounds, at one prompt or at all; in a constant number of queries."""

    def __init__(self, tree: ThemeTree, rounds: list[Round], *, prompt: str = "", part: str = "") -> None:
        """`prompt` by its number, `part` by the key of a theme at the top of the tree."""
        self.rounds, self.part = rounds, part
        self.themes = themes_of(tree)
        self.codings = Coding.objects.counted().filter(
            theme__in=[theme.pk for theme in self.themes], layer__submission__document__round__in=rounds
        )
        if prompt:
            self.codings = self.codings.filter(prompt_number=prompt)

    @cached_property
    def sites(self) -> list[Site]:
        return list(Site.objects.filter(programme=self.rounds[0].programme_id).by_name())

    @cached_property
    def is_coded(self) -> dict[tuple[int, int], bool]:
        """Of each site and round that has a current submission, whether its coding is done."""
        sent = Submission.objects.current().filter(document__round__in=self.rounds).values_list(SITE, ROUND)
        coded = set(CodingLayer.objects.done().values_list("submission__" + SITE, "submission__" + ROUND))
        return {place: place in coded for place in sent}

    @cached_property
    def by_site(self) -> dict[tuple[int, int], Counter[int]]:
        """Passages of each standing theme, by site and round."""
        counted = self.counted(SUBMISSION + SITE, SUBMISSION + ROUND)
        return {(site, round): themes for (site, round), themes in counted.items()}

    def counted(self, *fields: str) -> dict[tuple, Counter[int]]:
        """Passages of each theme by some fields; those of a merged theme under the one it stands for."""
        standing = {theme.pk: theme.standing.pk for theme in self.themes}
        found: dict[tuple, Counter[int]] = defaultdict(Counter)
        rows = self.codings.order_by().values_list(*fields, "theme").annotate(passages=Count("pk"))
        for *place, theme, passages in rows:
            found[tuple(place)][standing[theme]] += passages
        return found

    @cached_property
    def naming(self) -> dict[int, Counter[int]]:
        """How many sites name each standing theme, by round."""
        found: dict[int, Counter[int]] = defaultdict(Counter)
        for (_, round), passages in self.by_site.items():
            found[round].update(passages.keys())
        return found

    @cached_property
    def bases(self) -> dict[int, Base]:
        submitted = Counter(round for _, round in self.is_coded)
        coded = Counter(round for (_, round), done in self.is_coded.items() if done)
        return {r.number: Base(len(self.sites), submitted[r.number], coded[r.number]) for r in self.rounds}

    def base(self, round: Round) -> Base:
        return self.bases[round.number]

    def passages(self, theme: Theme, site: Site, round: Round) -> Cell:
        place = (site.pk, round.number)
        count = self.by_site[place][theme.pk] if place in self.by_site else 0
        if place not in self.is_coded:
            return Cell(None, NOT_SUBMITTED, site.slug)
        return Cell(count, "", site.slug) if count or self.is_coded[place] else Cell(None, NOT_CODED, site.slug)

    def sites_naming(self, theme: Theme, round: Round) -> Cell:
        """How many sites name a theme in a round; None while none of the round’s documents is coded."""
        base, at = self.base(round), str(round.number)
        count = self.naming[round.number][theme.pk] if round.number in self.naming else 0
        if not base.submitted:
            return Cell(None, NOT_SUBMITTED, at)
        return Cell(count, "", at) if count or base.coded else Cell(None, NOT_CODED, at)

    def lines(self, cells_of) -> list[Line]:
        """The standing themes in the order of their tree; of retired ones those that are counted."""
        under, used = defaultdict(list), set().union(*self.by_site.values()) if self.by_site else set()
        for theme in self.themes:
            if not theme.is_retired or (theme.pk in used and theme.merged_into_id is None):
                under[theme.parent_id].append(theme)

        def walk(themes: list[Theme], depth: int) -> Iterator[Line]:
            for theme in themes:
                yield Line(theme, depth, cells_of(theme) if theme.codable else [])
                yield from walk(under[theme.pk], depth + 1)

        chosen = [theme for theme in under[None] if str(theme.pk) == self.part]
        return list(walk(chosen or under[None], 0))

    @property
    def parts(self) -> list[Theme]:
        """What stands at the top of the tree with more beneath it."""
        parents = {theme.parent_id for theme in self.themes}
        return [theme for theme in self.themes if theme.parent_id is None and theme.pk in parents]


def by_site(evidence: Evidence, round: Round) -> Matrix:
    """Sites by name, never by how much they say."""
    heads = [
        Head(site.name, "" if (site.pk, round.number) in evidence.is_coded else NOT_SUBMITTED)
        for site in evidence.sites
    ]
    lines = evidence.lines(lambda theme: [evidence.passages(theme, site, round) for site in evidence.sites])
    return Matrix(heads, lines, "passages")


def by_round(evidence: Evidence) -> Matrix:
    """How many sites name a theme in each round, of those that submitted."""
    heads = [Head(str(round), f"of {evidence.base(round).submitted}") for round in evidence.rounds]
    lines = evidence.lines(lambda theme: [evidence.sites_naming(theme, round) for round in evidence.rounds])
    return Matrix(heads, lines, "sites")


def by_prompt(evidence: Evidence, round: Round, question: int | None = None) -> Matrix:
    """Passages at each prompt that the round asks, or at those of one question."""
    counted = evidence.counted("prompt_number")
    asked = [p for q in round.instrument.questions for p in q.asked(round.number) if question in {None, q.number}]
    can_say = evidence.base(round).coded > 0

    def cell(theme: Theme, number: str) -> Cell:
        count = counted[(number,)][theme.pk] if (number,) in counted else 0
        return Cell(count, "", number) if count or can_say else Cell(None, NOT_CODED, number)

    heads = [Head(f"{prompt.number} {prompt.label}") for prompt in asked]
    return Matrix(heads, evidence.lines(lambda theme: [cell(theme, prompt.number) for prompt in asked]), "passages")


def in_short(evidence: Evidence, round: Round, before: Round | None) -> list[tuple[Theme, Cell, int, Cell | None]]:
    """Each theme with the sites that name it, its passages, and the sites of the round before."""
    passages: Counter[int] = Counter()
    for (_, number), counts in evidence.by_site.items():
        if number == round.number:
            passages += counts
    return [
        (
            line.theme,
            evidence.sites_naming(line.theme, round),
            passages[line.theme.pk],
            evidence.sites_naming(line.theme, before) if before else None,
        )
        for line in evidence.lines(lambda theme: [])
        if line.theme.codable
    ]
