"""The coding page: one question as it was sent, each answer with its margins, and what can be done on it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Max, Q
from django.urls import reverse

from accounts.models import User
from accounts.permissions import can_code
from living_docs.answer_text import blocks_of
from themes.carry_over.page import Carrying
from themes.coding.margins import PATTERNS, Mark, MarkedBlock, lanes, letter, marked
from themes.models import Coding, CodingLayer, Memo, Theme


@dataclass(frozen=True)
class CodedPrompt:
    """One answer: its blocks, marked, and its passages in the order of the text."""

    entry: dict
    blocks: list[MarkedBlock]
    marks: list[Mark]


class CodingPage:
    """One question of one layer, for one person."""

    def __init__(self, layer: CodingLayer, question_number: int, user: User) -> None:
        self.layer, self.number, self.user = layer, question_number, user
        self.submission, self.document = layer.submission, layer.submission.document

    @property
    def sections(self) -> list[dict]:
        return self.submission.data["sections"]

    @cached_property
    def section(self) -> dict | None:
        return next((section for section in self.sections if section["number"] == self.number), None)

    @property
    def next_number(self) -> int | None:
        """Of the question after this one."""
        numbers = [section["number"] for section in self.sections]
        place = numbers.index(self.number) + 1
        return numbers[place] if place < len(numbers) else None

    @cached_property
    def can_code(self) -> bool:
        return can_code(self.user, self.layer)

    @cached_property
    def codings(self) -> list[Coding]:
        """All that stands in the layer, with the themes."""
        return list(self.layer.codings.there().in_text_order().select_related("theme__merged_into"))

    @cached_property
    def memos(self) -> dict[int | None, list[Memo]]:
        """The memos on passages, by coding."""
        found = defaultdict(list)
        for memo in self.layer.memos.there().exclude(coding=None).oldest_first():
            found[memo.coding_id].append(memo)
        return found

    @property
    def document_memos(self):
        return self.layer.memos.there().filter(coding=None).oldest_first()

    @cached_property
    def prompts(self) -> list[CodedPrompt]:
        entries = self.section["prompts"] if self.section else []
        numbers = [entry["number"] for entry in entries]
        by_prompt = {number: [c for c in self.codings if c.prompt_number == number] for number in numbers}
        here = [coding for number in numbers for coding in by_prompt[number]]
        letters = {coding.pk: letter(place) for place, coding in enumerate(here)}
        themes = list(dict.fromkeys(coding.theme.standing.pk for coding in here))
        patterns = {pk: place % PATTERNS for place, pk in enumerate(themes)}
        return [self.prompt(entry, by_prompt[entry["number"]], letters, patterns) for entry in entries]

    def prompt(
        self, entry: dict, codings: list[Coding], letters: dict[int, str], patterns: dict[int, int]
    ) -> CodedPrompt:
        marks = [
            Mark(coding, letters[coding.pk], patterns[coding.theme.standing.pk], lane, tuple(self.memos[coding.pk]))
            for coding, lane in zip(codings, lanes(codings), strict=True)
        ]
        return CodedPrompt(entry, [marked(block, marks) for block in blocks_of(entry)], marks)

    @property
    def count(self) -> int:
        """Passages of this question."""
        return sum(len(prompt.marks) for prompt in self.prompts)

    @property
    def links(self) -> list[dict]:
        """The questions with how many passages each has."""
        prompts = {entry["number"]: s["number"] for s in self.sections for entry in s["prompts"]}
        counts = Counter(prompts[coding.prompt_number] for coding in self.codings)
        return [
            {
                "number": s["number"],
                "address": reverse("coding", args=[self.layer.pk, s["number"]]),
                "count": counts[s["number"]],
                "title": s["title"],
            }
            for s in self.sections
        ]

    @cached_property
    def to_carry(self) -> int:
        """Codes from an earlier round that wait to be carried over."""
        return Carrying(self.layer, self.user).undecided.count() if self.can_code else 0

    @cached_property
    def last_done(self) -> LastDone | None:
        return last_done(self.layer) if self.can_code else None


@dataclass(frozen=True)
class LastDone:
    """The last thing done in a layer, which can be undone: passages coded, or taken away."""

    codings: list[Coding]
    was_coding: bool

    @property
    def quote(self) -> str:
        return self.codings[0].quote

    @property
    def themes(self) -> str:
        return ", ".join(str(coding.theme) for coding in self.codings)

    @property
    def prompt_number(self) -> str:
        return self.codings[0].prompt_number


def last_done(layer: CodingLayer) -> LastDone | None:
    """What was coded or taken away last; what was coded in one go is one thing."""
    times = layer.codings.aggregate(coded=Max("at"), removed=Max("removed_at"))
    newest = max((moment for moment in times.values() if moment), default=None)
    if newest is None:
        return None
    last = layer.codings.filter(Q(removed_at=newest) | Q(at=newest, removed_at=None)).order_by("pk").last()
    if last is None:
        return None
    same = {name: getattr(last, name) for name in ("prompt_number", "start", "end", "at", "removed_at")}
    return LastDone(list(layer.codings.filter(**same).select_related("theme", "layer").order_by("pk")), last.is_there)


@dataclass(frozen=True)
class ThemeOption:
    """A theme to choose, with all its titles from the top."""

    theme: Theme
    path: str


def theme_options() -> list[tuple[str, list[ThemeOption]]]:
    """Every tree with the themes that can be coded to, in the order of the tree."""
    themes = list(Theme.objects.select_related("tree").in_order())
    by_pk = {theme.pk: theme for theme in themes}
    for theme in themes:
        theme.parent = by_pk.get(theme.parent_id)

    def under(parent: int | None) -> list[Theme]:
        return [found for one in children[parent] for found in (one, *under(one.pk))]

    children = defaultdict(list)
    for theme in themes:
        children[theme.parent_id].append(theme)
    trees: dict[str, list[ThemeOption]] = {}
    for theme in sorted(under(None), key=lambda one: one.tree_id):
        if theme.codable and not theme.is_retired:
            trees.setdefault(theme.tree.title, []).append(ThemeOption(theme, " › ".join(theme.path[:-1])))
    return list(trees.items())
