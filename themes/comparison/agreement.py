"""How far two coders agree on a theme, from the units that both, one or neither coded. Pure numbers.

Kappa: Cohen 1960, with Pe = pA·pB + (1 − pA)(1 − pB). Alpha: Krippendorff’s, nominal, through the package of that name.
What cannot be computed is None: without units, or where chance alone would make the coders agree everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices


class Unit(TextChoices):
    PARAGRAPH = "paragraph", "Paragraph"
    PROMPT = "prompt", "Prompt"
    CHARACTER = "character", "Character"


@dataclass(frozen=True)
class Counts:
    """Units coded by both, by A only, by B only, and by neither."""

    both: int = 0
    only_a: int = 0
    only_b: int = 0
    none: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.both + other.both, self.only_a + other.only_a, self.only_b + other.only_b, self.none + other.none
        )

    @property
    def units(self) -> int:
        return self.both + self.only_a + self.only_b + self.none

    @property
    def agreement(self) -> float | None:
        """The share of units on which they agree."""
        return (self.both + self.none) / self.units if self.units else None

    @property
    def by_chance(self) -> float | None:
        """The agreement that chance would bring, Pe."""
        if not self.units:
            return None
        a, b = (self.both + self.only_a) / self.units, (self.both + self.only_b) / self.units
        return a * b + (1 - a) * (1 - b)

    @property
    def kappa(self) -> float | None:
        if self.agreement is None or self.by_chance is None or self.by_chance == 1:
            return None
        return (self.agreement - self.by_chance) / (1 - self.by_chance)

    @property
    def overlap(self) -> float | None:
        """Of the units that either coded, the share that both did (Jaccard)."""
        either = self.both + self.only_a + self.only_b
        return self.both / either if either else None

    @property
    def alpha(self) -> float | None:
        codes = 2 * self.both + self.only_a + self.only_b
        return _alpha(self) if 0 < codes < 2 * self.units else None


def _alpha(counts: Counts) -> float:
    """The package is asked for here alone: it loads numpy, which few pages need."""
    import krippendorff
    import numpy as np

    values = np.array([[0, 2], [1, 1], [1, 1], [2, 0]])  # how many coders said no, and yes, of a unit
    table = np.repeat(values, [counts.both, counts.only_a, counts.only_b, counts.none], axis=0)
    return float(krippendorff.alpha(value_counts=table, level_of_measurement="nominal"))
