"""What the attacker knows, and the passages of a review that are put to it. For the evaluation team only."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from feedback.agreement.origins import sentences
from living_docs import prose
from living_docs.models import Round, Submission
from reporting.models import Quotation, Review
from reporting.reidentification.attack import FEWEST_SITES, Attacker, Known
from reporting.review.contents import Builder, texts
from reporting.review.key_messages import standing, texts_of
from reporting.review.tokens import COUNT
from themes.models import Paragraph

FEWEST_WORDS, FEWEST_PRINTED = 4, 6  # of what is learned; of a sentence that is printed, not a heading or a label
_TAG = re.compile(r"<[^<>]+>")


class Told(NamedTuple):
    """A sentence of the review that prints a claim, with the sites of which it holds."""

    text: str
    sites: frozenset[str]


def attacker_of(round: Round) -> Attacker | None:
    """Who knows what all sites have sent in this round and before; None where there are too few to tell apart."""
    sent = Submission.objects.filter(
        document__round__programme=round.programme, document__round__number__lte=round.number
    )
    return trained(tuple(sent.order_by("pk").values_list("pk", "sha256")))


@lru_cache(maxsize=2)
def trained(submissions: tuple[tuple[int, str], ...]) -> Attacker | None:
    """Kept in the worker for the next change of the draft; what was sent never changes."""
    known = sorted(set(known_from([pk for pk, _ in submissions])))
    return Attacker(known) if len({one.site for one in known}) >= FEWEST_SITES else None


def known_from(submissions: list[int]) -> Iterator[Known]:
    """Every paragraph and every sentence of it, those that are quoted too: the attacker has read them all."""
    kept = Paragraph.objects.filter(submission__in=submissions)
    for text, site in kept.values_list("text", "submission__document__site__slug"):
        for said in {text, *sentences(text)}:
            if len(said.split()) >= FEWEST_WORDS:
                yield Known(said, site)


def site_of(quotation: Quotation) -> str:
    return quotation.submission.document.site.slug


def quotations_of(review: Review) -> list[Quotation]:
    return list(review.quotations.select_related("submission__document__site").order_by("pk"))


def claims_told(builder: Builder) -> list[Told]:
    """Each sentence that prints the count of a claim which holds for at most half of the sites."""
    review, evidence = builder.review, builder.evidence
    found = []
    for key, sentence in claims_printed(review):
        holding = evidence.answer(key).holding if key in evidence.questions else ()
        if holding and 2 * len(holding) <= len(evidence.sent):
            sites = frozenset(sent.submission.document.site.slug for sent in holding)
            found.append(Told(plain(builder.with_counts(sentence)), sites))
    return found


def claims_printed(review: Review) -> Iterator[tuple[str, str]]:
    """The key of each claim with the sentence that prints it: in the text, in brief, at a glance."""
    sections = list(review.sections.printed())
    front = [*standing(review), *review.last_issues.get("rows", [])]
    for row in [
        *review.glance,
        *(row for one in front for row in one["counts"]),
        *(row for section in sections for row in section.brief),
    ]:
        yield row["count"], row["statement"]
    said = [text for message in standing(review) for text in texts_of(message)]
    said += [row["text"] for row in review.last_issues.get("rows", [])]
    for text in [*(section.html for section in sections), *(row["text"] for row in review.glance), *said]:
        for sentence in (one for line in prose.text(text).split("\n") for one in sentences(line)):
            for key in COUNT.findall(sentence):
                yield key, sentence


def plain(text: str) -> str:
    return html.unescape(_TAG.sub("", text))


def printed_sentences(builder: Builder) -> list[tuple[str, str]]:
    """Every sentence that would be published, with its place, each once."""
    found = {
        sentence: place
        for place, text in texts(builder.data())
        for line in text.split("\n")
        for sentence in sentences(line)
        if len(sentence.split()) >= FEWEST_PRINTED
    }
    return [(place, sentence) for sentence, place in found.items()]
