"""What may be printed of a number of sites, and of their amounts: the rules of records 7 and 25, a second time."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

SPELT = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
BAND_WORDS = {"few": "few or none", "many": "nearly all or all", "some": "some"}
FEWEST_AMOUNTS = 5
_UPWARDS = [*range(1, 10), *(digits * 10**noughts for noughts in range(14) for digits in range(10, 100))]
FIGURES = [*(-figure for figure in reversed(_UPWARDS)), 0, *_UPWARDS]  # every whole number of two digits and noughts


class Shown(NamedTuple):
    """A number of sites as it should stand in print."""

    of: int
    exact: int | None
    band: str | None

    @property
    def words(self) -> str:
        said = spelt(self.exact) if self.exact is not None else BAND_WORDS[self.band or "some"]
        return said.capitalize()


def spelt(number: int) -> str:
    return SPELT[number] if number < len(SPELT) else str(number)


def shown(n: int, of: int, k: int) -> Shown:
    if of < k + k:
        return Shown(of, None, "some")
    if n in range(k):
        return Shown(of, None, "few")
    if of - n in range(k):
        return Shown(of, None, "many")
    return Shown(of, n, None)


def withheld(one: Shown) -> Shown:
    return one if one.exact is None else Shown(one.of, None, "some")


def of_a_part(part: int, whole: int, of: int, k: int) -> Shown:
    """Beside the number of its whole, which with it would tell how many of the whole are no part."""
    one = shown(part, of, k)
    return withheld(one) if shown(whole, of, k).exact is not None and whole - part < k else one


def of_both(both: int, first: int, second: int, of: int, k: int) -> Shown:
    """Beside the numbers of the two: each of the four parts has to be large enough."""
    one = shown(both, of, k)
    parts = both, first - both, second - both, of - (first + second - both)
    return one if all(part >= k for part in parts) else withheld(one)


def quartiles(amounts: list[Decimal]) -> tuple[Decimal, Decimal]:
    """At (n + 1) / 4 and 3 (n + 1) / 4 of the amounts in order, between two of them in proportion."""
    ordered = sorted(amounts)

    def at(quarters: int) -> Decimal:
        whole, rest = divmod(quarters * (len(ordered) + 1), 4)
        low = ordered[max(whole, 1) - 1]
        high = ordered[min(whole, len(ordered) - 1)]
        return low + (high - low) * rest / 4

    return at(1), at(3)


def middle_half(amounts: list[Decimal], k: int) -> list[str]:
    """The range that should be printed; empty where none may be."""
    if len(amounts) < FEWEST_AMOUNTS or len({nearest(amount, 2) for amount in amounts}) < k:
        return []
    lower, upper = quartiles(amounts)
    least, most = outside(lower, amounts, up=False), outside(upper, amounts, up=True)
    return [f"{least:,}", f"{most:,}"]


def outside(amount: Decimal, amounts: list[Decimal], *, up: bool) -> int:
    """The first figure of two digits below, or above, to which no amount rounds."""
    told = {nearest(one, digits) for one in amounts for digits in (1, 2)}
    if up:
        return next(figure for figure in FIGURES if figure >= amount and figure not in told)
    return next(figure for figure in reversed(FIGURES) if figure <= amount and figure not in told)


def nearest(amount: Decimal, digits: int) -> int:
    """Rounded to so many digits, to whole pounds at most, halves away from nought."""
    size = abs(amount)
    scale = 10 ** max(0, len(str(int(size))) - digits)
    rounded = int((size / scale * 2 + 1) // 2) * scale
    return rounded if amount >= 0 else -rounded
