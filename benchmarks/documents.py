"""Submissions in bulk, with nothing in them but paragraphs for the search."""

from __future__ import annotations

from uuid import uuid4

from accounts.actions import give_by_command
from accounts.foundations import clock
from accounts.models import User
from accounts.roles import Role
from living_docs.actions import load_instrument
from living_docs.instrument import given_instrument
from living_docs.models import LivingDocument, Round, Submission
from living_docs.workflow import Status
from sites.models import Programme, Site
from themes.models import Paragraph
from themes.search.words import for_index

BATCH = 2000


class Documents:
    """A programme of one round, its sites as many as the paragraphs need."""

    def __init__(self) -> None:
        self.programme = Programme.objects.create(name="Bench", slug="icp")
        self.leader = User.objects.create_user("leader@bench.example", None, name="Leader")
        give_by_command(self.leader, role=Role.LEADER)
        instrument, moment = load_instrument(self.programme, given_instrument()), clock.now()
        self.round = Round.objects.create(
            programme=self.programme,
            number=1,
            state=Round.State.OPEN,
            deadline=moment,
            opened_at=moment,
            instrument=instrument,
        )

    def keep(self, texts: list[str], a_document: int) -> None:
        """The texts as paragraphs, so many a document."""
        for first in range(0, len(texts), a_document):
            submission = self.submission()
            Paragraph.objects.bulk_create(
                (
                    Paragraph(
                        submission=submission,
                        prompt_number="1.1",
                        start=0,
                        end=len(text),
                        text=text,
                        words=for_index(text),
                    )
                    for text in texts[first : first + a_document]
                ),
                batch_size=BATCH,
            )

    def submission(self) -> Submission:
        name = f"site-{uuid4().hex[:12]}"
        site = Site.objects.create(programme=self.programme, name=name, slug=name, full_name=name)
        document = LivingDocument.objects.create(site=site, round=self.round, status=Status.RELEASED)
        return Submission.objects.create(
            document=document,
            number=1,
            reference=uuid4().hex[:12],
            data={"sections": []},
            sha256="0" * 64,
            words=0,
            by=self.leader,
        )
