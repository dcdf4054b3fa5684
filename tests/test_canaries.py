"""Canaries: a word of its own in every text of four sites in different states, looked for wherever anyone can look.

Who may find which is said by `canaries.csv`, read and changed by people. What a "no" hides may be nowhere: not in a
page, a header, a file name, a PDF and its metadata, a Word file or a letter. What a "yes" allows is found somewhere, or
the crawl would prove nothing; a "-" leaves it open (a page that this person may have, and need not).
"""

import csv
import io
import zipfile
from collections.abc import Iterable
from itertools import product
from pathlib import Path

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from pypdf import PdfReader

from accounts.foundations import clock
from feedback import actions as feedback
from living_docs import actions
from living_docs.models import DiaryNote, EvidenceFile, LivingDocument
from living_docs.workflow import Status
from reporting import actions as reporting
from reporting.models import PeriodicReview
from tests.crawl import addresses, worth_asking
from tests.effort import SOAK
from tests.factories import DEADLINE, World
from tests.journeys.conftest import work_here
from themes import actions as themes
from themes.models import CodingLayer

TABLE = Path(__file__).parent / "canaries.csv"
SITES = ["a", "b", "c", "d"]
STATES = [Status.RELEASED, Status.IN_QA, Status.AGREEING, Status.SUBMITTED, Status.DRAFT]
PEOPLE = {
    "reader_a": ["rae"],
    "reader_b": ["rob"],
    "other_researcher": ["rex"],
    "leader": ["lee"],
    "economist": ["hal"],
    "quality": ["quinn"],
    "office": ["pat"],
    "steering": ["sam"],
    "implementation": ["ivy"],
    "nobody": ["exa", None],
}


def token(site: str, what: str) -> str:
    return f"canary{site}{what.replace('_', '')}"


class FourSites(World):
    """Four sites with a manager each, and a word of its own in every text."""

    def __init__(self) -> None:
        super().__init__()
        self.add_site("c", "Corriemoor")
        self.add_site("d", "Dunmarsh")

    def fill(self, document: LivingDocument) -> None:
        super().fill(document)
        slug, by = document.site.slug, self.author(document)
        for what in ("earlier_version", "answer"):
            self.answer(document, "1.1", {"texts": [f"<p>We wrote {token(slug, what)} here.</p>"]})
        evidence = document.answers.get(prompt_number="4.5")
        evidence.document = document
        upload = SimpleUploadedFile(f"{token(slug, 'file_name')}.pdf", b"%PDF-1.4 minutes")
        actions.add_file(evidence, upload=upload, title="Minutes", supports="", by=by)
        diary = {"question": 1, "prompt_number": "1.1", "on": DEADLINE.date()}
        actions.write_note(document.site, html=f"<p>{token(slug, 'diary')}</p>", by=by, **diary)
        prompt = document.prompts["1.1"]
        actions.write_to_colleagues(document, prompt=prompt, html=f"<p>{token(slug, 'colleagues')}</p>", by=by)
        actions.write_message(document, prompt=prompt, text=f"May we ask {token(slug, 'help')}?", by=by)

    def write_reading(self, reading, by, words="We understood the aims."):
        readers = {self.rae.pk: "reading_a", self.rob.pk: "reading_b", self.rex.pk: "taken_away"}
        what = readers.get(by.pk, "reading_of_costs")
        super().write_reading(reading, by, f"{words} {token(reading.document.site.slug, what)}")

    def agreed_words(self, document):
        return f"We understood {token(document.site.slug, 'agreed')}."

    def bring(self, slug: str, status: Status) -> None:
        """A site's document in a state, with both readings written, of which one is lodged while they are sealed."""
        document = self.document(slug)
        self.set_periodic_review_beside(document)
        if status == Status.DRAFT:
            with clock.at(DEADLINE):
                self.fill(document)
            return
        document = self.document_at(Status.SUBMITTED, slug)
        taken_away, _ = self.allot(document, self.rex, self.rob)
        self.write_reading(taken_away, self.rex)
        feedback.allot(document, readers=[self.rae, self.rob], why="Ill", by=self.lee)
        for reading in document.readings.order_by("pk"):
            self.write_reading(reading, reading.reader)
        feedback.lodge(document.readings.get(reader=self.rae), by=self.rae)
        if status == Status.SUBMITTED:
            return
        feedback.lodge(document.readings.get(reader=self.rob), by=self.rob)
        said = {"comprehensible": "clear", "complete": "partly", "noted": self.agreed_words(document)}
        feedback.save_agreed(self.document(slug), question=1, fields=said, by=self.lee)
        self.readers_and_leader_talk(self.document(slug))
        self.code(self.document(slug), status)
        if status == Status.AGREEING:
            said = f"Say {token(slug, 'quality_comment')}."
            feedback.comment_on_quality(self.document(slug), text=said, by=self.quinn)
        document = self.document_at(status, slug)
        if status == Status.RELEASED:
            reason = f"We said too much about {token(slug, 'withdrawal_asked')}."
            feedback.ask_to_withdraw_report(document.releases.get(), reason=reason, by=self.lee)

    def set_periodic_review_beside(self, document: LivingDocument) -> None:
        slug = document.site.slug
        upload = SimpleUploadedFile("review.txt", f"Two posts, {token(slug, 'periodic_review')}.".encode())
        periodic = reporting.add_periodic_review(site=document.site, period="Spring", upload=upload, by=self.ivy)
        said = f"Three posts there, {token(slug, 'triangulation_note')}."
        reporting.note_triangulation(
            document.round, periodic_review=periodic, theme=None, stance="adds", text=said, by=self.lee
        )

    def code(self, document: LivingDocument, status: Status) -> None:
        """One coder where comments are agreed; else two, blind, who have both finished once all is released."""
        submission = document.current_submission
        coders = [self.rae] if status == Status.AGREEING else [self.rae, self.rob]
        layers = themes.allot_coding(submission, coders=coders, by=self.lee)
        what = "coding_memo" if status == Status.AGREEING else "blind_memo"
        themes.write_memo(layers[0], text=token(document.site.slug, what), by=self.rae)
        for layer in layers[: 2 if status == Status.RELEASED else 1]:
            themes.finish_coding(layer, by=layer.coder)

    def readers_and_leader_talk(self, document: LivingDocument) -> None:
        words = [f"About {token(document.site.slug, what)}." for what in ("reader_comment", "question_to_reader")]
        comment = feedback.comment_on_agreed(document, question=1, text=words[0], by=self.rae)
        feedback.decide_comment(comment, outcome="used", by=self.lee)
        reading = document.readings.get(reader=self.rae)
        reading.document = document
        feedback.ask_reader(reading, question=1, text=words[1], by=self.lee)


