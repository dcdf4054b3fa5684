"""Which block of one text is which of the other: equal ones first, then those with most words in common."""

from __future__ import annotations

from collections import Counter, defaultdict, deque

Block = tuple[str, ...]  # its words
Pairs = dict[int, int]  # place after: place before

ALIKE = 0.5  # share of common words from which a block counts as an edit of another
RARE = 12  # rarest features by which a block is looked up
COMMON = 40  # a feature of more blocks than this tells nothing
CLOSEST = 5  # candidates of which the likeness is worked out


def paired(before: list[Block], after: list[Block]) -> Pairs:
    """Each block of `after` that stood before, as it is or edited, with its place there."""
    pairs = equal(before, after)
    return pairs | alike(before, after, pairs)


def equal(before: list[Block], after: list[Block]) -> Pairs:
    """Equal blocks: those that stand once on each side, their equal neighbours, then the others in order.

    After P. Heckel, "A technique for isolating differences between files", Communications of the ACM 21 (1978).
    """
    ends = {-1: -1, len(after): len(before)}
    known = spread(ends | standing_once(before, after), before, after, step=1)
    known = spread(known, before, after, step=-1)
    pairs = {j: i for j, i in known.items() if j not in ends}
    return pairs | leftovers(before, after, pairs)


def standing_once(before: list[Block], after: list[Block]) -> Pairs:
    there, here = Counter(before), Counter(after)
    places = {block: place for place, block in enumerate(before)}
    return {j: places[block] for j, block in enumerate(after) if there[block] == here[block] == 1}


def spread(known: Pairs, before: list[Block], after: list[Block], *, step: int) -> Pairs:
    """Equal blocks beside a pair are a pair too, forward (1) or backward (-1)."""
    known, taken = dict(known), set(known.values())
    for j in range(len(after))[::step]:
        i = known.get(j - step)
        if j in known or i is None or i + step in taken or before[i + step] != after[j]:
            continue
        known[j] = i + step
        taken.add(i + step)
    return known


def leftovers(before: list[Block], after: list[Block], pairs: Pairs) -> Pairs:
    taken = set(pairs.values())
    left: dict[Block, deque[int]] = defaultdict(deque)
    for i, block in enumerate(before):
        if i not in taken:
            left[block].append(i)
    return {j: left[block].popleft() for j, block in enumerate(after) if j not in pairs and left.get(block)}


def alike(before: list[Block], after: list[Block], pairs: Pairs) -> Pairs:
    """Of the blocks that are left the likest pairs, each block once, the likest first."""
    taken = set(pairs.values())
    old = {i: Counter(block) for i, block in enumerate(before) if i not in taken}
    index = lookup(before, old)
    found = []
    for j, block in enumerate(after):
        if j not in pairs:
            words = Counter(block)
            near = candidates(block, index) | neighbours(j, pairs, old)
            found += [(share, -abs(i - j), i, j) for i in near if (share := likeness(words, old[i])) >= ALIKE]
    return each_once(sorted(found, reverse=True))


def each_once(found: list[tuple[float, int, int, int]]) -> Pairs:
    chosen: Pairs = {}
    taken: set[int] = set()
    for _, _, i, j in found:
        if j not in chosen and i not in taken:
            chosen[j] = i
            taken.add(i)
    return chosen


def features(block: Block) -> set:
    """Words, and words two by two, which tell blocks apart where the words are common."""
    return {*block, *zip(block, block[1:], strict=False)}


def lookup(before: list[Block], places) -> dict[object, list[int]]:
    index: dict[object, list[int]] = defaultdict(list)
    for i in places:
        for feature in features(before[i]):
            index[feature].append(i)
    return {feature: found for feature, found in index.items() if len(found) <= COMMON}


def candidates(block: Block, index: dict[object, list[int]]) -> set[int]:
    """The blocks with which it shares most of its rarest features."""
    rarest = sorted((index[f] for f in features(block) if f in index), key=lambda found: (len(found), found))[:RARE]
    shared = Counter(i for found in rarest for i in found)
    return {i for i, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:CLOSEST]}


def neighbours(j: int, pairs: Pairs, old) -> set[int]:
    """The blocks beside what its neighbours were."""
    beside = {pairs[j - 1] + 1} if j - 1 in pairs else set()
    if j + 1 in pairs:
        beside.add(pairs[j + 1] - 1)
    return beside & old.keys()


def likeness(a: Counter, b: Counter) -> float:
    """Twice the common words over all words, from 0 to 1."""
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else 0.0
