"""Comparing claims: that one count or amount is more than another, the largest of its kind, or more than in another round.

A writer binds a sentence to one with a token, `[[holds:setup-costs:more:running-costs]]`, which prints nothing. While the
documents do not support it, or saying so would tell a withheld number, the review is kept back.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from living_docs.models import Round
from reporting.claims.evidence import RoundEvidence
from reporting.claims.money import AMOUNT, LEAST_AMOUNTS, amounts_given, kinds_of_cost

MORE, FEWER, EQUAL, MOST, LEAST = "more", "fewer", "equal", "most", "least"
RELATIONS = {
    MORE: "is more than",
    FEWER: "is less than",
    EQUAL: "is the same as",
    MOST: "is the largest of its kind",
    LEAST: "is the smallest of its kind",
}
ALONE = {MOST, LEAST}
TOO_FEW = "too few gave an amount"


@dataclass(frozen=True)
class Comparison:
    """`other` is a key, `round-2` for the same question in that round, or empty for most and least."""

    key: str
    relation: str
    other: str = ""

    @property
    def token(self) -> str:
        return f"[[holds:{':'.join(filter(None, [self.key, self.relation, self.other]))}]]"

    def data(self) -> dict:
        return {"key": self.key, "relation": self.relation, "other": self.other}


@dataclass(frozen=True)
class Measure:
    """What is compared: a share of its base, or a sum in pounds. Measures of one `level` may be told apart only where
    that is None: the number may be known."""

    size: Fraction
    level: str | None

    def may_be_told_from(self, other: Measure) -> bool:
        return self.level != other.level or self.level is None


def comparison_of(words: str) -> Comparison | None:
    """What stands between `[[holds:` and `]]`."""
    key, _, rest = words.partition(":")
    relation, _, other = rest.partition(":")
    if relation not in RELATIONS or bool(other) == (relation in ALONE):
        return None
    return Comparison(key, relation, other)


def is_known(comparison: Comparison, evidence: RoundEvidence) -> bool:
    """Whether its questions are asked in the round, and its kind has others."""
    if comparison.relation in ALONE:
        return bool(rivals(comparison.key, evidence))
    return (
        is_like_with_like(comparison)
        and measure(comparison.key, evidence) is not None
        and the_other(comparison, evidence) is not None
    )


def is_like_with_like(comparison: Comparison) -> bool:
    """Whether pounds stand against pounds, and documents against documents."""
    other = comparison.other
    return not other or other.startswith("round-") or comparison.key.startswith(AMOUNT) == other.startswith(AMOUNT)


def holds(comparison: Comparison, evidence: RoundEvidence) -> bool | None:
    """Whether the documents support it; None where saying so would tell a withheld number."""
    one = measure(comparison.key, evidence)
    if one and one.level == TOO_FEW:
        return None
    if comparison.relation in ALONE:
        others = [measure(key, evidence) for key in rivals(comparison.key, evidence)]
        relation = MORE if comparison.relation == MOST else FEWER
    else:
        others, relation = [the_other(comparison, evidence)], comparison.relation
        if any(other and other.level == TOO_FEW for other in others):
            return None
    found = [compared(one, relation, other) for other in others if one and other]
    if False in found:
        return False
    return True if found and all(found) else None


def compared(one: Measure, relation: str, other: Measure) -> bool | None:
    is_so = {MORE: one.size > other.size, FEWER: one.size < other.size, EQUAL: one.size == other.size}[relation]
    return is_so if one.may_be_told_from(other) else None


def measure(key: str, evidence: RoundEvidence) -> Measure | None:
    """The share of the documents asked for which a question holds, or the sum of a kind of cost."""
    if key.startswith(AMOUNT):
        sums = amounts_given(key, evidence)
        return None if sums is None else Measure(Fraction(sum(sums)), None if len(sums) >= LEAST_AMOUNTS else TOO_FEW)
    if key not in evidence.questions:
        return None
    count = evidence.answer(key).count
    shown = count.published(evidence.k)
    return Measure(Fraction(count.n, count.of or 1), shown.band)


def the_other(comparison: Comparison, evidence: RoundEvidence) -> Measure | None:
    number = comparison.other.removeprefix("round-")
    if number == comparison.other:
        return measure(comparison.other, evidence)
    if not number.isdigit():
        return None
    round = Round.objects.filter(programme=evidence.round.programme, number=int(number)).first()
    return measure(comparison.key, RoundEvidence(round)) if round else None


def rivals(key: str, evidence: RoundEvidence) -> list[str]:
    """The other keys of its kind: the options of one choice or column, or the categories of one cost table."""
    kind = key.rsplit("-", 1)[0]
    known = list(kinds_of_cost(evidence) if key.startswith(AMOUNT) else evidence.questions)
    if key not in known or not key.startswith((AMOUNT, "row-", "choice-", "shown-")):
        return []
    return [other for other in known if other != key and other.rsplit("-", 1)[0] == kind]