def everywhere() -> list[str]:
    """Every address there is, with every site, file, note and release of this world."""
    samples = {
        "number": [1],
        "slug": SITES,
        "question_number": [1, 8],
        "submission_number": [1],
        "version": [1],
        "version_number": [1, 2],
        "prompt_number": ["1.1", "4.5"],
        "token": ["x"],
        "ending": ["csv"],
        "tree_slug": ["icp-2010"],
        "coding_pk": [1],
        "key": ["prompt-1.1-answered"],
        "format": ["docx"],
        "table": ["themes", "units"],
        "figure": [1],
        "pk": sorted(
            {
                *EvidenceFile.objects.values_list("pk", flat=True),
                *DiaryNote.objects.values_list("pk", flat=True),
                *CodingLayer.objects.values_list("pk", flat=True),
                *PeriodicReview.objects.values_list("pk", flat=True),
            }
        ),
    }
    asked = [reverse("changes", args=[1, "a"]) + "?show=changes", reverse("search") + "?words=canary*"]
    return [*dict.fromkeys(addresses(samples)), *asked]


def words_of(response) -> str:
    """All that an answer says: address, headers, page; of a PDF its text and metadata, of an office file its parts."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    told = [response.headers.get(name, "") for name in ("Location", "Content-Disposition", "ETag")]
    if body.startswith(b"%PDF-") and b"%%EOF" in body:
        pdf = PdfReader(io.BytesIO(body))
        return "\n".join([*told, str(pdf.metadata), *(page.extract_text() for page in pdf.pages)])
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            parts = [archive.read(name).decode("utf-8", "replace") for name in archive.namelist()]
            return "\n".join([*told, *archive.namelist(), *parts])
    return "\n".join([*told, body.decode("utf-8", "replace")])


def found_by(client, pages: Iterable[str]) -> str:
    return "\n".join(words_of(client.get(page)) for page in pages)


def cast_of(world: FourSites, slug: str) -> dict[str, list]:
    others = [person for other, person in world.managers.items() if other != slug]
    own = [world.managers[slug], *([world.abe] if slug == "a" else [])]
    named = {kind: [getattr(world, name) if name else None for name in names] for kind, names in PEOPLE.items()}
    return {"site": own, "other_site": others, **named}


def table() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.long
@pytest.mark.one_engine
@pytest.mark.django_db
@pytest.mark.parametrize("turn", range(len(STATES) if SOAK else 1))
def test_who_finds_which_canary(sign_in, turn):
    world = FourSites()
    states = {slug: STATES[(place + turn) % len(STATES)] for place, slug in enumerate(SITES)}
    for slug, status in states.items():
        world.bring(slug, status)
    world.draft_review()
    work_here()
    pages = everywhere()
    everyone = {
        person.pk if person else None: person for slug in SITES for p in cast_of(world, slug).values() for person in p
    }
    found = {key: found_by(sign_in(person), worth_asking(pages, person)) for key, person in everyone.items()}
    wrong = []
    for row, (slug, status) in product(table(), states.items()):
        if row["status"] not in {"any", status}:
            continue
        canary = token(slug, row["what"])
        for kind, people in cast_of(world, slug).items():
            seen = [person for person in people if canary in found[person.pk if person else None]]
            if row[kind] == "no" and seen or row[kind] == "yes" and len(seen) < len(people):
                wrong.append(f"{row['what']} of site {slug} ({status}): {kind} should find it: {row[kind]}")
    assert wrong == [], "\n".join(wrong)
    assert "canary" not in "".join(f"{letter.subject} {letter.body}" for letter in mail.outbox)
    assert "canary" not in "".join(str(job.args_kwargs) for job in DBTaskResult.objects.all())


if SOAK:
    pytestmark = pytest.mark.soak
