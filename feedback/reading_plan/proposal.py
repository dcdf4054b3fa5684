"""The reading plan of a round put to its documents: what would be allotted to whom, before it is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from accounts.models import User
from accounts.permissions import can_be_reader
from accounts.roles import Role
from feedback.models import Reading, ReadingPlan
from feedback.reading_plan.draw import Paper, draw, share_out
from living_docs.models import LivingDocument, Round


@dataclass(frozen=True)
class Line:
    """One document that has no reader yet, those proposed, and how many it should have."""

    document: LivingDocument
    readers: list[User]
    wanted: int

    @property
    def is_short(self) -> bool:
        return len(self.readers) < self.wanted


@dataclass(frozen=True)
class Load:
    reader: User
    documents: int
    words: int


@dataclass(frozen=True)
class Proposal:
    plan: ReadingPlan
    pool: list[str]
    drawn: list[str]
    lines: list[Line]
    loads: list[Load]


def possible_readers() -> list[User]:
    return list(User.objects.with_role(Role.RESEARCHER).prefetch_related("interests").order_by("name"))


def propose(plan: ReadingPlan, documents: list[LivingDocument], readers: list[User]) -> Proposal:
    """By the plan, for every submitted document that nobody reads yet; the others count as they are."""
    pool = sorted(document.site.slug for document in documents)
    blind = {d.site.slug: [reading for reading in d.readings.all() if reading.was_allotted] for d in documents}
    drawn = (
        pool
        if plan.sample is None
        else draw(pool, plan.sample, seed=plan.seed, kept=[site for site, found in blind.items() if len(found) > 1])
    )
    waiting = [d for d in documents if d.awaits_readings and not blind[d.site.slug]]
    papers = [Paper(d.site.slug, words_of(d), 2 if d.site.slug in drawn else 1) for d in waiting]
    held = already_held(documents)
    shared = share_out(
        papers,
        [str(reader.pk) for reader in readers],
        load={pk: words for pk, (_, words) in held.items()},
        barred={(str(r.pk), d.site.slug) for r in readers for d in waiting if not can_be_reader(r, d)},
        before=last_pairs(plan.round),
    )
    by_key = {str(reader.pk): reader for reader in readers}
    lines = [Line(d, [by_key[key] for key in shared[d.site.slug]], 2 if d.site.slug in drawn else 1) for d in waiting]
    return Proposal(plan, pool, drawn, lines, loads(readers, held, lines))


def words_of(document: LivingDocument) -> int:
    sent = document.current_submission
    return sent.words if sent else 0


def already_held(documents: list[LivingDocument]) -> dict[str, tuple[int, int]]:
    """Documents and words that each reader has in the round."""
    count: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for document in documents:
        for reading in document.readings.all():
            if reading.was_allotted:
                count[str(reading.reader_id)] += 1
                words[str(reading.reader_id)] += words_of(document)
    return {key: (count[key], words[key]) for key in count}


def last_pairs(round: Round) -> dict[str, frozenset[str]]:
    """Who read each site in the round before."""
    found: dict[str, set[str]] = {}
    readings = Reading.objects.blind().filter(
        document__round__programme=round.programme_id, document__round__number=round.number - 1
    )
    for site, reader in readings.values_list("document__site__slug", "reader_id"):
        found.setdefault(site, set()).add(str(reader))
    return {site: frozenset(readers) for site, readers in found.items()}


def loads(readers: list[User], held: dict[str, tuple[int, int]], lines: list[Line]) -> list[Load]:
    """What each reader would read in total."""
    found = []
    for reader in readers:
        documents, words = held.get(str(reader.pk), (0, 0))
        own = [line for line in lines if reader in line.readers]
        found.append(Load(reader, documents + len(own), words + sum(words_of(line.document) for line in own)))
    return found
