"""Set-up and running costs side by side, never added up, and each by its categories: for the page of Question 8."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol

from living_docs.instrument import Prompt
from living_docs.kinds.costs import CostTotal, total

STEP = 68  # pixels from one category to the next
LONGEST, LEAST = 88, 0.5  # per cent of the width: room for the hatched block; a small bar is seen all the same


class CostPart(Protocol):
    """What is asked of a prompt on a page: the prompt, its answer now, and the one of the last round, if any."""

    @property
    def prompt(self) -> Prompt: ...
    @property
    def kind(self) -> Any: ...
    @property
    def answer(self) -> Any: ...
    @property
    def previous(self) -> Any: ...


@dataclass(frozen=True)
class CategoryBar:
    """One category: what is known as a bar, and after it a hatched block where rows are used and not yet known."""

    label: str
    sums: CostTotal
    y: int
    length: float
    hatched: bool

    @property
    def said(self) -> str:
        """What stands above the bar."""
        unknown = f"{self.sums.unknown_rows} not yet known" if self.hatched else ""
        known = f"£{self.sums.known_in_figures}" if self.sums.known_rows else ""
        return ", ".join(filter(None, [known, unknown])) or "None"


@dataclass(frozen=True)
class CostTableSum:
    """One cost table: its totals now and in the last round, and its categories."""

    prompt: Prompt
    now: CostTotal
    before: CostTotal | None
    before_round: int | None
    bars: list[CategoryBar]

    @property
    def height(self) -> int:
        return STEP * len(self.bars)

    @property
    def title(self) -> str:
        """What the picture shows, in a sentence."""
        said = "; ".join(f"{bar.label}: {bar.said}" for bar in self.bars)
        return f"{self.prompt.label} by category. {said}."


@dataclass(frozen=True)
class CostSummary:
    tables: list[CostTableSum] = field(default_factory=list)
    last_part: CostPart | None = None

    @classmethod
    def of(cls, parts: Sequence[CostPart]) -> CostSummary:
        costs = [part for part in parts if part.kind.counts_costs]
        filled = [table_sum(part) for part in costs if part.answer.value.get("rows")]
        return cls(filled, costs[-1] if filled else None)

    @property
    def before_round(self) -> int | None:
        return next((table.before_round for table in self.tables if table.before_round), None)


def table_sum(part: CostPart) -> CostTableSum:
    rows = part.answer.value["rows"]
    last = part.previous.answer if part.previous else None
    before = total(last.value.get("rows", [])) if last else None
    number = last.document.round.number if last else None
    return CostTableSum(part.prompt, total(rows), before, number, bars(part.prompt, rows))


def bars(prompt: Prompt, rows: list[dict[str, str]]) -> list[CategoryBar]:
    """A bar for each category that has a row, in the order of the form; rows not yet named come last."""
    column = next(column for column in prompt.columns if column.name == "category")
    names = [*(option.value for option in column.options), ""]
    groups = {name: [row for row in rows if known_name(row, names) == name] for name in names}
    sums = {name: total(group) for name, group in groups.items() if group}
    most = max((one.known for one in sums.values()), default=Decimal(0))
    return [
        CategoryBar(
            column.labels.get(name, "No category yet"), one, STEP * place, length(one, most), one.unknown_rows > 0
        )
        for place, (name, one) in enumerate(sums.items())
    ]


def known_name(row: dict[str, str], names: list[str]) -> str:
    return row.get("category", "") if row.get("category") in names else ""


def length(sums: CostTotal, most: Decimal) -> float:
    if not sums.known or not most:
        return 0
    return round(max(float(sums.known / most) * LONGEST, LEAST), 1)
