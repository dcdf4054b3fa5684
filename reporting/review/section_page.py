"""What stands beside a section while it is written: claims, quotations, figures, the last review, asks and more."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from html import escape

from accounts.models import User
from accounts.permissions import can_see_matrices, can_see_periodic_reviews, is_leader
from feedback import visibility
from feedback.response import Asked, response
from living_docs.changes.answers import Line, Said, lines
from living_docs.models import Round
from reporting import figures
from reporting.anonymity.counts import published_count
from reporting.anonymity.findings import LONGEST_PLACE
from reporting.claims.evidence import RECEIVED
from reporting.claims.sentences import Sentence, of_section
from reporting.claims.state import Standing, standings
from reporting.models import (
    Finding,
    PeriodicReview,
    Publication,
    Quotation,
    Review,
    ReviewComment,
    ReviewSection,
    TriangulationNote,
)
from reporting.review import conclusions
from reporting.review.contents import Builder, section_texts, text_of
from themes.matrices.evidence import Evidence, by_prompt
from themes.models import Theme, ThemeTree

ISSUES = "issues-for-the-next-round"


@dataclass
class SectionPage:
    """One section open for writing."""

    section: ReviewSection
    user: User

    @cached_property
    def review(self) -> Review:
        return self.section.review

    @cached_property
    def builder(self) -> Builder:
        return Builder(self.review)

    @cached_property
    def built(self) -> dict:
        return self.builder.section(self.section)

    @property
    def unknown(self) -> list[str]:
        """Tokens of the section that stand for nothing."""
        _ = self.built
        return self.builder.unknown

    @property
    def findings(self) -> list[Finding]:
        """What the gate found here the last time and is not decided, while the sentence still stands."""
        text = "\n".join(section_texts(self.built))
        found = self.review.findings.filter(where=self.section.title[:LONGEST_PLACE]).order_by("pk")
        return [one for one in found if one.is_open and one.sentence in text]

    @cached_property
    def claims(self) -> list[tuple[Standing, str]]:
        """The round’s claims that belong here, flagged first, each with its printed words."""
        made = self.review.round.claims.prefetch_related("answers")
        found = [one for one in standings(self.builder.evidence, made) if self.belongs_here(one.claim.key)]
        return [(one, self.builder.evidence.published(one.claim.key).phrase if one.answer else "") for one in found]

    @cached_property
    def sentences(self) -> list[tuple[Sentence, list[Standing]]]:
        """The sentences that rest on claims, each with those claims."""
        made = self.review.round.claims.prefetch_related("answers")
        by_key = {one.claim.key: one for one in standings(self.builder.evidence, made) if one.answer}
        found = of_section(self.section, self.builder)
        return [(one, [by_key[key] for key in one.keys if key in by_key]) for one in found]

    def belongs_here(self, key: str) -> bool:
        """A question’s chapter wants what was claimed of its prompts, other sections what is of whole questions."""
        number = self.section.question
        if self.section.slug == conclusions.SLUG:
            return key.startswith(conclusions.COUNTED)
        if number is None:
            return not key.startswith(("prompt-", "row-", "choice-", "shown-"))
        asked = (f"question-{number}-", *(f"{kind}-{number}." for kind in ("prompt", "row", "choice", "shown")))
        return key.startswith((*asked, "theme-")) or (number == 8 and key.endswith("-costs"))

    @cached_property
    def matrix(self) -> list[tuple[Theme, int]]:
        """Passages of each theme at the prompts of this question, or in all; those found nowhere left out."""
        tree = ThemeTree.objects.filter(programme=self.review.round.programme).in_order().first()
        if tree is None or not can_see_matrices(self.user):
            return []
        lines = by_prompt(Evidence(tree, [self.review.round]), self.review.round, self.section.question).lines
        passages = [(line.theme, sum(cell.count or 0 for cell in line.cells)) for line in lines]
        return [(theme, count) for theme, count in passages if count]

    @property
    def received(self) -> str:
        return self.builder.evidence.published(RECEIVED).phrase

    @property
    def quotations(self) -> list[Quotation]:
        taken = self.review.quotations.order_by("token").select_related("submission")
        number = self.section.question
        mine = [one for one in taken if number is None or one.prompt_number.startswith(f"{number}.")]
        return mine or list(taken)

    @property
    def figures(self) -> list[str]:
        return figures.offered(self.builder.evidence)

    @property
    def mentions(self) -> dict[str, str]:
        """For each figure that the review prints, the token that refers to it, and what it is printed as."""
        return {f"[[see:{name}]]": f"Figure {number}" for name, number in self.builder.numbers.items()}

    @cached_property
    def last(self) -> dict | None:
        """The same section in the last published review."""
        before = Round.objects.filter(programme=self.review.round.programme, number__lt=self.review.round.number)
        published = Publication.objects.visible_to(self.user).current().filter(round__in=before).newest_first().first()
        sections = published.data["sections"] if published else []
        return next((one for one in sections if one["id"] == self.section.slug), None)

    @property
    def since_last(self) -> list[Line]:
        """What the section says now beside what it said in the last review."""
        if not self.last:
            return []
        return lines(said(self.last["blocks"]), said(self.built["blocks"]))

    @property
    def asks(self) -> list[tuple[Asked, str]]:
        """What sites were asked about this question’s prompts in all rounds, and at how many that stands open, as it
        may be printed; for whoever sees the response."""
        if not is_leader(self.user) or self.section.question is None:
            return []
        prompts = {
            number: prompt
            for number, prompt in self.review.round.instrument.prompts.items()
            if prompt.question_number == self.section.question
        }
        evidence = self.builder.evidence
        received = {sent.submission.document.site.name for sent in evidence.sent}
        asks = [asked for asked in response(prompts) if asked.prompt]
        return [
            (asked, published_count(len(asked.open_at & received), len(received), evidence.k).phrase) for asked in asks
        ]

    @cached_property
    def standing_asks(self) -> list[tuple[str, str]]:
        """Each standing ask made about this question, with the number of its sites as it may be printed."""
        evidence, number = self.builder.evidence, self.section.question
        made = visibility.asks_at_sites(self.user, self.review.round, number) if number else []
        return [(ask.name, published_count(sites, len(evidence.sent), evidence.k).phrase) for ask, sites in made]

    @cached_property
    def readings(self) -> dict[str, list[tuple[str, str]]]:
        """What is said of this question in short, by site; in other sections, of the whole document."""
        return visibility.in_summary(self.user, self.review.round, self.section.question)

    @property
    def raised(self) -> list[str]:
        """What readers said of earlier reviews and the team raises in this one."""
        if self.section.slug != ISSUES:
            return []
        raised = (
            ReviewComment.objects.visible_to(self.user)
            .raised()
            .filter(
                publication__round__programme=self.review.round.programme,
                publication__round__number__lt=self.review.round.number,
            )
        )
        return [comment.text for comment in raised.order_by("at")]

    @property
    def compared(self) -> list[TriangulationNote]:
        """Where Periodic Reviews confirm the documents, differ from them or add to them; for the leader."""
        notes = TriangulationNote.objects.visible_to(self.user).filter(round=self.review.round)
        return list(notes.open_first())

    @property
    def periodic_reviews(self):
        reviews = PeriodicReview.objects.visible_to(self.user) if can_see_periodic_reviews(self.user) else []
        return reviews.select_related("site").order_by("site__name", "pk") if reviews else []


def said(blocks: list[dict]) -> Said:
    texts = [block["html"] if block["kind"] == "html" else f"<p>{escape(text_of(block))}</p>" for block in blocks]
    return Said({}, {"texts": texts})
