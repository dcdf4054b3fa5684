"""Who is to read what: the draw of a sample and the sharing out, as plain functions of plain data.

The draw ranks documents by a hash of the seed and the site, so that it can be repeated anywhere and a late document
joins by the same rule. Sharing out gives each document, the longest first, to those who have least to read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from hashlib import sha256
from itertools import combinations
from typing import NamedTuple


class Paper(NamedTuple):
    """A document to be read: its site, its words, and by how many."""

    site: str
    words: int
    readers: int


def rank(seed: str, site: str) -> str:
    return sha256(f"{seed}:{site}".encode()).hexdigest()


def draw(pool: Iterable[str], size: int, *, seed: str, kept: Collection[str] = ()) -> list[str]:
    """The sites of a sample of `size`: those that are in it already, and as many more as the seed draws."""
    sites = set(pool)
    inside = sites & set(kept)
    others = sorted(sites - inside, key=lambda site: rank(seed, site))
    return sorted(inside | set(others[: max(size - len(inside), 0)]))


def share_out(
    papers: Iterable[Paper],
    readers: Collection[str],
    *,
    barred: Collection[tuple[str, str]] = (),
    load: Mapping[str, int] | None = None,
    before: Mapping[str, frozenset[str]] | None = None,
) -> dict[str, tuple[str, ...]]:
    """The readers of each site. `barred` holds (reader, site); `load` what each reads already; `before` last round's.

    Nobody gets what they are barred from; where too few remain, a document gets fewer readers than it should. Without
    bars no two readers are further apart in words than the longest document is long.
    """
    papers = list(papers)
    held = {reader: (load or {}).get(reader, 0) for reader in sorted(readers)}
    given: dict[str, tuple[str, ...]] = {}
    longest = max((paper.words for paper in papers), default=0)
    for paper in sorted(papers, key=lambda paper: (-paper.words, paper.site)):
        free = [reader for reader in sorted(held, key=held.__getitem__) if (reader, paper.site) not in barred]
        chosen = choose(free, paper, held, longest, (before or {}).get(paper.site, frozenset()))
        for reader in chosen:
            held[reader] += paper.words
        given[paper.site] = chosen
    return given


def choose(
    free: list[str], paper: Paper, held: Mapping[str, int], longest: int, last_time: frozenset[str]
) -> tuple[str, ...]:
    """Those who have least to read, unless they are last round's pair and another would still be in balance."""
    least = tuple(free[: paper.readers])
    if set(least) != last_time or len(least) < 2:
        return least
    others = (pair for pair in combinations(free, len(least)) if set(pair) != last_time)
    return next((pair for pair in others if spread(held, pair, paper.words) <= longest), least)


def spread(held: Mapping[str, int], chosen: Collection[str], words: int) -> int:
    """How far the busiest and the idlest would be apart."""
    after = [count + words * (reader in chosen) for reader, count in held.items()]
    return max(after) - min(after)
