"""The numbers of each figure of a review as they should be, as {place in words: what stands there}."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from living_docs.models import Round
from reporting.recount.answers import counted, sums
from reporting.recount.disclosure import Shown, middle_half, of_a_part, of_both, shown
from reporting.recount.documents import Documents
from themes.models import Theme, ThemeTree

BOXES = {
    "The Pilot": {
        "A problem to be solved": "prompt-1.2-answered",
        "Partners and history": "prompt-1.6-answered",
        "Money and contracts": "choice-3.4-contracts",
    },
    "Integrating activities": {
        "Operational": "row-3.2-category-operational",
        "Information and communication": "row-3.2-category-information_and_communication",
        "Workforce": "row-3.2-category-workforce_development",
        "Governance": "row-3.2-category-governance",
        "Commissioning": "row-3.2-category-commissioning",
    },
    "Changed care": {
        "An activity in place": "row-7.4-level-activity",
        "Care seen to change": "row-7.4-level-process",
        "An outcome seen to change": "row-7.4-level-outcome",
    },
    "Outcomes": {
        "User and carer experience": "row-4.2-area-experience",
        "Quality of services": "row-4.2-area-quality",
        "Technical efficiency": "row-4.2-area-efficiency",
    },
}
LEVELS = {"Patient outcomes": "outcome", "Changed care": "process", "What has been set up": "activity"}
PARTS = (("8.1", "Set-up", "setup-costs"), ("8.2", "Running", "running-costs"))


class Numbers:
    """The numbers of one round's figures. `withheld` holds the keys whose number stands in no place of the review."""

    def __init__(self, documents: Documents) -> None:
        self.documents, self.k = documents, documents.k
        self.of = len(documents.all)

    def plain(self, key: str) -> Shown:
        holding, base = counted(key, self.documents)
        return shown(len(holding), len(base), self.k)

    def part(self, key: str, whole: str) -> Shown:
        holding, base = counted(key, self.documents)
        return of_a_part(len(holding), len(counted(whole, self.documents).holding), len(base), self.k)

    def both_costs(self) -> Shown:
        both, first, second = (
            len(counted(f"{name}-costs", self.documents).holding) for name in ("both", "setup", "running")
        )
        return of_both(both, first, second, self.of, self.k)

    def places(self, figure: dict) -> Iterator[tuple[str, str, Shown]]:
        """For each count that a figure prints: its label and column, its key, and how it should stand by itself."""
        match figure["kind"]:
            case "coverage":
                for question in self.documents.questions:
                    if question["prompts"]:
                        label = f"{question['number']}. {question['title']}"
                        for column, ending in zip(figure["columns"], ("answered", "accepted"), strict=True):
                            key = f"question-{question['number']}-{ending}"
                            yield f"{label}: {column}", key, self.plain(key)
            case "chain":
                for title, boxes in BOXES.items():
                    yield from ((f"{title}: {label}", key, self.plain(key)) for label, key in boxes.items())
            case "pyramid":
                for name, level in LEVELS.items():
                    whole = f"row-7.4-level-{level}"
                    yield f"{name}: count", whole, self.plain(whole)
                    key = f"shown-7.4-level-{level}"
                    yield f"{name}: measured", key, self.part(key, whole)
            case "costs":
                yield from self.places_of_costs(figure["columns"][0])
            case "spread":
                yield from self.places_of_spread(figure["columns"])
            case "themes":
                yield from self.places_of_themes(figure["columns"])

    def places_of_costs(self, column: str) -> Iterator[tuple[str, str, Shown]]:
        both = self.both_costs()
        yield f"Set-up costs: {column}", "setup-costs", self.plain("setup-costs")
        yield f"Running costs: {column}", "running-costs", self.plain("running-costs")
        yield f"Both: {column}", "both-costs", both
        if both.exact is not None:
            yield f"Neither: {column}", "neither-costs", self.plain("neither-costs")
        yield f"An amount used but not yet known: {column}", "unknown-costs", self.plain("unknown-costs")

    def places_of_spread(self, columns: list[str]) -> Iterator[tuple[str, str, Shown]]:
        every_unknown = len(counted("unknown-costs", self.documents).holding)
        for number, group, whole in PARTS:
            given = len(counted(whole, self.documents).holding)
            for category, label in self.kinds_of_cost(number):
                amounts, unknown = self.spread_of(number, category)
                place = f"{group}: {label}"
                yield f"{place}: {columns[0]}", "", of_a_part(len(amounts), given, self.of, self.k)
                yield f"{place}: {columns[-1]}", "", of_a_part(unknown, every_unknown, self.of, self.k)

    def ranges(self) -> dict[str, list[str]]:
        return {
            f"{group}: {label}": middle_half(self.spread_of(number, category)[0], self.k)
            for number, group, _ in PARTS
            for category, label in self.kinds_of_cost(number)
        }

    def kinds_of_cost(self, number: str) -> Iterator[tuple[str, str]]:
        """The categories that any document lists."""
        for option in self.documents.options(number, "category"):
            if any(row.get("category") == option["value"] for one in self.documents.all for row in one.rows(number)):
                yield option["value"], option["label"].split(" (")[0]

    def spread_of(self, number: str, category: str) -> tuple[list[Decimal], int]:
        unknown = sum(any(is_unknown(row, category) for row in one.rows(number)) for one in self.documents.all)
        return sums(self.documents, number, category), unknown

    def places_of_themes(self, columns: list[str]) -> Iterator[tuple[str, str, Shown]]:
        for theme, rounds in self.themes_by_round():
            for column, numbers in zip(columns, rounds, strict=True):
                if numbers.documents.coded:
                    is_last = numbers is self
                    yield f"{theme.title}: {column}", f"theme-{theme.pk}" if is_last else "", numbers.theme(theme)

    def theme(self, theme: Theme) -> Shown:
        above = theme.parent
        while above is not None and (not above.codable or above.retired_at):
            above = above.parent
        return self.part(f"theme-{theme.pk}", f"theme-{above.pk}") if above else self.plain(f"theme-{theme.pk}")

    def themes_by_round(self) -> Iterator[tuple[Theme, list[Numbers]]]:
        """The programme's own themes that were found in any round so far, with the numbers of every round."""
        tree = ThemeTree.objects.in_order().filter(programme=self.documents.round.programme).first()
        rounds = [*map(Numbers, map(Documents, self.earlier_rounds())), self]
        for theme in Theme.objects.filter(tree=tree, retired_at=None, codable=True).in_order():
            if any(counted(f"theme-{theme.pk}", one.documents).holding for one in rounds):
                yield theme, rounds

    def bases_by_round(self) -> list[int]:
        """How many documents of each round so far were coded."""
        return [len(Documents(round).coded) for round in self.earlier_rounds()] + [len(self.documents.coded)]

    def earlier_rounds(self):
        round = self.documents.round
        return Round.objects.filter(programme=round.programme, number__lt=round.number).order_by("number")

    def most_lacking(self, count: dict) -> int:
        """The most documents that may not name a box, by its printed number."""
        if count["exact"] is not None:
            return self.of - count["exact"]
        return self.documents.k - 1 + self.of - count["of"] if count["band"] == "many" else self.of

    def links(self, columns: list[dict]) -> set[tuple[str, str, int]]:
        """Pairs of boxes that most documents must name together, by their printed numbers: 1, or 2 beyond three quarters."""
        found = set()
        for before, after in pairwise(columns):
            for left in before["boxes"]:
                for right in after["boxes"]:
                    lacking = sum(self.most_lacking(box["count"]) for box in (left, right))
                    share = Fraction(self.of - lacking, self.of or 1)
                    if share > Fraction(1, 2):
                        found.add((left["label"], right["label"], 2 if share > Fraction(3, 4) else 1))
        return found


def is_unknown(row: dict, category: str) -> bool:
    return row.get("category") == category and row.get("status") == "not_yet_known"
