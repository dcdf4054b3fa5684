"""What a check of the gate is made from: a hash that changes with the text, the sites, their documents or the code."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from django.db.models import Count, Max

from accounts.models import Membership
from living_docs.models import Instrument, Submission
from reporting.models import Imprint, Publication, Review
from sites.clearance import code_of
from sites.models import (
    FocusTopic,
    IdentifyingTerm,
    Site,
    SiteAlias,
    SiteAttribute,
    SiteFigure,
    ThesaurusEntry,
)
from sites.names.dictionary import people_terms
from themes.models import Coding, CodingLayer, Theme

CODE = ("accounts", "sites", "living_docs", "themes", "feedback", "reporting", "templates")
FRONT = ("title", "subtitle", "abstract", "correction", "version", "withheld", "glance", "messages", "last_issues")
SECTION = ("pk", "title", "question", "html", "standfirst", "brief")
ROUND = ("number", "deadline", "instrument", "programme__name", "programme__fictional", "programme__disclosure_k")


def sources_of(review: Review) -> str:
    """The hash of the rows as they stand now, in a few queries however long the text is."""
    read = hashlib.sha256(code_of(CODE).encode())
    for rows in (*text_of(review), *sites_of(review), *evidence_of(review)):
        read.update(repr(list(rows)).encode())
    return read.hexdigest()


def text_of(review: Review) -> Iterator[Iterable]:
    """What its writers wrote, and what the office says of it."""
    yield Review.objects.filter(pk=review.pk).values_list(*FRONT)
    yield Review.objects.filter(pk=review.pk).values_list(*(f"round__{name}" for name in ROUND))
    yield review.sections.printed().values_list(*SECTION)
    yield review.quotations.order_by("pk").values_list("pk", "token", "anonymised", "approved_by", "submission")
    yield Imprint.objects.filter(round=review.round_id).values_list()
    yield (
        Publication.objects.filter(round__programme__rounds=review.round_id).order_by("pk").values_list("pk", "sha256")
    )


def sites_of(review: Review) -> Iterator[Iterable]:
    """Everything by which a site could be told. A name that was taken away and came back is another row."""
    sites = Site.objects.filter(programme__rounds=review.round_id)
    yield sites.order_by("pk").values_list("pk", "name", "full_name")
    for kind in (SiteAlias, IdentifyingTerm, FocusTopic, SiteFigure):
        yield kind.objects.filter(site__in=sites).order_by("pk").values_list()
    for shared in (SiteAttribute, ThesaurusEntry):
        found = shared.objects.filter(programme__rounds=review.round_id)
        yield found.order_by("pk").values_list()
        yield shared.sites.through.objects.order_by("pk").values_list()
    yield sorted(map(repr, people_terms()))
    yield Membership.objects.order_by("pk").values_list("pk", "user", "role", "site")


def evidence_of(review: Review) -> Iterator[Iterable]:
    """The documents, and how they are coded; a coding is added or taken away, never changed."""
    sent = Submission.objects.filter(document__round__programme__rounds=review.round_id)
    yield sent.order_by("pk").values_list("pk", "sha256")
    yield Instrument.objects.order_by("pk").values_list("pk")
    yield Theme.objects.order_by("pk").values_list("pk", "version", "parent", "retired_at", "merged_into")
    yield CodingLayer.objects.order_by("pk").values_list("pk", "kind", "finished_at")
    yield [Coding.objects.aggregate(Count("pk"), Count("removed_at"), Max("pk"), Max("removed_at"))]
