"""The blinding: which readings a person may see. Every page, count, export, letter and PDF asks here.

Whether readings are sealed is read off the document's status (`SEALED`), never stored. While they are, a reader sees the
own one alone, and the leader only whether each is lodged.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from accounts.models import User
from accounts.permissions import can_see_agreed, is_leader, leads
from feedback.models import (
    SEALED,
    Addendum,
    AgreedComment,
    AgreedSummary,
    AskMade,
    Comment,
    QuestionToReader,
    ReaderComment,
    Reading,
    Remark,
    StandingAsk,
)
from feedback.models.discussion import DiscussionQuerySet
from living_docs.models import LivingDocument, Round

AGREED = "Agreed feedback"


def readings_for(user: User, document: LivingDocument) -> list[Reading]:
    """The readings of a document that a person may see, with their comments to be had by `comments_for`."""
    return list(Reading.objects.visible_to(user).filter(document=document).select_related("reader").in_order())


def comments_for(user: User, document: LivingDocument, question: int) -> list[tuple[Reading, Comment | None]]:
    """Each visible reading with its comment on a question, in a fixed order."""
    readings = readings_for(user, document)
    found = {c.reading_id: c for c in Comment.objects.filter(reading__in=readings, question=question)}
    return [(reading, found.get(reading.pk)) for reading in readings]


def remarks_for(user: User, document: LivingDocument, question: int) -> list[tuple[Reading, list[Remark]]]:
    """Each visible reading with its remarks on a question, readings in the order of `comments_for`."""
    readings = readings_for(user, document)
    found = defaultdict(list)
    for remark in Remark.objects.filter(reading__in=readings, question=question).oldest_first():
        found[remark.reading_id].append(remark)
    return [(reading, found[reading.pk]) for reading in readings]


def in_summary(user: User, round: Round, question: int | None) -> dict[str, list[tuple[str, str]]]:
    """What visible readings and the agreed feedback say in short of a question, or of the whole document, by site."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for site, label, text in [*read_in_summary(user, round, question), *agreed_in_summary(user, round, question)]:
        if text:
            found[site].append((label, text))
    return dict(sorted(found.items()))


def read_in_summary(user: User, round: Round, question: int | None) -> Iterator[tuple[str, str, str]]:
    """Site, kind of reading and what it says in short, for each visible lodged reading of a round."""
    readings = Reading.objects.visible_to(user).lodged().filter(document__round=round)
    comments = Comment.objects.filter(reading__in=readings, question=question)
    said = {comment.reading_id: comment.in_short for comment in comments}
    for reading in readings.select_related("document__site").in_order():
        text = reading.summary if question is None else said.get(reading.pk, "")
        yield reading.document.site.name, reading.get_kind_display(), text


def agreed_in_summary(user: User, round: Round, question: int | None) -> Iterator[tuple[str, str, str]]:
    """The same of what is agreed: the leader’s to see, who writes it, and theirs who lodged a reading."""
    documents = [
        document
        for document in LivingDocument.objects.in_round(round).exclude(status__in=SEALED).select_related("site")
        if leads(user, document) or can_see_agreed(user, document)
    ]
    comments = AgreedComment.objects.filter(document__in=documents, question=question)
    said = {comment.document_id: comment.in_short for comment in comments}
    if question is None:
        summaries = AgreedSummary.objects.filter(document__in=documents)
        said = dict(summaries.values_list("document", "summary"))
    return ((document.site.name, AGREED, said.get(document.pk, "")) for document in documents)


@dataclass(frozen=True)
class WholeReading:
    """All of one visible reading."""

    reading: Reading
    comments: list[Comment]
    remarks: list[Remark]
    addenda: list[Addendum]


def whole_readings(user: User, document: LivingDocument) -> list[WholeReading]:
    """The visible readings of a document with everything they say."""
    return [
        WholeReading(
            reading,
            list(reading.comments.order_by("question")),
            list(reading.remarks.order_by("question", "pk")),
            list(reading.addenda.oldest_first()),
        )
        for reading in readings_for(user, document)
    ]


def addenda_for(user: User, document: LivingDocument) -> list[Addendum]:
    """What was added to the visible readings after they were lodged, the oldest first."""
    return list(
        Addendum.objects.visible_to(user).filter(reading__document=document).select_related("reading").oldest_first()
    )


def asks_made() -> QuerySet[AskMade]:
    """Those in lodged readings of documents whose readings are open."""
    return AskMade.objects.filter(reading__lodged_at__isnull=False).exclude(reading__document__status__in=SEALED)


def asks_with_counts(user: User) -> list[tuple[StandingAsk, int]]:
    """Each standing ask with how often it was made, over documents whose readings are open: the leader's to know."""
    made = asks_made()
    counts = Counter(made.values_list("ask", flat=True)) if is_leader(user) else Counter()
    return [(ask, counts[ask.pk]) for ask in StandingAsk.objects.in_order()]


def asks_at_sites(user: User, round: Round, question: int) -> list[tuple[StandingAsk, int]]:
    """At how many sites of a round each standing ask was made about a question, in the order of the asks; the leader’s to know."""
    if not is_leader(user):
        return []
    at = dict(
        asks_made()
        .filter(question=question, reading__document__round=round)
        .order_by()
        .values("ask")
        .annotate(sites=Count("reading__document__site", distinct=True))
        .values_list("ask", "sites")
    )
    return [(ask, at[ask.pk]) for ask in StandingAsk.objects.in_order() if ask.pk in at]


@dataclass(frozen=True)
class Lodgement:
    """All the leader may know of a reading before the unsealing: whose it is, and "lodged" or "not yet"."""

    reader: User
    kind: str
    lodged: bool

    @property
    def state(self) -> str:
        return "done" if self.lodged else "not_yet"

    @property
    def label(self) -> str:
        return "Submitted" if self.lodged else "Not yet"


def lodgements(user: User, document: LivingDocument) -> list[Lodgement]:
    """Who reads and whether it is lodged: the leader's to know, nobody else's."""
    if not is_leader(user):
        return []
    return [
        Lodgement(reading.reader, reading.get_kind_display(), reading.is_lodged)
        for reading in sorted(document.readings.all(), key=lambda reading: (reading.kind, reading.pk))
    ]


def reader_comments_for(user: User, document: LivingDocument) -> DiscussionQuerySet:
    """What readers said of the agreed draft: a reader’s own, the leader’s all."""
    return ReaderComment.objects.visible_to(user).filter(document=document).in_order()


def questions_for(user: User, document: LivingDocument) -> DiscussionQuerySet:
    """What the leader asked about the readings: a reader the own ones, the leader all."""
    return QuestionToReader.objects.visible_to(user).filter(document=document).in_order()
