"""What a round's documents answer to a question: which of them, and a fingerprint that changes when the evidence does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from living_docs.canonical_json import sha256
from living_docs.changes.since_last_round import Earlier, last_sent_by_sites
from living_docs.models import Round, Submission
from reporting.anonymity.counts import Published, Received, SiteCount, published_part
from reporting.claims.choices import about_choices
from reporting.claims.points import about_points
from reporting.claims.questions import ClaimQuestion, Sent, about_costs, about_questions
from reporting.claims.themes import about_themes

RECEIVED = "received"
Count = SiteCount | Received


@dataclass(frozen=True)
class Answer:
    """The documents for which a question holds, out of those asked. For the evaluation team only: it tells sites."""

    question: ClaimQuestion
    holding: tuple[Sent, ...]
    asked: tuple[Sent, ...]

    @property
    def count(self) -> SiteCount:
        """All of an answer that anything published is made from."""
        return SiteCount(len(self.holding), len(self.asked), self.question.base)

    @property
    def holders(self) -> frozenset[int]:
        """The documents for which it holds, by the primary key of their submissions."""
        return frozenset(sent.submission.pk for sent in self.holding)

    @property
    def sites(self) -> list[str]:
        return [sent.submission.document.site.name for sent in self.holding]

    @property
    def references(self) -> list[str]:
        return [sent.submission.reference for sent in self.holding]

    def data(self) -> dict:
        """The evidence as it is kept: which submissions hold, which were asked, and at what place of each."""
        return {
            "question": self.question.key,
            "holding": self.references,
            "asked": [sent.submission.reference for sent in self.asked],
            "passages": {
                sent.submission.reference: passages
                for sent in self.holding
                if (passages := self.question.passages(sent))
            },
        }

    @property
    def fingerprint(self) -> str:
        return sha256(self.data())


class RoundEvidence:
    """The current submissions of a round, and what they answer. A site that sent nothing is not among those asked."""

    def __init__(self, round: Round) -> None:
        self.round, self.k = round, round.programme.disclosure_k
        sent = Submission.objects.latest_of_round(round).select_related("document__site")
        self.sent = tuple(map(self.as_sent, sent.order_by("document__site__name")))
        self.printed: dict[str, Published] = {}  # every count asked for so far, as it was last printed
        self.exact: set[str] = set()
        self.withheld: set[str] = set()

    def as_sent(self, submission: Submission) -> Sent:
        submission.document.round = self.round
        return Sent(submission, submission.entries(), lambda: self.sent_before.get(submission.document.site_id, {}))

    @cached_property
    def sent_before(self) -> dict[int, dict[str, Earlier]]:
        """What each site sent in earlier rounds."""
        return last_sent_by_sites(self.round)

    @cached_property
    def questions(self) -> dict[str, ClaimQuestion]:
        """Every question that can be put to the documents, by its key."""
        about = (about_questions, about_choices, about_points, about_costs, about_themes)
        found = [question for every in about for question in every(self.round)]
        return {question.key: question for question in found}

    def knows(self, key: str) -> bool:
        return key == RECEIVED or key in self.questions

    def answer(self, key: str) -> Answer:
        question = self.questions[key]
        asked = tuple(sent for sent in self.sent if question.covers(sent))
        return Answer(question, tuple(sent for sent in asked if question.holds(sent)), asked)

    def count(self, key: str) -> Count:
        """How many sites a question holds for; the number of documents received is the base of all others."""
        return Received(len(self.sent)) if key == RECEIVED else self.answer(key).count

    def published(self, key: str) -> Published:
        """A count as it may be printed; the number of documents received always may."""
        return self.print_as(key, self.count(key).published(self.k))

    def published_part(self, key: str, *, whole: str) -> Published:
        """The count of a part that is printed beside that of its whole."""
        part, wider = self.answer(key).count, self.answer(whole).count
        return self.print_as(key, replace(published_part(part.n, wider.n, part.of, self.k), base=part.base))

    def print_as(self, key: str, shown: Published) -> Published:
        """A count as it is printed, unless its number was withheld at another place already."""
        if shown.exact is None:
            self.withheld.add(key)
        elif key in self.withheld:
            shown = shown.withheld()
        else:
            self.exact.add(key)
        self.printed[key] = shown
        return shown

    def begin_anew(self) -> bool:
        """Whether a number was printed before another place withheld it: then everything has to be printed once more."""
        contradicted = not self.exact.isdisjoint(self.withheld)
        self.printed, self.exact = ({}, set()) if contradicted else (self.printed, self.exact)
        return contradicted
