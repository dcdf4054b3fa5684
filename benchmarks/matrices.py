"""The site × theme matrix over a thousand sites, six rounds and two hundred codings a document."""

from __future__ import annotations

import time
from datetime import timedelta
from uuid import uuid4

from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from accounts.foundations import clock
from accounts.roles import Role
from living_docs.models import LivingDocument, Round, Submission
from living_docs.workflow import Status
from sites.models import Site
from themes.actions import load_frameworks
from themes.matrices.evidence import Evidence, by_round, by_site
from themes.models import Coding, CodingLayer, ThemeTree

ROUNDS, CODINGS = 6, 200
CODE = """
WITH RECURSIVE places (place) AS (SELECT 0 UNION ALL SELECT place + 1 FROM places WHERE place < %s - 1),
themes AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS row FROM themes_theme WHERE tree_id = %s AND codable)
INSERT INTO themes_coding (layer_id, prompt_number, start, "end", quote, theme_id, guid, at)
SELECT layer.id, '1.1', place, place + 1, 'x', themes.id, lower(hex(randomblob(16))), '2010-05-19 12:00:00'
FROM themes_codinglayer layer, places JOIN themes ON themes.row = (place * 7 + layer.id) %% %s WHERE layer.id >= %s
"""
FEW, MANY = 16, 1000


class CodedSites:
    """Coded documents in bulk: what is measured is the counting, not how they came about."""

    def __init__(self, programme) -> None:
        self.programme, self.record = programme, programme.record
        load_frameworks(self.record)
        self.tree = ThemeTree.objects.in_order().first()
        self.themes = list(self.tree.themes.filter(codable=True).values_list("pk", flat=True))
        self.coder, self.leader = programme.people[Role.RESEARCHER], programme.people[Role.LEADER]
        self.rounds = [self.round(number) for number in range(11, 11 + ROUNDS)]
        self.sites = 0

    def round(self, number: int) -> Round:
        moment = clock.now()
        return Round.objects.create(
            programme=self.record,
            number=number,
            state=Round.State.CLOSED,
            deadline=moment,
            opened_at=moment,
            closed_at=moment + timedelta(days=1),
            instrument=self.programme.round.instrument,
        )

    def grow(self, to: int) -> None:
        names = [f"coded-{number:04}" for number in range(self.sites, to)]
        Site.objects.bulk_create(Site(programme=self.record, name=name, slug=name, full_name=name) for name in names)
        sites = list(Site.objects.filter(slug__in=names).order_by("slug"))
        self.sites = to
        for round in self.rounds:
            self.code(self.submit(sites, round))

    def submit(self, sites: list[Site], round: Round) -> list[CodingLayer]:
        documents = LivingDocument.objects.bulk_create(
            LivingDocument(site=site, round=round, status=Status.RELEASED) for site in sites
        )
        sent = Submission.objects.bulk_create(
            Submission(
                document=document,
                number=1,
                reference=uuid4().hex[:12],
                data={"sections": []},
                sha256="0" * 64,
                words=0,
                by=self.leader,
            )
            for document in documents
        )
        return CodingLayer.objects.bulk_create(
            CodingLayer(submission=one, coder=self.coder, allotted_by=self.leader, finished_at=clock.now())
            for one in sent
        )

    def code(self, layers: list[CodingLayer]) -> None:
        """So many codings in each layer, spread over the themes; by the database itself, which is SQLite here."""
        with connection.cursor() as cursor:
            cursor.execute(CODE, [CODINGS, self.tree.pk, len(self.themes), min(one.pk for one in layers)])

    def figures(self) -> tuple[int, float]:
        """Queries of the matrix of one round with all rounds beside it, and its time over a bare count by theme."""
        start = time.perf_counter()
        list(Coding.objects.order_by().values_list("theme").annotate(Count("pk")))
        bare = time.perf_counter() - start
        with CaptureQueriesContext(connection) as asked:
            start = time.perf_counter()
            evidence = Evidence(self.tree, self.rounds)
            by_site(evidence, self.rounds[-1]), by_round(evidence)
            taken = time.perf_counter() - start
        return len(asked), taken / bare


def figures(programme) -> tuple[tuple[int, float], tuple[int, float]]:
    """With a few sites and with many."""
    coded = CodedSites(programme)
    coded.grow(to=FEW)
    few = coded.figures()
    coded.grow(to=MANY)
    return few, coded.figures()
