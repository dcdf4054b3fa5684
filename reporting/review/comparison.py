"""What approvers read beside a review: how it differs from the version before, and the same numbers of earlier ones."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from feedback.agreement.changes_since_check import ChangedPart, changed_lines
from reporting.anonymity.differencing import Count, by_difference, counts_of
from reporting.models import Publication, Review
from reporting.review.contents import texts


class NumberBeside(NamedTuple):
    """One number of sites now, in the version before and in the review of an earlier round, where they have it."""

    label: str
    now: Count
    before: Count | None
    last: Count | None
    gives_back: bool  # whether two of them, taken from one another, tell what a few documents say


class Beside(NamedTuple):
    """All that is set beside a review before it is approved."""

    version: Publication | None
    review: Publication | None
    changes: list[ChangedPart]
    numbers: list[NumberBeside]


def beside(review: Review, data: dict) -> Beside:
    published = Publication.objects.cleared()
    version = published.filter(round=review.round, version__lt=review.version).order_by("-version").first()
    earlier = published.filter(round__programme=review.round.programme, round__number__lt=review.round.number)
    last = earlier.newest_first().first()
    changes = changed_places(version.data, data) if version else []
    return Beside(version, last, changes, numbers(data, version, last, k=review.round.programme.disclosure_k))


def changed_places(before: dict, now: dict) -> list[ChangedPart]:
    """Each place of a review, as the gate names them, with the lines that are not as they were."""
    old, new = lines_of(before), lines_of(now)
    parts = [ChangedPart(place, changed_lines(old[place], new[place])) for place in dict.fromkeys([*new, *old])]
    return [part for part in parts if part.changes]


def lines_of(data: dict) -> defaultdict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for place, text in texts(data):
        found[place] += text.splitlines()
    return found


def numbers(data: dict, version: Publication | None, last: Publication | None, *, k: int) -> list[NumberBeside]:
    """The numbers that an earlier text has too."""
    before = counts_of(version.data) if version else {}
    by_label = (
        {label: count for (round, label), count in counts_of(last.data).items() if round == last.data["round"]}
        if last
        else {}
    )
    found = []
    for (round, label), now in counts_of(data).items():
        old, older = before.get((round, label)), by_label.get(label) if round == data["round"] else None
        if old or older:
            found.append(NumberBeside(label, now, old, older, bool(old) and by_difference(old, now, k=k)))
    return found
