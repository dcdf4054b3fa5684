"""Which matrix a person asks for; what is not understood falls back to the first choice."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.utils.http import urlencode

from living_docs.models import Round
from themes.matrices import evidence
from themes.matrices.evidence import Base, Evidence, Matrix
from themes.models import ThemeTree

SITES, ROUNDS, PROMPTS = "sites", "rounds", "prompts"
SHOWN = {SITES: "Themes by site", ROUNDS: "Themes by round", PROMPTS: "Themes by prompt"}
CELLS = {"passages": "How many", "yes-no": "0 or 1"}


@dataclass(frozen=True)
class Asked:
    """A matrix of one tree in one round, or over the rounds; at one prompt or at all."""

    round: Round
    tree: ThemeTree
    show: str
    cells: str
    prompt: str
    part: str

    @classmethod
    def of(cls, given: QueryDict, round: Round) -> Asked | None:
        trees = {tree.slug: tree for tree in ThemeTree.objects.filter(programme=round.programme_id).in_order()}
        if not trees:
            return None
        show, cells, prompt = (given.get(name, "") for name in ("show", "cells", "prompt"))
        return cls(
            round,
            trees.get(given.get("tree", "")) or next(iter(trees.values())),
            show if show in SHOWN else SITES,
            cells if cells in CELLS else "passages",
            prompt if prompt in round.instrument.prompts and show != PROMPTS else "",
            given.get("part", ""),
        )

    @property
    def title(self) -> str:
        return f"{SHOWN[self.show]}, {'rounds 1 to ' if self.show == ROUNDS else 'round '}{self.round.number}"

    @property
    def query(self) -> str:
        """The same again, for an address."""
        return urlencode(
            {name: getattr(self, name) for name in ("show", "cells", "prompt", "part")} | {"tree": self.tree.slug}
        )

    @cached_property
    def rounds(self) -> list[Round]:
        """The round with those before it."""
        opened = Round.objects.filter(programme=self.round.programme_id, number__lte=self.round.number)
        return list(opened.exclude(state=Round.State.PLANNED).select_related("instrument").in_order())

    @cached_property
    def evidence(self) -> Evidence:
        rounds = self.rounds[-1:] if self.show == PROMPTS else self.rounds
        return Evidence(self.tree, rounds, prompt=self.prompt, part=self.part)

    @cached_property
    def counted(self) -> Matrix:
        if self.show == ROUNDS:
            return evidence.by_round(self.evidence)
        if self.show == PROMPTS:
            return evidence.by_prompt(self.evidence, self.rounds[-1])
        return evidence.by_site(self.evidence, self.rounds[-1])

    @property
    def matrix(self) -> Matrix:
        return self.counted.yes_or_no() if self.cells == "yes-no" else self.counted

    @property
    def in_short(self):
        """For the themes by site: what they come to, beside the round before."""
        if self.show != SITES:
            return []
        before = self.rounds[-2] if len(self.rounds) > 1 else None
        return evidence.in_short(self.evidence, self.rounds[-1], before)

    @property
    def base_before(self) -> Base | None:
        return self.evidence.base(self.rounds[-2]) if self.show == SITES and len(self.rounds) > 1 else None
