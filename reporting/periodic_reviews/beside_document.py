"""A site's Periodic Review beside what its document says of one theme, as far as the person may read both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from accounts.models import User
from living_docs.answer_text import blocks_of
from living_docs.instrument import Question
from living_docs.models import Round, Submission
from reporting.models import PeriodicReview, TriangulationNote
from sites.models import Site
from themes.models import Coding, Theme
from themes.trees.page import counted_as


class Piece(NamedTuple):
    """Words of the Periodic Review; whether a note rests on them."""

    text: str
    noted: bool


class SiteRow(NamedTuple):
    """A site in the list: its Periodic Reviews, whether it sent a document, and what was noted."""

    site: Site
    reviews: list[PeriodicReview]
    sent: bool
    notes: int
    has_ties: bool


def site_rows(round: Round, user: User) -> list[SiteRow]:
    """Every site of the programme; of one with which the person has ties nothing but that."""
    reviews, notes = (
        PeriodicReview.objects.visible_to(user).standing().listed(),
        TriangulationNote.objects.visible_to(user),
    )
    by_site = {site: list(found) for site, found in groupby(reviews, key=lambda one: one.site_id)}
    sent = set(Submission.objects.visible_to(user).latest_of_round(round).values_list("document__site", flat=True))
    noted = list(notes.filter(round=round).values_list("periodic_review__site", flat=True))
    return [
        SiteRow(site, by_site.get(site.pk, []), site.pk in sent, noted.count(site.pk), user.has_ties_with(site))
        for site in round.programme.sites.by_name()
    ]


@dataclass(frozen=True)
class Beside:
    """One site and theme: no theme stands for the whole document."""

    round: Round
    site: Site
    theme: Theme | None
    review: PeriodicReview | None
    user: User

    @cached_property
    def submission(self) -> Submission | None:
        sent = Submission.objects.visible_to(self.user).latest_of_round(self.round)
        return sent.filter(document__site=self.site).first()

    @cached_property
    def passages(self) -> list[Coding]:
        """What is coded to the theme, or to one that was merged into it, in the coding that counts."""
        if self.theme is None or self.submission is None:
            return []
        coded = Coding.objects.visible_to(self.user).counted().filter(layer__submission=self.submission)
        return list(coded.filter(theme__in=counted_as(self.theme)).for_reading())

    @property
    def coded_passages(self) -> list[tuple[str, Coding]]:
        """Each passage under the name of its prompt."""
        prompts = self.round.instrument.prompts
        return [(f"{one.prompt_number} {prompts[one.prompt_number].label}", one) for one in self.passages]

    @property
    def answers(self) -> Iterator[tuple[Question, list[tuple[str, list[str]]]]]:
        """Where nothing is coded: what was answered, question by question, in plain words."""
        entries = self.submission.entries() if self.submission and not self.passages else {}
        for question in self.round.instrument.questions:
            said = [
                (f"{prompt.number} {prompt.label}", [block.text for block in blocks_of(entries[prompt.number])])
                for prompt in question.prompts
                if prompt.number in entries
            ]
            if shown := [(label, texts) for label, texts in said if texts]:
                yield question, shown

    @cached_property
    def notes(self) -> list[TriangulationNote]:
        """On this site and theme in this round, whichever Periodic Review they rest on."""
        found = TriangulationNote.objects.visible_to(self.user).filter(
            round=self.round, periodic_review__site=self.site
        )
        on_theme = found.filter(theme__in=counted_as(self.theme)) if self.theme else found.filter(theme=None)
        return list(on_theme.open_first())

    @property
    def paragraphs(self) -> list[list[Piece]]:
        """The Periodic Review's text, what notes rest on marked."""
        if self.review is None:
            return []
        words = self.review.words
        passages = [note.passage for note in self.notes if note.passage and note.periodic_review_id == self.review.pk]
        return [pieces(line, passages) for line in words.splitlines()]


def pieces(line: str, passages: list[str]) -> list[Piece]:
    """A line in parts; a passage over several lines marks what it has of each."""
    wanted = [part for passage in passages for part in passage.splitlines() if part]
    spans = sorted((place, place + len(part)) for part in wanted if (place := line.find(part)) >= 0)
    found, place = [], 0
    for start, end in spans:
        start = max(start, place)
        if start < end:
            found += [Piece(line[place:start], False), Piece(line[start:end], True)]
            place = end
    return [piece for piece in [*found, Piece(line[place:], False)] if piece.text]
